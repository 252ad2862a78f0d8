"""The pages of the desk are sound HTML, which the checker of the W3C confirms."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from somerec.store import Share, Store
from tests.html import vnu
from tests.web.desk.conftest import PASSWORD, place
from tests.web.running import Clock


def test_every_page_of_the_desk_is_sound(  # noqa: PLR0913, PLR0917  One start of the checker for all pages.
    desk: FlaskClient, live: Share, waiting: Share, store: Store, clock: Clock, tmp_path: Path
) -> None:
    invited = store.desk.invite("eva", "Eva", "nb", "", clock.now)
    words = {"version": "99", "greeting": "*a*", "notes": "# b", "notes_language": "nb"}
    answers = [
        *(desk.get(f"/desk/{lang}/") for lang in ("nb", "sv", "en")),
        desk.get(f"/desk/nb/welcome/{invited}"),
        desk.get("/desk/nb/new"),
        desk.get("/desk/nb/account"),
        desk.post("/desk/nb/account", data={"old": "a guess", "password": PASSWORD}),
        desk.post("/desk/nb/account", data={"old": PASSWORD, "password": "x"}),
        desk.post("/desk/nb/account", data={"old": PASSWORD, "password": PASSWORD}),
        desk.post("/desk/nb/new", data={"way": "address", "address": "x", "form": "y"}),
        *(
            desk.get(place(live, path))
            for path in ("", "/words", "/changes", "/settings", "/preview", "/erase")
        ),
        desk.get(place(waiting)),
        desk.post(place(live, "/words"), data=words),
        desk.post(place(live, "/words"), data={**words, "do": "preview"}),
        desk.post(place(live, "/words"), data={**words, "notes": "[a](x:y)"}),
        desk.post(place(live, "/changes"), data={"tactic.0": "gbp", "do": "save", "version": "1"}),
        desk.post(place(live), data={"do": "pin"}),
        desk.post("/desk/nb/login", data={"login": "x", "password": "y"}),
    ]
    clock.wait(hours=13)
    answers += [desk.get("/desk/nb/login"), desk.post(place(live, "/words"), data=words)]
    files = []
    for number, answer in enumerate(answers):
        assert answer.mimetype == "text/html"
        assert answer.status_code in (200, 403, 409, 422)
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(answer.data)
    assert vnu(files) == []
