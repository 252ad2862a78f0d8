"""Two plans side by side: what changes with another answer, or what differs between any two results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, redirect
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from somerec.advice.answers import Answers, Problem
from somerec.advice.compare import compare as compared
from somerec.advice.comparison import Comparison, ListChange
from somerec.advice.recommend import recommend
from somerec.advice.recommendation import Item, Status
from somerec.web.advice.reasons import phrasebook
from somerec.web.advice.what_if import asked, hidden_fields, what_if
from somerec.web.check import missing_address
from somerec.web.compare.address import OF_B, Pairing, pair_of, pair_up, read_pasted, says_something
from somerec.web.forms import Fault
from somerec.web.lines import answer_texts
from somerec.web.page import address, render
from somerec.web.site import site
from somerec.web.visit import Pair, Visit, sent_pairs
from somerec.words.comparing import Figures, Telling
from somerec.words.problems import form_error, problem_text
from somerec.words.speaker import Speaker
from somerec.words.workload import short

blueprint = Blueprint("compare", __name__)

PASTED = ("a", "b")
"""The fields for the addresses of two plans."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with both answers."""

    question: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    change: str = ""
    """What it takes to change the answer."""


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A tactic with its minutes a week in each plan, None where a plan is without it."""

    name: str
    before: str | None
    after: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that only one of the plans has, with why."""

    text: str
    why: str
    done: bool = False


@blueprint.get("/compare")
def compare(lang: str) -> Response | AnyResponse:
    """Show two plans side by side; ask for their addresses where none are given."""
    pairs = sent_pairs()
    if any(key in PASTED for key, _ in pairs):
        return pasted(lang, pairs)
    pairing = pair_up(lang, pairs)
    if not says_something(pairing.first):
        return ask(lang, dict.fromkeys(PASTED, ""), [])
    if pairing.first.answers.missing:
        return redirect(missing_address(pairing.first), 302)
    if not pairing.dropped and not pairing.first.is_at(pairing.canonical):
        return redirect(address(f"/{lang}/compare", pairing.canonical), 302)
    return show(lang, pairing)


def pasted(lang: str, pairs: Iterable[Pair]) -> Response | AnyResponse:
    """Lead to the comparison of two addresses, or show the form again where one of them is none of a plan."""
    texts = {name: next((value.strip() for key, value in pairs if key == name), "") for name in PASTED}
    visits = {name: read_pasted(lang, text) for name, text in texts.items()}
    faults = [Fault(text, name) for name, visit in visits.items() if (text := _fault(texts[name], visit))]
    if faults:
        return ask(lang, texts, faults)
    pairing = pair_of(lang, visits["a"], visits["b"])
    if pairing.dropped:
        return show(lang, pairing)
    return redirect(address(f"/{lang}/compare", pairing.canonical, "q"), 302)


def _fault(text: str, visit: Visit) -> str:
    """Return what is wrong with an address as a form says it; nothing where all is well."""
    words = visit.speaker
    if not text:
        return words.phrase("compare.empty")
    if not says_something(visit):
        return words.phrase("compare.no_answers")
    if visit.answers.missing:
        return words.phrase("compare.unfinished", question=words.question(visit.answers.missing[0]))
    return ""


def ask(lang: str, texts: Mapping[str, str], faults: list[Fault]) -> Response:
    """Ask for the addresses of two plans."""
    errors = {fault.anchor: fault.text for fault in faults}
    return render("compare/paste.html", lang, solo=True, texts=texts, faults=faults, errors=errors)


def show(lang: str, pairing: Pairing) -> Response:
    """Answer with the page of a comparison, or with what is still lacking for one."""
    if pairing.b.missing or not pairing.differs:
        return unfinished(lang, pairing)
    return render("compare/page.html", lang, **side_by_side(lang, pairing))


def side_by_side(lang: str, pairing: Pairing) -> dict[str, Any]:
    """Return what the page of a comparison shows. Both plans must be whole, and differ."""
    rulebook, start = site().rulebook, pairing.a.start
    before = recommend(pairing.a, rulebook, start or site().today())
    after = recommend(pairing.b, rulebook, pairing.b.start or before.start)
    a, b = pairing.first.speaker, pairing.second.speaker
    telling = Telling(compared(before, after, rulebook), a, b)
    found = telling.comparison
    return {
        **_common(lang, pairing),
        "telling": telling,
        "answers": _answers(telling),
        "before": Figures(before, a),
        "after": Figures(after, b),
        "week": _week(found, a, b),
        "total_before": short(before.hours.planned, a),
        "total_after": short(after.hours.planned, a),
        "wishes": _wishes(found, a, b),
        "more": [_more(change, a, b) for change in found.lists],
        "waits": _outside(found, "later", b),
        "ruled_out": _outside(found, "rejected", b),
        "take": address(f"/{lang}/advice", pairing.b.pairs(), "q"),
    }


