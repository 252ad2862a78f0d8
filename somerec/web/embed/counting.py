"""Counts of the pages shown in agencies' frames: numbers of a day, of nobody, with nothing in the browser.

`Counting` stands between `Mount`, which says whose frame a request is for, and `Cache`, so that pages sent
from memory are counted too. `Tally` brings the counts to the store, and never lets a page wait for it.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from multiprocessing.util import Finalize
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from somerec.advice.answers import read_query
from somerec.advice.ceiling import DECIDING
from somerec.advice.stages import count_hours, set_tier
from somerec.agencies import Agency
from somerec.rulebook.model import Rulebook
from somerec.store import Counted, Store, StoreUnavailable
from somerec.web.embed.agency import FRAMES, Embedding, allowed, here, named_host
from somerec.web.mount import NAME
from somerec.words.languages import LANGUAGES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOG = logging.getLogger(__name__)

SECONDS = 5.0
"""How long counts wait for others before they are written together; so many a crash may lose."""

SHOWN = ("200", "304")
"""The page was sent, or the browser had it already: that says what it keeps, not what its user does."""

PRESSED = (*SHOWN, "303", "429", "503")
"""The contact button led on, or to a page that offers the plain link."""

_PAGE = re.compile(rf"/({'|'.join(LANGUAGES)})/(|advice|contact|questions/([0-9]{{1,2}}))")
_TRIED = re.compile(rf"/(?:{'|'.join(LANGUAGES)})/embed(?:\?|$)")
_ANEW = re.compile(r"(?:^|&)(?:go|back)=")
"""A step with a fault on it, or opened to change an answer: it had been reached before."""


class Tally:
    """Counts on their way to the store. They wait together, and a thread of their own writes them.

    A page would wait for the disk otherwise, a locked store for seconds. What cannot be written is lost.
    """

    def __init__(self, store: Store, today: Callable[[], date], seconds: float = SECONDS) -> None:
        """Write to a store some seconds after a first count, and when the process ends."""
        self.today = today
        self._store, self._seconds = store, seconds
        self._waiting: Counter[Counted] = Counter()
        self._timer: Timer | None = None
        self._lock = Lock()
        # Servers' workers end as processes of multiprocessing do, which `atexit` does not hear of.
        Finalize(None, self.flush, exitpriority=1)

    def add(self, counted: Iterable[Counted]) -> None:
        """Count each once."""
        with self._lock:
            self._waiting.update(counted)
            # A process that was forked has its parent's timer, which does not run in it.
            if self._waiting and not (self._timer and self._timer.is_alive()):
                self._timer = Timer(self._seconds, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        """Write what waits."""
        with self._lock:
            waiting, self._waiting, self._timer = self._waiting, Counter(), None
        if not waiting:
            return
        try:
            self._store.add_counts(waiting, self.today())
        except StoreUnavailable as error:
            LOG.warning("Counts of agencies' frames are lost: %s", error)
        finally:
            # The thread that writes ends with this; the next one has a connection of its own.
            self._store.close()


class Counting:
    """A WSGI application around another that counts what is shown in agencies' frames."""

    def __init__(self, application: WSGIApplication, tally: Tally, rulebook: Rulebook) -> None:
        """Stand before an application, behind what finds out whose frame a request is for."""
        self._application, self._tally, self._rulebook = application, tally, rulebook

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Let the application answer, and count where the answer was a page."""
        agency = _agency(environ)
        page = _PAGE.fullmatch(environ.get("PATH_INFO", "")) if agency else None
        if agency is None or page is None or not _watched(environ, page):
            return self._application(environ, start_response)
        start = Counted(self._tally.today(), agency.key, "start", page[1])
        counting = PRESSED if page[2] == "contact" else SHOWN

        def note(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            if status[:3] in counting:
                self._tally.add(self._seen(start, page, agency, environ))
            return start_response(status, headers, exc_info)

        return self._application(environ, note)

    def _seen(
        self, start: Counted, page: re.Match[str], agency: Agency, environ: WSGIEnvironment
    ) -> Iterator[Counted]:
        """Yield what a page that was shown counts as."""
        kind, query = page[2], environ.get("QUERY_STRING", "")
        if kind == "contact":
            yield replace(start, kind="contact")
            return
        origin = _listed(named_host(environ), agency)
        if origin or _opens(page, query, agency, environ):
            yield replace(start, origin=origin)
        if kind == "advice":
            yield replace(start, kind="result", scope=scope_of(query, self._rulebook))
        elif page[3] and not _ANEW.search(query):
            yield replace(start, kind="step", step=int(page[3]))


def _agency(environ: WSGIEnvironment) -> Agency | None:
    found = environ.get(NAME)
    if not isinstance(found, Embedding) or found.agency is None or found.refusal or _tried(environ):
        return None
    # What no site but ours may show is there to be tried, and used by nobody.
    return found.agency if found.agency.origins else None


def _tried(environ: WSGIEnvironment) -> bool:
    """Say whether a frame is opened by our own page for agencies, where they see it before they use it."""
    page = environ.get("HTTP_REFERER", "").removeprefix(here(environ))
    return environ.get("HTTP_SEC_FETCH_SITE") == "same-origin" and _TRIED.match(page) is not None


def _watched(environ: WSGIEnvironment, page: re.Match[str]) -> bool:
    """Say whether a request would show its page to somebody, in a frame, or is the contact button's."""
    method: str = environ["REQUEST_METHOD"]
    if page[2] == "contact":
        return method == "POST"
    ahead = (environ.get(f"HTTP_{name}", "") for name in ("SEC_PURPOSE", "PURPOSE", "X_MOZ"))
    if method != "GET" or any(value.startswith("prefetch") for value in ahead):
        return False
    # Old browsers do not say where a page is to be shown.
    return environ.get("HTTP_SEC_FETCH_DEST", FRAMES[0]) in FRAMES


def _opens(page: re.Match[str], query: str, agency: Agency, environ: WSGIEnvironment) -> bool:
    """Say whether a page is one that a frame opens with, asked for from elsewhere than the frame itself.

    The first step without any answer of the visitor's own, that is, where no host is named. In a sandboxed
    frame every page seems to be asked for from elsewhere.
    """
    if environ.get("HTTP_SEC_FETCH_SITE") == "same-origin":
        return False
    return not page[2] or (page[3] == "1" and set(parse_qsl(query)) <= {*agency.prefilled, *agency.locked})


def _listed(origin: str, agency: Agency) -> str:
    """Return an origin as the agency lists it, so that no name comes from outside; nothing if it does not."""
    return next((listed for listed in agency.origins if allowed(origin, (listed,))), "") if origin else ""


@lru_cache(maxsize=256)
def scope_of(query: str, rulebook: Rulebook) -> str:
    """Return the scope that the answers of a result's address lead to; nothing where they do not say."""
    answers = read_query(query, rulebook).answers
    if any(answers.complete[name] is None for name in DECIDING):
        return ""
    facts = answers.facts(rulebook)
    count_hours(facts, rulebook)
    set_tier(facts, rulebook)
    return str(facts.values["tier"])
