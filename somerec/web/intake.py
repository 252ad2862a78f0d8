"""The link by which a client answers the questions: who asks and why, the button that sends, and thanks.

Opening anything here stores nothing. The answers are stored once, when the client presses the button.
"""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, request

from somerec.advice.answers import Answers, answer_pairs
from somerec.store import (
    SHARE,
    AnsweredToken,
    Consultant,
    GoneToken,
    Share,
    StoreUnavailable,
    UnknownToken,
)
from somerec.web.brand import brand_here, carry
from somerec.web.errors import language
from somerec.web.keeping import keeping
from somerec.web.kept import TOKEN, Answer, note, sent_query
from somerec.web.lines import groups
from somerec.web.mount import INTAKE, mounted_here
from somerec.web.origin import sent_from_here
from somerec.web.page import address, render
from somerec.web.site import site
from somerec.web.sorry import sorry as apology
from somerec.web.task import Task, take_up, task_here
from somerec.web.visit import Visit
from somerec.words.languages import LANGUAGES

blueprint = Blueprint("intake", __name__)


def admit(token: str) -> Answer | None:
    """Find the share that an intake link asks about; answer where it asks no more."""
    if not TOKEN.fullmatch(token):
        raise UnknownToken
    try:
        share = keeping().store.desk.intake(token, site().today())
    except AnsweredToken as answered:
        asked = _asker(answered.share)
        # The button may be pressed once more, and says then what became of the answers.
        return None if request.method == "POST" else thanks(answered.share, asked)
    except GoneToken:
        return gone()
    if _asker(share).state == "disabled":
        return gone()
    return None


def _asker(share: Share) -> Consultant:
    """Find out who asks, and let the page carry that consultant's agency."""
    asked = keeping().store.desk.consultant(share.consultant)
    carry(asked.agency)
    take_up(Task(INTAKE, asked.name, share, share.version))
    return asked


def start(lang: str, task: Task) -> Answer:
    """Say who asks, what for, how long it takes, and what becomes of the answers."""
    said = LANGUAGES[lang]
    return render(
        "intake/start.html",
        lang,
        solo=True,  # Whoever reads this is one person, whatever stands behind.
        lasting=False,
        name=task.name,
        agency=brand.name if (brand := brand_here()) else "",
        steps=len(site().rulebook.steps),
        days=SHARE.days,
        until=said.date(task.share.expires),
        first=f"/{lang}/questions/1",
    )


def thanks(share: Share, asked: Consultant) -> Answer:
    """Say that the answers have been sent, and when."""
    lang = language()
    when = next((entry.at for entry in keeping().store.desk.log(share.id) if entry.what == "answered"), None)
    return render(
        "intake/thanks.html",
        lang,
        solo=True,
        lasting=False,
        name=asked.name,
        when=LANGUAGES[lang].date(when.astimezone().date()) if when else "",
    )


def gone() -> Answer:
    """Say that the link is closed."""
    return render("intake/gone.html", language(), solo=True, status=410, lasting=False)


@blueprint.get("/send")
def nothing(lang: str) -> Answer:
    """Lead on whoever comes here without the button, by a change of language for instance."""
    if task_here() is None:
        abort(404)
    return redirect(f"/{lang}/", 302)


@blueprint.post("/send")
def send(lang: str) -> Answer:
    """Send the answers to the desk, once; whoever sends them again is told what became of them."""
    task = task_here() or abort(404)
    answers = received(lang)
    if not isinstance(answers, Answers):
        return answers
    place = mounted_here() or abort(404)
    try:
        keeping().store.desk.answer(
            place.key,
            answers.edition,
            urlencode(answer_pairs(answers.given)),
            answers.hour_value,
            keeping().now(),
        )
    except AnsweredToken as answered:
        return again(lang, answered.share, task, answers)
    except GoneToken:
        return gone()
    except StoreUnavailable as error:
        note(error)
        return sorry(lang, "failed", 503, answers)
    return redirect(f"/{lang}/", 303)


def received(lang: str) -> Answers | Answer:
    """Return the answers that the last form of the questionnaire holds, or say why they are not taken."""
    try:
        answers = Answers.from_query(sent_query(), site().rulebook)
    except ValueError:
        return sorry(lang, "unreadable", 400)
    return answers if sent_from_here() else sorry(lang, "foreign", 403, answers)


def again(lang: str, share: Share, task: Task, answers: Answers) -> Answer:
    """Answer a second sending: with thanks where it says the same, else with what was not sent."""
    if share.answers == urlencode(answer_pairs(answers.given)):
        return redirect(f"/{lang}/", 303)
    visit = Visit.now(lang, answers.pairs())
    return render(
        "intake/again.html",
        lang,
        solo=visit.solo,
        status=409,
        lasting=False,
        name=task.name,
        groups=groups(visit),
    )


def sorry(lang: str, why: str, status: int, answers: Answers | None = None) -> Answer:
    """Say kindly what is not possible and why, with the answers to send once more where they are known."""
    back = address(f"/{lang}/check", answers.pairs(edition=False), "q") if answers else ""
    return apology("intake", lang, why, status, answers=answers, back=back)