def unfinished(lang: str, pairing: Pairing) -> Response:
    """Say that nothing differs yet, or ask for what plan B still lacks."""
    words = pairing.second.speaker
    faults = [
        Fault(form_error(Problem("missing", name), words), f"{OF_B}{name}") for name in pairing.b.missing
    ]
    return render("compare/unfinished.html", lang, **_common(lang, pairing), faults=faults)


@dataclass(frozen=True, slots=True)
class _Notes:
    """What the address says that could not be used, and what followed from plan B's own answers."""

    dropped: list[str]
    followed: list[str]
    canonical: str


def _common(lang: str, pairing: Pairing) -> dict[str, Any]:
    """Return what every page with two plans shows."""
    first, second = pairing.first, pairing.second
    return {
        "solo": first.solo,
        # A page whose address had to be mended may depend on the day, so it is not kept.
        "lasting": not pairing.dropped,
        "notes": _Notes(
            dropped=[problem_text(problem, first.speaker) for problem in pairing.dropped],
            followed=[problem_text(problem, second.speaker) for problem in pairing.followed],
            canonical=address(f"/{lang}/compare", pairing.canonical),
        ),
        "form": _form(pairing),
        "back": address(f"/{lang}/advice", pairing.a.pairs(), "q"),
    }


def _form(pairing: Pairing) -> Markup:
    """Return the form to change more, with the answers of plan B in its fields."""
    words = pairing.first.speaker
    pages = phrasebook(words.rulebook, words.language.code, words.number).skeletons
    fields = {f"{OF_B}{name}" for name in asked(pairing.b)}
    beside = [pair for pair in pairing.overrides if pair[0] not in fields]
    hidden = hidden_fields([*pairing.a.pairs(edition=False), *beside])
    form = what_if(pages, pairing.second.speaker, hidden, pairing.b)
    return Markup(form.decode())  # noqa: S704  Escaped already.


def _answers(telling: Telling) -> list[AnswerRow]:
    found, a, b = telling.comparison, telling.a, telling.b
    return [
        AnswerRow(
            question=a.question(answer.question),
            before=_texts(answer.question, found.before.answers, a),
            after=_texts(answer.question, found.after.answers, b),
            change=telling.change(answer.question),
        )
        for answer in found.answers
    ]


def _texts(question: str, answers: Answers, words: Speaker) -> tuple[str, ...]:
    value = answers.complete[question]
    if value is None:
        return (words.phrase("compare.not_asked"),)
    texts = answer_texts(words.rulebook.questions[question], value, words)
    return tuple(texts) or (words.text(f"questions.{question}.unanswered"),)


def _week(found: Comparison, a: Speaker, b: Speaker) -> list[WeekRow]:
    """Return every tactic of either plan with its time: what is kept, what comes in, what falls away."""

    def say(minutes: int) -> str:
        return short(minutes, a)

    def name(tactic: str) -> str:
        return a.text(f"tactics.{tactic}.name")

    return [
        *(
            WeekRow(name(item.id), say(item.before.weekly), say(item.after.weekly), b.why(item.reason))
            for item in found.kept
        ),
        *(WeekRow(name(turn.id), None, say(turn.chosen.weekly), "") for turn in found.gained),
        *(WeekRow(name(turn.id), say(turn.chosen.weekly), None, "") for turn in found.lost),
    ]


def _wishes(found: Comparison, a: Speaker, b: Speaker) -> list[AnswerRow]:
    rows = []
    for change in found.wishes:
        wish = change.after or change.before
        if wish is not None:
            before = (a.say(change.before.text),) if change.before else ()
            after = (b.say(change.after.text),) if change.after else ()
            rows.append(AnswerRow(a.label("wishes", wish.id), before, after))
    return rows


def _more(change: ListChange, a: Speaker, b: Speaker) -> tuple[str, list[Line], list[Line]]:
    """Return the name of a list, and the lines that only plan A and only plan B has."""
    return change.name, _lines(change.lost, a), _lines(change.gained, b)


def _outside(found: Comparison, status: Status, b: Speaker) -> list[Line]:
    """Return the tactics that neither plan has and that plan B has come to see so, with why."""
    return [
        Line(b.text(f"tactics.{tactic.id}.name"), b.why(tactic.reason))
        for tactic in found.moved
        if tactic.after.status == status
    ]


def _lines(items: Iterable[Item], words: Speaker) -> list[Line]:
    return [
        Line(words.say(item.text), words.because(item.reasons[0].answers) if item.reasons else "", item.done)
        for item in items
    ]
