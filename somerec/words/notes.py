"""What a consultant writes in Markdown, made safe to show: on a page, on paper, as text.

The source is kept as it was written and is cleaned each time that it is shown. What is left are paragraphs,
headings, lists, quotations and links; no picture is fetched, and no markup of the writer's own comes through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from typing import Literal
from urllib.parse import quote

import nh3
from markdown import Markdown

TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "code",
    "pre",
    "ul",
    "ol",
    "li",
    "a",
    "blockquote",
    "hr",
    "h3",
    "h4",
    "h5",
    "h6",
}

SCHEMES = {"https", "mailto", "tel"}
"""Where a link may lead; an address without one of these is no link."""

REL = "noopener nofollow ugc"

_TOP = 3
"""The level at which the highest heading of a note stands: below that of the part which it is in."""

_HEADING = re.compile(r"<h([3-6])>(.*?)</h\1>", re.DOTALL)

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of letters: no page and no paper can show them."""

MOST_OPENED = 100
"""How many of each sign in `_OPENING` may open something in one note."""

_OPENING = (("[", "\x0e", "["), ("<", "\x0f", "&lt;"), ("`", "\x10", "`"))
"""Signs that open a link, markup or code; what stands for each where it opens nothing; and how it is shown.

The end of each is looked for in all the rest of a text, so that ten thousand of them would take half a
minute. What stands for them is in no note: `_UNPRINTABLE` has it.
"""

BlockKind = Literal["paragraph", "heading", "bullet", "number", "quote", "code"]

_KINDS: dict[str, BlockKind] = {"p": "paragraph", "pre": "code", "h3": "heading", "h4": "heading"}
_KINDS |= {"h5": "heading", "h6": "heading"}


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that look alike. `link` is where they lead; a break of the line is a run of its own."""

    text: str
    strong: bool = False
    em: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A paragraph, heading, quotation or item of a list; `depth` counts the lists that an item is in."""

    kind: BlockKind
    runs: tuple[Run, ...]
    depth: int = 0
    number: int = 0

    @property
    def text(self) -> str:
        """The letters alone; a link is followed by its address, where the two differ."""
        return "".join(f"{run.text} ({run.link})" if _differs(run) else run.text for run in self.runs)


def _differs(run: Run) -> bool:
    return bool(run.link) and run.link.partition(":")[2].strip("/") not in run.text


@lru_cache(maxsize=256)
def notes_html(source: str) -> str:
    """Return a note as markup that is safe on any page of ours."""
    clean = nh3.clean(
        raw_html(source),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=REL,
    )
    return _stepped(clean)


def raw_html(source: str) -> str:
    """Return a note as markup that is not clean yet, and soon, whatever is in it."""
    made = Markdown(extensions=["toc", "sane_lists"], extension_configs={"toc": {"baselevel": _TOP}})
    text = _UNPRINTABLE.sub("", source)
    try:
        markup = made.convert(_calmed(text))
    except RecursionError:
        # Lists within lists or bold within bold, a hundred deep: then the letters alone.
        return f"<p>{escape(text)}</p>"
    for _, calm, shown in _OPENING:
        markup = markup.replace(calm, shown)
    return markup


def _calmed(text: str) -> str:
    """Return a text in which no more than `MOST_OPENED` signs of a kind open anything."""
    for sign, calm, _ in _OPENING:
        *opened, rest = text.split(sign, MOST_OPENED)
        text = sign.join((*opened, rest.replace(sign, calm)))
    return text


def _stepped(markup: str) -> str:
    """Return markup in which no heading is more than one level below the one before, as readers expect."""
    level = _TOP - 1

    def step(found: re.Match[str]) -> str:
        nonlocal level
        level = min(int(found[1]), level + 1)
        return f"<h{level}>{found[2]}</h{level}>"

    return _HEADING.sub(step, markup)


@lru_cache(maxsize=256)
def note_blocks(source: str) -> tuple[NoteBlock, ...]:
    """Return a note as plain data, from the same cleaned markup that pages show."""
    reader = _Reader()
    reader.feed(notes_html(source))
    reader.close()
    return tuple(reader.blocks)


def note_text(source: str) -> str:
    """Return a note as plain text, for calendars and tables."""
    return "\n".join(_line(block) for block in note_blocks(source))


def note_markdown(source: str) -> str:
    """Return a note as Markdown that holds no more than its page shows."""
    blocks = note_blocks(source)
    lines: list[str] = []
    for block, before in zip(blocks, (None, *blocks), strict=False):
        lines += ([] if before is None or _tight(before, block) else [""]) + [_marked(block)]
    return "\n".join(lines)


def _tight(before: NoteBlock, block: NoteBlock) -> bool:
    """Say whether two blocks stand in the same list, with no line between."""
    begins = block.depth == 1 and (block.number == 1 or (block.kind != before.kind and before.depth == 1))
    return bool(block.depth and before.depth) and not begins


