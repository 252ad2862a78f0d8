"""How a share begins: from an address, by answering at the desk, or by a link that lets the client answer."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode, urlsplit

from flask import redirect, request

from somerec.advice.answers import answer_pairs
from somerec.store import Draft, GoneToken, SentTwice, UnknownToken
from somerec.web.compare.address import OF_B, read_pasted, says_something
from somerec.web.desk.common import Answer, consultant, desk_blueprint, show, words
from somerec.web.desk.text import MOST_CLIENT, Text, read_line
from somerec.web.forms import Fault
from somerec.web.keeping import keeping
from somerec.web.kept import visit_of as visit_of_kept
from somerec.web.site import MOST_ADDRESS, site
from somerec.web.visit import Visit
from somerec.words.languages import LANGUAGES
from somerec.words.problems import problem_text
from somerec.words.speaker import Speaker

blueprint = desk_blueprint("desk_new")

WAYS = ("questions", "intake", "address")
"""How a share can begin."""

_KEPT = re.compile(r"/(?:nb|sv|en)/k/([A-Za-z0-9_-]{22})/?", re.ASCII)
"""The path of a kept result."""

_NONCE = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Begun:
    """A sent form: whose plan it is to be, how it begins, and what is wrong."""

    client: Text
    way: str
    language: str
    address: str
    faults: tuple[Fault, ...]
    visit: Visit | None = None
    """What the address holds, where one was asked for."""
    unused: tuple[str, ...] = ()
    """What of the address could not be used, each said."""


@blueprint.get("/new")
def new(lang: str) -> Answer:
    """Ask whose plan it is to be and how it begins; an address may be given along."""
    pasted = request.args.get("address", "")[:MOST_ADDRESS]
    return _form(lang, Begun(Text(""), "address" if pasted else "questions", "", pasted, ()))


@blueprint.post("/new")
def begin(lang: str) -> Answer:
    """Begin, and lead on to where it goes on; a form that was sent twice begins nothing twice."""
    sent = read(lang)
    if sent.faults or (sent.unused and request.form.get("accept") != sent.address):
        return _form(lang, sent, status=422)
    try:
        return _made(lang, sent)
    except SentTwice:
        return redirect(f"/desk/{lang}/", 303)


def _made(lang: str, sent: Begun) -> Answer:
    """Begin a share, and lead on to it."""
    desk, now = keeping().store.desk, keeping().now()
    draft = Draft(client=sent.client.value, language=sent.language)
    if sent.visit is None:
        made = desk.create(consultant().id, draft, now, form=form_number())
        if sent.way == "questions":
            return redirect(f"/desk/answers/{made.id}/{lang}/questions/1", 303)
    else:
        answers = sent.visit.answers
        draft = replace(
            draft,
            edition=answers.edition,
            answers=urlencode(answer_pairs(answers.given)),
            start=answers.start or site().today(),
            hour_value=answers.hour_value,
        )
        made = desk.create(consultant().id, draft, now, form=form_number())
    return redirect(f"/desk/{lang}/shares/{made.id}", 303)


def read(lang: str) -> Begun:
    """Return what the form says, with everything that is wrong with it at once."""
    said = words(lang)
    client = read_line("client", MOST_CLIENT, said, needed=True)
    way, language = request.form.get("way", ""), request.form.get("language", "")
    faults = list(client.faults)
    if way not in WAYS:
        faults.append(Fault(said.phrase("desk.lacking.way"), "way"))
    language = language if language in LANGUAGES else ""
    pasted = read_line("address", MOST_ADDRESS, said)
    if way != "address":
        return Begun(client, way, language, pasted.value, tuple(faults))
    visit, why = _visit(lang, pasted.value)
    faults += [*pasted.faults, *([Fault(why, "address")] if why else [])]
    unused = _unused(visit, said) if visit else ()
    return Begun(client, way, language, pasted.value, tuple(faults), visit, unused)


def _unused(visit: Visit, said: Speaker) -> tuple[str, ...]:
    """Say what of an address is not used: of a comparison all that only plan B answers."""
    own = [problem for problem in visit.problems if not problem.key.startswith(OF_B)]
    second = [said.phrase("desk.address.second")] if len(own) < len(visit.problems) else []
    return (*second, *(problem_text(problem, visit.speaker) for problem in own))


def _visit(lang: str, pasted: str) -> tuple[Visit | None, str]:
    """Return the answers that an address holds, or in words why there are none to be had."""
    said = words(lang)
    if not pasted:
        return None, said.phrase("desk.lacking.address")
    try:
        kept = _KEPT.fullmatch(urlsplit(pasted).path)
        token = kept[1] if kept else ""
        visit = _of_kept(lang, token) if token else None
    except ValueError:
        visit = None
    except UnknownToken:
        return None, said.phrase("desk.address.unknown")
    except GoneToken:
        return None, said.phrase("desk.address.gone")
    visit = visit or read_pasted(lang, pasted)
    if not says_something(visit):
        return None, said.phrase("desk.address.nothing")
    if visit.answers.missing:
        return None, _lacking(visit, said)
    return visit, ""


def _of_kept(lang: str, token: str) -> Visit:
    """Return the answers of a kept result under the rules of today, as those of an address are read."""
    return Visit.now(lang, visit_of_kept(lang, keeping().store.open_kept(token, _today())).pairs)


def _lacking(visit: Visit, said: Speaker) -> str:
    """Say that an address is of a questionnaire that is not finished, and which question comes next."""
    count, first = len(visit.answers.missing), visit.speaker.question(visit.answers.missing[0])
    number = said.phrase("desk.address.unfinished", count=count)
    return f"{number} {said.phrase('desk.address.first', question=first)}"


def _today() -> date:
    return site().today()


def form_number() -> str:
    """Return the number of the form that was sent, which none other has; raise SentTwice for none of ours."""
    number = request.form.get("form", "")
    if not _NONCE.fullmatch(number):
        raise SentTwice
    return number


def _form(lang: str, begun: Begun, *, status: int = 200) -> Answer:
    return show("new", lang, status=status, begun=begun, ways=WAYS, form=secrets.token_urlsafe(16))
