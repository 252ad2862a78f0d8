"""The page for agencies: choose, see the frame as a host would show it, and take the lines to paste."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flask import Blueprint, Response, current_app, request

from somerec.advice.answers import read_pairs
from somerec.agencies import Agency, Shelf
from somerec.agencies.reading import BUILT_IN
from somerec.rulebook.model import Rulebook
from somerec.web.assets import asset, files
from somerec.web.embed.frame import LOADER, loader_version
from somerec.web.mount import FRAME
from somerec.web.page import address, render
from somerec.web.pages import prose
from somerec.web.site import site
from somerec.web.templating import environment
from somerec.web.visit import Pair, sent_pairs
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import Speaker, speaker

blueprint = Blueprint("configurator", __name__)

TRIAL = BUILT_IN.stem
"""The key that anybody can try."""

OFFERED = ("market", "business_type", "size", "area")
"""The questions that an agency may know the answer to before anybody is asked."""


@dataclass(frozen=True, slots=True)
class Known:
    """A question as the form offers it, with the option that is chosen; nothing where none is."""

    id: str
    text: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody has chosen: a key as they wrote it, the frame’s language, and known answers."""

    key: str
    language: str
    answers: tuple[Pair, ...]

    @classmethod
    def of(cls, lang: str, pairs: list[Pair], rulebook: Rulebook) -> Choice:
        """Read the address; what it does not say is the trial, in the language of the page."""
        said = {name: value.strip() for name, value in reversed(pairs)}
        wanted = said.get("language", lang)
        offered = [(name, value) for name, value in said.items() if name in OFFERED and value]
        answers = read_pairs(offered, rulebook).answers
        known = tuple(pair for pair in answers.pairs(edition=False) if pair in offered)
        return cls(said.get("key", "").lower() or TRIAL, wanted if wanted in LANGUAGES else lang, known)

    @property
    def frame(self) -> str:
        """The address that the frame starts at, without the site's name."""
        return address(f"{FRAME.prefix}{self.key}/{self.language}/", self.answers)

    @property
    def page(self) -> str:
        """The address of the same questionnaire on the site itself, without the site's name."""
        return address(f"/{self.language}/{'questions/1' if self.answers else ''}", self.answers)


@dataclass(frozen=True, slots=True)
class Lines:
    """What to paste: the frame with its link, the script that sizes it, and that script for careful sites."""

    frame: str
    loader: str
    lasting: str


@blueprint.get("/embed")
def show(lang: str) -> Response:
    """Show the choices, and what they lead to where the key opens a frame."""
    rulebook = site().rulebook
    choice = Choice.of(lang, sent_pairs(), rulebook)
    agency = _open(choice.key)
    return render(
        "configurator.html",
        lang,
        solo=True,
        index=not request.query_string,
        lasting=False,  # Files of agencies come and go.
        page=prose("embed-intro", lang),
        guides=prose("embed-guides", lang).body,
        file=prose("embed-file", lang).body,
        choice=choice,
        trial=TRIAL,
        agency=agency.name if agency else "",
        questions=list(_known(choice, speaker(rulebook, lang, {"size": "solo"}))),
        lines=_lines(choice, site().base_url or request.host_url.rstrip("/")),
        loader=f"/{LOADER}",
        script=asset("configurator.js"),
    )


def _open(key: str) -> Agency | None:
    """Return the agency whose frame a key opens. Whether one is closed or was never there stays untold."""
    shelf: Shelf = current_app.extensions["somerec.agencies"]
    agency = shelf.get(key)
    return agency if agency and agency.enabled else None


def _known(choice: Choice, words: Speaker) -> Iterator[Known]:
    chosen = dict(choice.answers)
    for name in OFFERED:
        ids = (option.id for option in words.rulebook.questions[name].options)
        options = tuple((option, words.label(name, option)) for option in ids)
        yield Known(name, words.question(name), options, chosen.get(name, ""))


def _lines(choice: Choice, origin: str) -> Lines:
    """Write the lines in the language of the frame, since it is its visitors who read them."""
    found = environment(choice.language, solo=False).get_template("configurator_lines.html")
    lasting = f"/embed/v1.{loader_version()}.js"
    context = {"origin": origin, "choice": choice, "loader": f"/{LOADER}", "lasting": lasting}
    parts = found.new_context({**context, "integrity": integrity()})
    frame, loader, careful = ("".join(found.blocks[name](parts)) for name in ("frame", "loader", "lasting"))
    return Lines(frame.strip(), loader.strip(), careful.strip())


@cache
def integrity() -> str:
    """Return the digest of the loader as browsers check it."""
    return f"sha384-{base64.b64encode(hashlib.sha384(files()[LOADER][0]).digest()).decode()}"
