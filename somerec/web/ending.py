"""What the button at the end of the questionnaire does: show the advice, send the answers, or use them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from somerec.web.task import task_here
from somerec.web.visit import Visit


@dataclass(frozen=True)
class Ending:
    """The last button. Advice has an address of its own; answers that are stored are sent by POST."""

    kind: Literal["advice", "send", "use"]
    action: str = ""
    """Where answers are sent."""
    query: str = ""
    """The answers, as a query."""
    name: str = ""
    """Who gets them."""
    live: bool = False
    """Whether readers see at once what follows from them."""


def ending(visit: Visit) -> Ending:
    """Return how the questionnaire ends here."""
    task = task_here()
    if task is None:
        return Ending("advice")
    if task.intake:
        return Ending("send", f"/{visit.lang}/send", visit.query, task.name)
    return Ending("use", f"/{visit.lang}/use", visit.query, live=task.share.state == "live")
