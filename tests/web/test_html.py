"""The HTML of this room's pages, as the Nu checker sees it."""

from __future__ import annotations

from itertools import product
from pathlib import Path

from flask.testing import FlaskClient

from somerec.rulebook.model import Rulebook
from tests.html import vnu
from tests.web.cases import CARPENTERS, HAIRDRESSER, but
from tests.web.conftest import LANGUAGES
from tests.web.test_advice import EVERY, address

PLACES = (
    "/",
    *(f"/questions/{number}?{CARPENTERS}" for number in range(1, 8)),
    "/questions/3?size=micro&skills=write&skills=none&go=size,who,hours,money,skills",
    "/questions/4?goal=sales&target_size=own_number&target_today=%3Cten%3E&go=goal,target_size,target_today",
    "/questions/6?size=solo&who=nobody&hours=h0&nonsense=1&%22%3E%00=%zz&%C3=1",
    f"/check?{CARPENTERS}",
    f"/check?{HAIRDRESSER}",
    f"/check?{but(CARPENTERS, who='nobody', money='m0')}&go=advice",
    "/compare",
    "/compare?a=%3Cb%3E&b=%22",
    f"/compare?{CARPENTERS}&start=2027-01-11&b.hours=h0&b.goal=recruit&b.website=none&edition=2026-1",
    f"/compare?{CARPENTERS}&start=2027-01-11&b.size=solo&b.who=team_2_4&b.%22%3E=1&edition=2026-1",
    f"/compare?{CARPENTERS}&start=2027-01-11&edition=2026-1",
    f"/compare?{HAIRDRESSER}&start=2027-01-11&b.target_size=own_number&edition=2026-1",
    "/embed",
    "/embed?key=%22%3E&language=%22&market=no&size=solo&business_type=care",
    "/nothing?a=%zz&b=%22%3E%00",
    "/%22%3E%00",
)


def test_the_html_is_without_faults(client: FlaskClient, tmp_path: Path) -> None:
    files = []
    for lang in LANGUAGES:
        for number, place in enumerate(PLACES):
            file = tmp_path / f"{lang}{number:02}.html"
            file.write_bytes(client.get(f"/{lang}{place}").data)
            files.append(file)
    assert vnu(files) == []


def test_the_html_of_every_result_and_of_its_reasons_is_without_faults(
    client: FlaskClient, rulebook: Rulebook, tmp_path: Path
) -> None:
    files = []
    for name, lang in product(EVERY, LANGUAGES):
        place = address(lang, EVERY[name], rulebook)
        for number, page in enumerate(("/advice?", "/advice/why?", "/advice/why/gbp/instagram?")):
            response = client.get(place.replace("/advice?", page))
            assert response.status_code == 200
            file = tmp_path / f"{name}{lang}{number}.html"
            file.write_bytes(response.data)
            files.append(file)
    assert vnu(files) == []
