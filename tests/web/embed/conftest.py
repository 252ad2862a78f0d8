"""The application with an agency, a store of its own and a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from somerec import Answers
from somerec.agencies import Agency, Shelf, agency_folder
from somerec.rulebook.model import Rulebook
from somerec.store import Counted, Store
from somerec.web import contact, embed
from somerec.web.counting import Counting, Tally
from somerec.web.embedding import Mount
from somerec.web.keeping import Keeping, keeping
from somerec.web.site import Site
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


@pytest.fixture(name="app")
def _app(settings: dict[str, object]) -> Iterator[Flask]:
    app = create_app(settings)
    if "somerec.tally" not in app.extensions:
        wire(app)
    yield app
    app.extensions["somerec.tally"].flush()
    with app.app_context():
        keeping().store.close()


def wire(app: Flask) -> None:
    """Put what frames need around an application that is without it."""
    site: Site = app.extensions["somerec"]
    keep: Keeping = app.extensions["somerec.keeping"]
    app.extensions["somerec.tally"] = tally = Tally(keep.store, site.today)
    app.register_blueprint(contact.blueprint, url_prefix="/<lang:lang>")
    app.register_blueprint(embed.blueprint)
    shelf = Shelf(agency_folder(keep.store.path.parent), site.rulebook)
    counting = Counting(app.wsgi_app, tally, site.rulebook)
    app.wsgi_app = Mount(counting, shelf)  # type: ignore[method-assign]


@pytest.fixture(name="store")
def _store(app: Flask) -> Store:
    with app.app_context():
        return keeping().store


@pytest.fixture(name="counts")
def _counts(app: Flask, store: Store) -> Counts:
    """Return what has been counted for the agency, after what waits has been written."""

    def read() -> dict[Counted, int]:
        tally: Tally = app.extensions["somerec.tally"]
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
