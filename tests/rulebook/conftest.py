"""What tests of the loader share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rulebook.broken import Edition


@pytest.fixture(name="edition")
def _edition(tmp_path: Path) -> Edition:
    return Edition(tmp_path)
