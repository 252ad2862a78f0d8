"""The application with an agency, a store of its own and a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

import app as composition
from somerec import Answers
from somerec.agencies import Agency, Shelf, agency_folder
from somerec.rulebook.model import Rulebook
from somerec.store import Counted, Store
from somerec.web.embed.counting import Tally
from somerec.web.keeping import keeping
from tests.web.cases import CARPENTERS
from tests.web.embed.frames import write

DAY = date(2027, 1, 11)

Counts = Callable[[], dict[Counted, int]]


@pytest.fixture(name="settings")
def _settings(tmp_path: Path, rulebook: Rulebook) -> dict[str, object]:
    data = tmp_path / "data"
    data.mkdir()
    write(data)
    noon = datetime(2027, 1, 11, 12, 10, tzinfo=UTC)
    return {"DATA": data, "NOW": lambda: noon, "TODAY": lambda: DAY, "RULEBOOK": rulebook}


@pytest.fixture(name="tallies")
def _tallies(monkeypatch: pytest.MonkeyPatch) -> list[Tally]:
    """Return the tallies of the applications that are made, so that tests need not wait for them."""
    made: list[Tally] = []

    def make(store: Store, today: Callable[[], date]) -> Tally:
        made.append(Tally(store, today))
        return made[-1]

    monkeypatch.setattr(composition, "Tally", make)
    return made


@pytest.fixture(name="app")
def _app(settings: dict[str, object], tallies: list[Tally]) -> Iterator[Flask]:
    app = composition.create_app(settings)
    yield app
    for tally in tallies:
        tally.flush()
    with app.app_context():
        keeping().store.close()


@pytest.fixture(name="store")
def _store(app: Flask) -> Store:
    with app.app_context():
        return keeping().store


@pytest.fixture(name="counts")
def _counts(store: Store, tallies: list[Tally]) -> Counts:
    """Return what has been counted for the agency, after what waits has been written."""

    def read() -> dict[Counted, int]:
        for tally in tallies:
            tally.flush()
        return store.counts_of("lund", date.min, date.max)

    return read


@pytest.fixture(name="agency")
def _agency(settings: dict[str, object], rulebook: Rulebook) -> Agency:
    data = settings["DATA"]
    assert isinstance(data, Path)
    found = Shelf(agency_folder(data), rulebook).get("lund")
    assert found is not None
    return found


@pytest.fixture(name="query")
def _query(rulebook: Rulebook) -> str:
    """Answers of a business, as the address of its result holds them."""
    return Answers.from_query(f"{CARPENTERS}&start=2027-02-01", rulebook).to_query()
