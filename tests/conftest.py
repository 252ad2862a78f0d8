"""What all tests share: how Hypothesis draws, a browser, and a copy of the real edition to break."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.chromium import _chromium, _playwright  # noqa: F401
from tests.rulebook.broken import Edition

# The same examples on every machine, so that a red build is red for everybody. To look further, run
# HYPOTHESIS_PROFILE=search pytest tests/advice
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
settings.register_profile(
    "ci", max_examples=300, deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW
)
settings.register_profile("search", max_examples=5000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(name="edition")
def _edition(tmp_path: Path) -> Edition:
    return Edition(tmp_path)
