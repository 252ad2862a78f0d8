"""What pages cost, as multiples of a bare Flask hello in the same run.

Everything is called through WSGI; what a visitor waits for, with a server between, is in `bench.served`.
Rounds of the page and of hello take turns, and the median counts. An uncached page is asked for under an
address that was never asked for before, of a business that was never seen before, in a server that has
answered some strangers already. What counts is processor time: a busy machine interrupts a page, and hardly
ever a hello.
"""

from __future__ import annotations

import gc
import itertools
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from werkzeug.test import EnvironBuilder

from app import create_app
from bench.businesses import businesses
from bench.hello import app as bare
from somerec.advice.answers import Answers
from somerec.advice.recommend import recommend
from somerec.rulebook.load import load_rulebook
from somerec.rulebook.model import Rulebook
from somerec.words import verdict
from somerec.words.speaker import speaker_for

STRANGERS, ROUNDS = 1200, 400
"""Businesses that are answered before anything is measured, and those that are measured."""

LANGUAGES = ("nb", "sv", "en")
GOALS = {
    "advice page, uncached": 12.0,
    "advice page, kept": 1.6,
    "advice page, 304": 1.6,
    "question page, uncached": 15.0,
    "rule page, uncached": 60.0,
}
FIRST_DAY = date(2027, 1, 4)

Environ = dict[str, Any]


def main() -> None:
    """Print each page's time against hello, and where an advice page's time goes."""
    rulebook = load_rulebook()
    everybody = businesses(rulebook, STRANGERS + ROUNDS)
    strangers, people = everybody[:STRANGERS], everybody[STRANGERS:]
    app, hello = create_app().wsgi_app, bare.wsgi_app
    for request in _unseen(strangers):
        call(app, request)
    # As a server does (see app.py): what stays for good is not searched again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)
    print("pages, as multiples of a bare Flask hello (median of interleaved calls through WSGI)")
    _line("advice page, uncached", app, _unseen(people), hello)
    kept = request_for(address("nb", people[0], FIRST_DAY))
    headers = call(app, dict(kept))
    _line("advice page, kept", app, itertools.repeat(kept), hello)
    same = {**kept, "HTTP_IF_NONE_MATCH": headers["ETag"]}
    _line("advice page, 304", app, itertools.repeat(same), hello)
    _line("question page, uncached", app, _questions(people), hello)
    _line("rule page, uncached", app, _rules(rulebook), hello)
    _split(rulebook, people, app, _unseen(people, FIRST_DAY + timedelta(days=400)))


def request_for(path: str) -> Environ:
    """Return a request for an address as a server hands it to an application."""
    return EnvironBuilder(path=path.partition("?")[0], query_string=path.partition("?")[2]).get_environ()


def address(language: str, answers: Answers, start: date) -> str:
    """Return where the advice for a business is, for a plan that begins on a day."""
    pairs = answers.to_query(edition=False)
    return f"/{language}/advice?{pairs}&start={start}&edition={answers.edition}"


def _unseen(people: Iterable[Answers], first: date = FIRST_DAY) -> Iterator[Environ]:
    """Yield requests for advice that nobody has asked for before."""
    for turn, person in enumerate(people):
        yield request_for(address(LANGUAGES[turn % 3], person, first + timedelta(days=turn)))


def _questions(people: Iterable[Answers]) -> Iterator[Environ]:
    """Yield requests for question pages that nobody has asked for before."""
    for turn, (person, step) in enumerate(zip(people, itertools.cycle(range(1, 8)), strict=False)):
        query = person.to_query(edition=False)
        yield request_for(f"/sv/questions/{step}?{query}&hour_value={turn}")


def _rules(rulebook: Rulebook) -> Iterator[Environ]:
    """Yield requests for the pages of rules and tactics, each under a new address."""
    places = [f"rules/{rule}" for rule in rulebook.rules] + [f"tactics/{name}" for name in rulebook.tactics]
    for turn, place in enumerate(itertools.cycle(places)):
        yield request_for(f"/{LANGUAGES[turn % 3]}/{place}?turn={turn}")


def call(app: Any, environ: Environ) -> dict[str, str]:
    """Call an application as a server does, read the whole body, and return the headers."""
    found: dict[str, str] = {}

    def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], None]:
        if not status.startswith(("200", "304")):
            raise RuntimeError(f"{environ['PATH_INFO']} answered {status}")
        found.update(headers)
        return found_nothing

    body = app(environ, start_response)
    for _ in body:
        pass
    if hasattr(body, "close"):
        body.close()
    return found


def found_nothing(_data: bytes) -> None:
    """Take what an old-fashioned application would write; ours never does."""


def _timed(app: Any, environ: Environ) -> float:
    environ = dict(environ)
    begun = time.process_time()
    call(app, environ)
    return time.process_time() - begun


def _line(goal: str, app: Any, requests: Iterable[Environ], hello: Any) -> None:
    """Print one page's time against hello, the two called in turn."""
    greeting = request_for("/")
    pairs = [
        (_timed(app, request), _timed(hello, greeting)) for request in itertools.islice(requests, ROUNDS)
    ]
    page, base = (statistics.median(column) for column in zip(*pairs[ROUNDS // 10 :], strict=True))
    ratio = page / base
    verdict_word = "within" if ratio <= GOALS[goal] else "ABOVE"
    print(
        f"  {goal:26} {ratio:6.2f} x hello ({page * 1e6:7.0f} us), {verdict_word} the goal of {GOALS[goal]:g}"
    )


def _split(rulebook: Rulebook, people: list[Answers], app: Any, requests: Iterable[Environ]) -> None:
    """Print what recommend, the words of the verdict and all the rest take of an advice page."""
    parts = [_parts(person, rulebook, LANGUAGES[turn % 3]) for turn, person in enumerate(people)]
    read, advice, words = (statistics.median(column) for column in zip(*parts, strict=True))
    whole = statistics.median(_timed(app, request) for request in requests)
    rest = whole - read - advice - words
    print("where an uncached advice page’s time goes")
    names = ("reading the answers", "recommend, with reasons", "verdict and sentence", "rows and template")
    for name, part in zip(names, (read, advice, words, rest), strict=True):
        print(f"  {name:26} {part / whole:6.0%} ({part * 1e6:7.0f} us)")


def _parts(person: Answers, rulebook: Rulebook, language: str) -> tuple[float, float, float]:
    """Return the seconds that reading, recommending and the summing-up words take."""
    query = person.to_query()
    times = [time.process_time()]
    answers = Answers.from_query(query, rulebook)
    times.append(time.process_time())
    result = recommend(answers, rulebook, FIRST_DAY)
    times.append(time.process_time())
    speaker = speaker_for(result, rulebook, language)
    verdict.verdict(result, speaker)
    verdict.sentence(result, speaker)
    times.append(time.process_time())
    read, advice, words = (after - before for before, after in itertools.pairwise(times))
    return read, advice, words


if __name__ == "__main__":
    main()
