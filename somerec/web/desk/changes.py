"""The consultant's changes of a plan: one row a change, each with her own reason, drawn without scripts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from flask import redirect, request

from somerec.advice.adjust import adjust
from somerec.advice.adjustments import MOST, MOST_MINUTES, TAKES, VERBS, AdjustmentProblem, read_adjustments
from somerec.advice.adjustments import MOST_LETTERS as MOST_LETTERS_OF_A_REASON
from somerec.store import Share
from somerec.store.desk_model import MOST_LETTERS, storable
from somerec.web.desk.common import Answer, desk_blueprint, own, show, words
from somerec.web.desk.plan import Plan, plan_of
from somerec.web.desk.save import Both, save
from somerec.web.desk.text import read_version
from somerec.web.desk.told import effect_of, idle_text, lines, offered
from somerec.web.forms import Fault
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import Speaker

blueprint = desk_blueprint("desk_changes")

ROW = re.compile(r"tactic\.(\d{1,3})", re.ASCII)
REMOVE = "remove."

_WEEK = re.compile(r"\d{1,3}", re.ASCII)

_AT = {"tactic": "tactic", "verb": "verb", "minutes": "hours", "week": "week"}
"""The field that a problem is about; every other is about the reason."""


@dataclass(frozen=True, slots=True)
class Row:
    """A change as the form shows it: as it was typed, whatever that was."""

    tactic: str = ""
    verb: str = ""
    hours: str = ""
    week: str = ""
    reason: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in."""
        return not any((self.tactic, self.hours, self.week, self.reason))


@blueprint.get("/shares/<share>/changes")
def edit(lang: str, share: str) -> Answer:
    """Show the changes that there are, and room for one more."""
    found = own(share)
    plan = plan_of(found, lang)
    if plan is None:
        return redirect(f"/desk/{lang}/shares/{share}", 303)
    rows = [*_rows(found.adjustments, words(lang)), Row()]
    return _form(lang, found, plan, rows, version=found.version)


@blueprint.post("/shares/<share>/changes")
def keep(lang: str, share: str) -> Answer:
    """Add or take away a row, or save them all; nothing that was typed is lost on the way."""
    found, said = own(share), words(lang)
    plan = plan_of(found, lang)
    if plan is None:
        return redirect(f"/desk/{lang}/shares/{share}", 303)
    rows, do = _sent_rows(), request.form.get("do", "")
    if do.startswith(REMOVE):
        rows = [row for number, row in enumerate(rows) if do != f"{REMOVE}{number}"]
        return _form(lang, found, plan, rows or [Row()], version=read_version())
    if do == "more":
        return _form(lang, found, plan, [*rows, Row()], version=read_version())
    rows = [row for row in rows if not row.blank]
    text = _written(rows)
    faults = _faults(text, plan, said)
    if faults:
        return _form(lang, found, plan, rows, version=read_version(), faults=faults, status=422)
    if do == "look":
        return _form(lang, found, plan, rows or [Row()], version=read_version(), look=text)
    both = (Both("adjustments", "changes", lines(found.adjustments, plan), lines(text, plan), text),)
    return save(lang, found, {"adjustments": text}, both, "changes")


def _sent_rows() -> list[Row]:
    """Return the rows of the form, in order; after a conflict it holds them as they are kept."""
    if "adjustments" in request.form:
        return _rows(request.form["adjustments"], words("en"))
    numbers = sorted({int(found[1]) for name in request.form if (found := ROW.fullmatch(name))})[:MOST]
    return [
        Row(*(request.form.get(f"{field}.{number}", "").strip() for field in Row.__slots__))
        for number in numbers
    ]


def _rows(text: str, said: Speaker) -> list[Row]:
    """Return changes as they are kept, as rows of the form."""
    try:
        entries = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return []
    return [
        Row(
            _text(entry, "tactic"),
            _text(entry, "verb"),
            _hours(entry.get("minutes"), said),
            _text(entry, "week"),
            _text(entry, "reason"),
        )
        for entry in (entries[:MOST] if isinstance(entries, list) else ())
        if isinstance(entry, dict)
    ]


def _text(entry: dict[str, Any], name: str) -> str:
    """Return a value as a field can show it, whatever somebody sent in its place."""
    return storable(str(entry.get(name) or ""))


def _hours(minutes: object, said: Speaker) -> str:
    if not isinstance(minutes, int) or not 0 <= minutes <= MOST_MINUTES:
        return ""
    return said.language.number(minutes / 60)


def _written(rows: list[Row]) -> str:
    """Return rows as they are kept; what is no number stays a text, which the reader of changes refuses."""
    entries = []
    for row in rows:
        entry: dict[str, Any] = {"tactic": row.tactic, "verb": row.verb}
        takes = TAKES.get(row.verb, ())
        if "minutes" in takes and row.hours:
            entry["minutes"] = _minutes(row.hours)
        if "week" in takes and row.week:
            entry["week"] = int(row.week) if _WEEK.fullmatch(row.week) else row.week
        entries.append({**entry, "reason": row.reason.replace("\r\n", "\n")})
    return json.dumps(entries, ensure_ascii=False)


def _minutes(hours: str) -> int | str:
    """Return hours a week as minutes; both signs for decimals are understood."""
    found = re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,2}))?", hours, re.ASCII)
    return round(float(f"{found[1]}.{found[2] or 0}") * 60) if found else hours


def _faults(text: str, plan: Plan, said: Speaker) -> list[Fault]:
    """Return what is wrong with the changes: those that cannot be read, then those that change nothing."""
    rulebook = plan.visit.rulebook
    if len(text) > MOST_LETTERS["adjustments"]:
        return [Fault(said.phrase("desk.change.too_long"), "tactic.0")]
    read = read_adjustments(text, rulebook)
    faults = [_fault(problem, said) for problem in read.problems]
    if not faults:
        places = {(one.tactic, one.verb): number for number, one in enumerate(read.adjustments)}
        for one, why in adjust(plan.engine, read.adjustments, rulebook).idle:
            faults.append(Fault(idle_text(one, why, plan), f"tactic.{places[one.tactic, one.verb]}"))
    return faults


def _fault(problem: AdjustmentProblem, said: Speaker) -> Fault:
    field = _AT.get(problem.kind, "tactic" if problem.kind == "twice" else "reason")
    text = said.phrase(f"desk.change.{problem.kind}", number=problem.number, most=MOST)
    return Fault(text, f"{field}.{max(problem.number - 1, 0)}")


def _form(  # noqa: PLR0913  A form has as many parts.
    lang: str,
    share: Share,
    plan: Plan,
    rows: list[Row],
    *,
    version: int,
    faults: list[Fault] | None = None,
    status: int = 200,
    look: str | None = None,
) -> Answer:
    return show(
        "changes",
        lang,
        status=status,
        share=share,
        rows=rows,
        version=version,
        faults=faults or [],
        verbs=VERBS,
        most=LANGUAGES[lang].number(MOST_LETTERS_OF_A_REASON),
        tactics=offered(plan),
        effect=effect_of(look, plan) if look is not None else None,
    )
