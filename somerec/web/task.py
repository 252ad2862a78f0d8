"""What the questionnaire is answered for, where it is mounted for one person."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from somerec.store import Share
from somerec.web.mount import INTAKE, Kind


@dataclass(frozen=True)
class Task:
    """A share that is to get answers: from a client by an intake link, or at the desk."""

    kind: Kind
    name: str
    """Who has asked for the answers; at the desk, whom they are about."""
    share: Share
    version: int
    """The version of the share that the answers were begun with."""

    @property
    def intake(self) -> bool:
        """Whether a client answers."""
        return self.kind is INTAKE


def take_up(task: Task) -> None:
    """Let the request at work be about a task."""
    g.somerec_task = task


def task_here() -> Task | None:
    """Return the task of the request at work; None on the site itself and in frames."""
    found: Task | None = g.get("somerec_task")
    return found
