"""A consultant's part of a plan in every shape that it is taken away in, under her name and nobody else's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from somerec.advice.adjust import Made
from somerec.takeaways.blocks import Block, noted, paragraph, quoted, section
from somerec.takeaways.letters import on_paper
from somerec.words.beside import Adviser, change_text, left_out, over_text
from somerec.words.notes import escaped, note_blocks, note_markdown, note_text
from somerec.words.speaker import Speaker

MINUTES_AN_HOUR = 60


def as_lines(adviser: Adviser, speaker: Speaker) -> Iterator[str]:
    """Yield the consultant's part as Markdown."""
    if adviser.greeting.strip():
        yield from _part(speaker.phrase("beside.from", name=adviser.name), note_markdown(adviser.greeting))
    if adviser.notes.strip():
        yield from _part(speaker.phrase("beside.notes", name=adviser.name), note_markdown(adviser.notes))
    if adviser.adjusted.made:
        yield from _part(
            speaker.phrase("beside.changes", name=adviser.name),
            speaker.phrase("beside.whose", name=adviser.name),
        )
        yield ""
        for made in adviser.adjusted.made:
            yield f"- {change_text(made, speaker)}"
            yield f"  - {one_line(made.adjustment.reason)}"
        over = over_text(adviser.adjusted, speaker)
        if over:
            yield ""
            yield f"**{over}**"


def _part(title: str, text: str) -> Iterable[str]:
    return ("", f"## {escaped(title)}", "", text)


def one_line(reason: str) -> str:
    """Return a reason as one line of Markdown, in which nothing is markup."""
    return escaped(" ".join(reason.split()))


def about_tactic(adviser: Adviser | None, tactic: str, speaker: Speaker) -> Iterator[str]:
    """Yield, as Markdown, what the consultant changed about a tactic, and whose the reasons below it are."""
    for made in adviser.by_tactic.get(tactic, ()) if adviser else ():
        yield f"**{escaped(speaker.phrase('beside.by', name=adviser.name if adviser else ''))}**"
        yield f"{change_text(made, speaker)} {one_line(made.adjustment.reason)}"
        yield ""
    if left_out(adviser, tactic):
        yield speaker.phrase("beside.left_out")
        yield ""


def as_text(adviser: Adviser, speaker: Speaker) -> str:
    """Return the consultant's part as plain text, for a calendar."""
    parts = [
        _headed(speaker.phrase("beside.from", name=adviser.name), note_text(adviser.greeting)),
        _headed(speaker.phrase("beside.notes", name=adviser.name), note_text(adviser.notes)),
    ]
    if adviser.adjusted.made:
        title = speaker.phrase("beside.changes", name=adviser.name)
        parts.append(_headed(title, "\n".join(change_lines(adviser, speaker))))
    return "\n\n".join(part for part in parts if part)


def change_lines(adviser: Adviser, speaker: Speaker) -> Iterator[str]:
    """Yield each change with its reason on a line, and last of all whether the plan still fits."""
    for made in adviser.adjusted.made:
        yield f"– {changed_line(made, speaker)}"
    over = over_text(adviser.adjusted, speaker)
    if over:
        yield over


def changed_line(made: Made, speaker: Speaker) -> str:
    """Return a change with the consultant's reason on one line."""
    return f"{change_text(made, speaker)} {' '.join(made.adjustment.reason.split())}"


def _headed(title: str, text: str) -> str:
    return f"{title}\n{text}" if text.strip() else ""


def as_data(adviser: Adviser, speaker: Speaker) -> dict[str, Any]:
    """Return the consultant's part for programs. Greeting and notes are Markdown, cleaned."""
    return {
        "name": adviser.name,
        "lang": adviser.language,
        "greeting": note_markdown(adviser.greeting),
        "notes": note_markdown(adviser.notes),
        "changes": [
            {
                "tactic": made.adjustment.tactic,
                "verb": made.adjustment.verb,
                "before": _state(made.before.status, made.before.weekly, made.before.start_week),
                "after": _state(made.after.status, made.after.weekly, made.after.start_week),
                "text": change_text(made, speaker),
                "reason": made.adjustment.reason,
            }
            for made in adviser.adjusted.made
        ],
        "over_hours": round(adviser.adjusted.over / MINUTES_AN_HOUR, 2),
    }


def _state(status: str, weekly: int, week: int | None) -> dict[str, Any]:
    return {"status": status, "weekly_hours": round(weekly / MINUTES_AN_HOUR, 2), "start_week": week}


def as_blocks(adviser: Adviser, speaker: Speaker) -> Iterator[Block]:
    """Yield the consultant's part as sections on paper. Her own words are marked with their language."""
    name, language = on_paper(adviser.name), adviser.language
    for title, text in (("beside.from", adviser.greeting), ("beside.notes", adviser.notes)):
        if text.strip():
            yield section(speaker.phrase(title, name=name), [noted(note_blocks(text), language)])
    if adviser.adjusted.made:
        changes = [(change_text(made, speaker), made.adjustment.reason) for made in adviser.adjusted.made]
        over = over_text(adviser.adjusted, speaker)
        blocks = [
            paragraph(speaker.phrase("beside.whose", name=name), soft=True),
            quoted(changes, language),
            *([paragraph(over)] if over else []),
        ]
        yield section(speaker.phrase("beside.changes", name=name), blocks)
