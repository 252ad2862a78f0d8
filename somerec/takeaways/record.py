"""A plan of an old edition in the shapes that it is taken away in: that it is one, and what differs today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from somerec.advice.since import Since
from somerec.takeaways.blocks import Block, heading, item, listing, paragraph, section
from somerec.words.since import Group, Telling
from somerec.words.since_points import Line


def as_lines(since: Since, language: str) -> Iterator[str]:
    """Yield that this is a record, and what today's rules would say, as Markdown."""
    told = Telling(since, language)
    yield from ("", f"**{told.given}** {told.lead}")
    if told.groups or told.lost:
        yield from ("", f"## {told.now.phrase('since.heading')}")
    for group in told.groups:
        yield from ("", _intro(group), "")
        yield from (f"- {text}" for text in _several(group))
        if len(group.changes) > 1:
            yield from ("", told.now.phrase("since.for_you"), "")
        yield from _bullets(group.lines)
        if group.follows:
            yield from ("", told.now.phrase("since.follows"), "")
            yield from _bullets(group.follows)
    if told.lost:
        yield from ("", told.now.phrase("since.lost"), "")
        yield from (f"- {text}" for text in told.lost)


def _intro(group: Group) -> str:
    """Return who does it; one change stands in the same line."""
    return f"{group.intro} **{group.changes[0][1]}**" if len(group.changes) == 1 else group.intro


def _several(group: Group) -> list[str]:
    """Return the changes that it takes, where that is more than one."""
    return [text for _, text in group.changes] if len(group.changes) > 1 else []


def _said(line: Line) -> str:
    return f"{line.text} {line.detail}".strip()


def _bullets(lines: Iterable[Line]) -> Iterator[str]:
    yield from (f"- {_said(line)}" for line in lines)


def as_data(since: Since, language: str) -> dict[str, Any]:
    """Return what today's rules would say, for programs."""
    told = Telling(since, language)
    return {
        "edition": since.passage.new.edition,
        "same": since.same,
        "text": told.lead,
        "query": urlencode(since.pairs),
        "missing": list(since.missing),
        "lost": told.lost,
        "differs": [
            {
                "subject": found.point.subject,
                "id": found.point.id,
                "text": _said(line),
                "follows": found.follows,
                "changes": [
                    {"edition": step.edition.edition, "id": step.change.id, "text": told.change(step)}
                    for step in found.by
                ],
            }
            for found in since.differs
            for line in told.lines(found)
        ],
    }


def said(since: Since, language: str) -> str:
    """Return that this is a record, and what it comes to, for page one."""
    told = Telling(since, language)
    return f"{told.given} {told.lead}"


def as_blocks(since: Since, language: str) -> Iterator[Block]:
    """Yield what today's rules would say as a section on paper, where they would say anything else."""
    told = Telling(since, language)
    blocks: list[Block] = []
    for group in told.groups:
        changes = [text for _, text in group.changes]
        blocks += [paragraph(group.intro), *([heading(changes[0])] if len(changes) == 1 else [])]
        if len(changes) > 1:
            blocks += [_listed(changes), paragraph(told.now.phrase("since.for_you"))]
        blocks.append(_listed(map(_said, group.lines)))
        if group.follows:
            blocks += [paragraph(told.now.phrase("since.follows")), _listed(map(_said, group.follows))]
    if told.lost:
        blocks += [paragraph(told.now.phrase("since.lost")), _listed(told.lost)]
    if blocks:
        yield section(told.now.phrase("since.heading"), blocks)


def _listed(texts: Iterable[str]) -> Block:
    return listing(item(text) for text in texts)