def _line(block: NoteBlock) -> str:
    if block.kind == "bullet":
        return f"{'  ' * (block.depth - 1)}– {block.text}"
    if block.kind == "number":
        return f"{'  ' * (block.depth - 1)}{block.number}. {block.text}"
    return block.text


def _marked(block: NoteBlock) -> str:
    text = "".join(_run(run) for run in block.runs)
    if block.kind == "heading":
        return f"### {text}"
    if block.kind == "quote":
        return "\n".join(f"> {line}" for line in text.split("\n"))
    if block.kind == "code":
        return "\n".join(f"    {line}" for line in "".join(run.text for run in block.runs).split("\n"))
    if block.depth:
        mark = "-" if block.kind == "bullet" else f"{block.number}."
        return f"{'    ' * (block.depth - 1)}{mark} {text}"
    return text


_SPECIAL = re.compile(r"([\\`*_\[\]#|!~])")
_ENDING = re.compile(r"[<>\\\s]")
"""What would end an address before its end."""

_FIRST = re.compile(r"^(?:([-+=])|(\d+)([.)]))")
"""What would begin a list at the start of a line."""


def _run(run: Run) -> str:
    """Return a run with what Markdown would take for its own put out of action."""
    if run.text == "\n":
        return "  \n"
    text = f"`{run.text.replace('`', ' ')}`" if run.code else escaped(run.text)
    text = f"**{text}**" if run.strong else text
    text = f"*{text}*" if run.em else text
    return f"[{text}](<{_ENDING.sub(lambda sign: quote(sign[0]), run.link)}>)" if run.link else text


def escaped(text: str) -> str:
    """Return a plain text as Markdown in which nothing is markup."""
    text = _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))
    return _FIRST.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)


@dataclass
class _Open:
    """The block that is being read, and what its letters are at this place."""

    lists: list[list[int]] = field(default_factory=list)
    """For each list that is open, the number of its next item; -1 where its items have none."""
    kind: BlockKind | None = None
    quotes: int = 0
    strong: int = 0
    em: int = 0
    code: int = 0
    link: str = ""


class _Reader(HTMLParser):
    """Reads the cleaned markup; there is no tag in it but those of TAGS, and each is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[NoteBlock] = []
        self._now = _Open()
        self._runs: list[Run] = []
        self._number = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        now = self._now
        if tag in ("ul", "ol"):
            self._end()
            now.lists.append([1 if tag == "ol" else -1])
        elif tag == "li":
            self._end()
            self._begin_item()
        elif tag == "blockquote":
            self._end()
            now.quotes += 1
        elif tag in _KINDS and not (tag == "p" and now.kind in ("bullet", "number")):
            self._end()
            now.kind = "quote" if now.quotes and tag == "p" else _KINDS[tag]
        elif tag == "br":
            self._runs.append(Run("\n"))
        else:
            self._set(tag, 1, dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._end()
            self._now.lists.pop()
        elif tag == "blockquote":
            self._end()
            self._now.quotes -= 1
        elif tag == "li" or (tag in _KINDS and self._now.kind not in ("bullet", "number")):
            self._end()
        else:
            self._set(tag, -1, "")

    def handle_data(self, data: str) -> None:
        now = self._now
        text = data if now.kind == "code" else re.sub(r"\s+", " ", data)
        if text.strip() or self._runs:
            begins = not self._runs or self._runs[-1].text == "\n"
            text = text.lstrip() if begins and now.kind != "code" else text
            self._runs.append(Run(text, now.strong > 0, now.em > 0, now.code > 0, now.link))

    def close(self) -> None:
        super().close()
        self._end()

    def _begin_item(self) -> None:
        lists = self._now.lists
        number = lists[-1][0] if lists else -1
        self._now.kind, self._number = ("number", number) if number > 0 else ("bullet", 0)
        if number > 0:
            lists[-1][0] += 1

    def _set(self, tag: str, step: int, link: str) -> None:
        now = self._now
        if tag in ("strong", "em", "code"):
            setattr(now, tag, getattr(now, tag) + step)
        elif tag == "a":
            now.link = link

    def _end(self) -> None:
        """End the block at work, if anything stands in it."""
        runs = self._runs
        if runs and runs[-1].text != "\n":
            last = runs[-1]
            runs[-1] = Run(last.text.rstrip(), last.strong, last.em, last.code, last.link)
        if any(run.text.strip() for run in runs):
            kind: BlockKind = self._now.kind or "paragraph"
            listed = kind in ("bullet", "number")
            depth = max(1, len(self._now.lists)) if listed else 0
            self.blocks.append(NoteBlock(kind, tuple(runs), depth, self._number if listed else 0))
        self._now.kind, self._runs = ("quote" if self._now.quotes else None), []
