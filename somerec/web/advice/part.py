"""What every part of the result page is made with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from somerec.advice.recommendation import Msg, Reason, Recommendation
from somerec.web.advice.reasons import Reasons, Sentences
from somerec.web.advice.shown import HERE, Shown
from somerec.web.skeleton import Html, Skeletons, html
from somerec.words.speaker import Speaker


@dataclass(frozen=True, eq=False)
class Part:
    """A part of the page: one recommendation, said to one visitor."""

    r: Recommendation
    s: Speaker
    reasons: Reasons
    shown: Shown = HERE

    @cached_property
    def pages(self) -> Skeletons:
        """The templates in the visitor's words."""
        return self.reasons.book.skeletons

    def text(self, key: str) -> Html:
        """Return a text without slots."""
        return self.reasons.html[key]

    def markup(self, key: str) -> Markup:
        """Return a text without slots, for a template."""
        return Markup(self.reasons.html[key].decode())  # noqa: S704  Escaped already.

    def row(self, row: str, text: Msg, reasons: Sequence[Reason], minutes: int = 0) -> Html:
        """Return a line of advice with its reasons, and the time that it takes if any."""
        said, why = self.reasons.say(text), self.reasons.sentences(reasons)
        return self.reasons.kept((row, said, why, minutes), lambda: self._made_row(row, said, why, minutes))

    def _made_row(self, row: str, said: Html, why: Sentences, minutes: int) -> Html:
        slots = {"text": said, "reasons": self.reasons.ledger(why), "time": self.reasons.minutes(minutes)}
        return self.pages.fill(f"advice/rows.html#{row}", slots, timed=bool(minutes))

    def line(self, text: Html) -> Html:
        """Return a text as a line of a plain list."""
        return self.pages.fill("advice/rows.html#line", {"text": text})

    def lines(self, messages: Iterable[Msg]) -> Html:
        """Return messages as the lines of a plain list."""
        return b"".join([self.line(self.reasons.say(message)) for message in messages])

    def paragraphs(self, texts: Iterable[str]) -> Html:
        """Return texts as paragraphs."""
        return b"".join(
            [self.pages.fill("advice/rows.html#paragraph", {"text": html(text)}) for text in texts]
        )


def capital(text: Html) -> Html:
    """Return a text with a capital at its beginning."""
    said = text.decode()
    return f"{said[:1].upper()}{said[1:]}".encode()
