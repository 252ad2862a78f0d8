"""Where the questionnaire is mounted beside the site itself: agencies' frames, intake links, and the desk.

`/e/{key}/…`, `/i/{token}/…` and `/desk/answers/{share}/{version}/…` are the same application mounted again,
as WSGI does it: what opens the mount becomes part of SCRIPT_NAME, so that every page keeps its own path, and
every address within the mount begins with it. `KINDS` says of each what can be seen in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from flask import g, request

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NAME = "somerec.mounted"
"""Where in the WSGI environment it stands in which mount a request is made."""

_PAGES = rb"/\w\w/(?:#.*|questions/.*|(?:%b)(?:[?#].*)?)?"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mount. Whatever it does not show opens on the site itself, in a tab of its own."""

    prefix: str
    """How the addresses of such a mount begin; its key follows."""
    path: re.Pattern[str]
    """The whole of what opens one; the first group is the key."""
    endpoints: frozenset[str]
    """The views that it shows."""
    pages: re.Pattern[bytes]
    """The addresses of those views, as links and redirects name them."""
    private: bool = False
    """Whether it is for one person: nothing in it is kept, found or shown in a frame."""

    @classmethod
    def of(cls, prefix: str, key: str, endpoints: str, pages: bytes, *, private: bool = False) -> Kind:
        """Return a kind that shows the questionnaire, and the views named here beside it."""
        return cls(
            prefix,
            re.compile(rf"{prefix}({key})(?=/|$)"),
            frozenset(("check.check", "door.choose", "questions.step", "start.start", *endpoints.split())),
            re.compile(_PAGES % pages),
            private,
        )


FRAME = Kind.of(
    "/e/",
    r"[^/]*",
    "advice.advice advice.why advice.why_one compare.compare contact.contact contact.nothing embed.logo"
    " embed.theme",
    rb"check|compare|contact|advice(?:/why.*)?",
)
INTAKE = Kind.of("/i/", r"[^/]*", "intake.nothing intake.send", rb"check|send", private=True)
DESK = Kind.of(
    "/desk/answers/", r"[^/]*(?:/[0-9]{1,9})?", "filling.nothing filling.use", rb"check|use", private=True
)
KINDS = (FRAME, INTAKE, DESK)


@dataclass(frozen=True, slots=True)
class Mounted:
    """The mount that a request is made in."""

    kind: Kind
    key: str

    @property
    def shown(self) -> bool:
        """Whether the pages within can be seen at all."""
        return True

    @property
    def version(self) -> str:
        """What of it a kept page depends on."""
        return ""


Open: TypeAlias = "Callable[[str, WSGIEnvironment], Mounted]"
"""Says what is known of a mount from its key, before anything is answered."""


class Mount:
    """A WSGI application around another that mounts it wherever the questionnaire is asked for."""

    def __init__(self, application: WSGIApplication, open_frame: Open) -> None:
        """Stand before an application, and before what keeps its answers. Frames are opened from outside."""
        self._application = application
        self._open_frame = open_frame

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass a request on, one within a mount with the mount moved out of its path."""
        path: str = environ.get("PATH_INFO", "")
        for kind in KINDS:
            found = kind.path.match(path)
            if found:
                place = self._open_frame(found[1], environ) if kind is FRAME else Mounted(kind, found[1])
                environ = {**environ, "PATH_INFO": path[found.end() :] or "/", NAME: place}
                environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}{found[0]}"
                break
        return self._application(environ, start_response)


def leave() -> None:
    """Let the links of what is answered now lead out of the mount, because it opens nothing."""
    g.somerec_left = True


def stays_within() -> bool:
    """Say whether links of what is answered now stay in the mount that it is asked for in."""
    place = mounted_here()
    return place is not None and place.shown and "somerec_left" not in g


def mounted_here() -> Mounted | None:
    """Return the mount that the request at work is made in; None on the site itself."""
    found: Mounted | None = request.environ.get(NAME)
    return found
