"""The questionnaire at the desk: a consultant fills in a share’s answers, or changes those that it has.

`/desk/answers/{share}/…` begins with the answers that are stored. The version that they were begun with is
part of every address after that, so that an older tab cannot undo what a newer one has saved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, abort, g, redirect, request

from somerec.advice.adjustments import carry_over, read_adjustments, write_adjustments
from somerec.advice.answers import Answers, answer_pairs
from somerec.store import Share, Stale, StoreUnavailable
from somerec.web.desk.common import own, refuse_flood, show, sign_in_form, to_sign_in, typed
from somerec.web.desk.plan import visit_of
from somerec.web.desk.session import signed_in
from somerec.web.errors import language
from somerec.web.intake import received, sorry
from somerec.web.keeping import keeping
from somerec.web.kept import Answer, note
from somerec.web.lines import answer_texts
from somerec.web.mount import DESK
from somerec.web.origin import sent_from_here
from somerec.web.page import Pairs, address, query_as_sent
from somerec.web.site import site
from somerec.web.task import Task, take_up, task_here
from somerec.web.visit import Visit

blueprint = Blueprint("filling", __name__)


@dataclass(frozen=True, slots=True)
class Differing:
    """A question that is answered in two ways."""

    question: str
    saved: tuple[str, ...]
    mine: tuple[str, ...]


def admit(key: str) -> Answer | None:
    """Find out whose share is filled in, and begin with the answers that it has."""
    found = signed_in()
    if found is None:
        return _stranger()
    g.somerec_consultant = found
    name, _, version = key.partition("/")
    share = own(name)
    if not version:
        return redirect(_beginning(share), 302)
    take_up(Task(DESK, share.client, share, int(version)))
    return None


def _stranger() -> Answer:
    """Lead whoever is not signed in to where that is done, and back with all that was answered."""
    lang, here = language(), f"{request.script_root}{request.path}"
    if request.method != "POST":
        return to_sign_in(lang, f"{here}{query_as_sent()}")
    refuse_flood()
    if not sent_from_here():
        return to_sign_in(lang, f"/desk/{lang}/")
    return show("login", lang, status=403, **sign_in_form(next_=here, fields=typed()))


def _beginning(share: Share) -> str:
    """Return where to begin: with the answers on one page, or with the first question."""
    lang, at = language(), f"{DESK.prefix}{share.id}/{share.version}"
    step = request.endpoint == "questions.step"
    if (request.query_string or not share.answers) and (step or request.endpoint == "check.check"):
        return f"{at}{request.path}{query_as_sent()}"
    if not share.answers:
        return f"{at}/{lang}/questions/1"
    if step:
        return address(f"{at}{request.path}", [*stored_pairs(share), ("back", "check")])
    return address(f"{at}/{lang}/check", stored_pairs(share))


def stored_pairs(share: Share) -> Pairs:
    """Return a share's answers as an address holds them, with their edition where that is an older one."""
    pairs = parse_qsl(share.answers, keep_blank_values=True)
    if share.hour_value is not None:
        pairs.append(("hour_value", str(share.hour_value)))
    if share.edition != site().rulebook.edition:
        pairs.append(("edition", share.edition))
    return pairs


def start(lang: str, task: Task) -> Answer:
    """Lead out of the questionnaire, to the share that it is about."""
    return redirect(f"/desk/{lang}/shares/{task.share.id}", 302)


@blueprint.get("/use")
def nothing(lang: str) -> Answer:
    """Lead on whoever comes here without the button, by a change of language for instance."""
    return redirect(f"/desk/{lang}/shares/{(task_here() or abort(404)).share.id}", 302)


@blueprint.post("/use")
def use(lang: str) -> Answer:
    """Save the answers, unless the share was saved since they were begun."""
    task = task_here() or abort(404)
    answers = received(lang)
    if not isinstance(answers, Answers):
        return answers
    done = redirect(f"/desk/{lang}/shares/{task.share.id}", 303)
    changed = replace(
        task.share,
        version=task.version,
        edition=answers.edition,
        answers=urlencode(answer_pairs(answers.given)),
        hour_value=answers.hour_value,
        adjustments=carried(task.share),
    )
    if says_the_same(changed, task.share):
        return done
    try:
        keeping().store.desk.save(changed, keeping().now())
    except Stale as stale:
        return done if says_the_same(changed, stale.current) else _both(lang, stale.current, answers)
    except StoreUnavailable as error:
        note(error)
        return sorry(lang, "failed", 503, answers)
    return done


def carried(share: Share) -> str:
    """Return a consultant’s changes as they are written under the rules of today."""
    library = site().library
    then = library.get(share.edition)
    if then is None or then is library.latest:
        return share.adjustments
    read = read_adjustments(share.adjustments, then)
    if read.problems:
        return share.adjustments
    return write_adjustments(carry_over(read.adjustments, library.path(share.edition)))


def says_the_same(one: Share, other: Share) -> bool:
    """Say whether two states of a share hold the same answers, read by the same rules."""
    return (one.edition, one.answers, one.hour_value) == (other.edition, other.answers, other.hour_value)


def _both(lang: str, current: Share, answers: Answers) -> Answer:
    """Show what another tab has saved beside what was answered here, and ask which to keep."""
    saved, mine = visit_of(current, lang), Visit.now(lang, answers.pairs())
    at = f"{DESK.prefix}{current.id}/{current.version}/{lang}"
    return show(
        "stale_answers",
        lang,
        status=409,
        share=current,
        rows=_differing(saved, mine),
        query=mine.query,
        action=f"{at}/use",
        look=address(f"{at}/check", mine.state()),
        back=f"/desk/{lang}/shares/{current.id}",
    )


def _differing(saved: Visit, mine: Visit) -> list[Differing]:
    """Return the questions that are answered differently, in their order, with both answers in words."""
    return [
        Differing(mine.speaker.question(name), _texts(saved, name), _texts(mine, name))
        for name in mine.rulebook.questions
        if saved.answers.complete.get(name) != mine.answers.complete[name]
    ]


def _texts(visit: Visit, name: str) -> tuple[str, ...]:
    question, value = visit.rulebook.questions.get(name), visit.answers.complete.get(name)
    return tuple(answer_texts(question, value, visit.speaker)) if question else ()
