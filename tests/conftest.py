"""What all tests share: how Hypothesis draws, a browser, a real edition to break, and one that follows it."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from somerec.rulebook.library import Library
from somerec.rulebook.load import load_rulebook
from somerec.rulebook.model import Rulebook
from tests.chromium import _chromium, _playwright  # noqa: F401
from tests.editions.second import second_edition
from tests.editions.words import teach
from tests.rulebook.broken import Edition

# The same examples on every machine, so that a red build is red for everybody. The long proof draws more.
# To look further, run HYPOTHESIS_PROFILE=search pytest tests/advice
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
for name, examples in (("ci", 120), ("proof", 300)):
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=_SLOW,
    )
settings.register_profile("search", max_examples=5000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_collection_finish() -> None:
    """Search for garbage seldom, and not in what lives until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.fixture(name="edition")
def _edition(tmp_path: Path) -> Edition:
    return Edition(tmp_path)


@pytest.fixture(scope="session", name="second")
def _second(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """Edition 2026-2, which follows 2026-1, with its words in all three languages."""
    rulebook = second_edition(tmp_path_factory.mktemp("editions"))
    teach(rulebook)
    return rulebook


@pytest.fixture(scope="session", name="two_editions")
def _two_editions(second: Rulebook) -> Library:
    """2026-1 as an old edition, and 2026-2 as the rules of today."""
    return Library.of(load_rulebook("2026-1"), second)
