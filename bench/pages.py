"""What pages cost, as multiples of a bare Flask hello in the same run.

Everything is called through WSGI, without a network; rounds of the page and of hello take turns, and the
median counts. An uncached page is asked for under an address that was never asked for before.
"""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder

from app import create_app
from bench.businesses import businesses
from somerec.advice.answers import Answers
from somerec.advice.recommend import recommend
from somerec.rulebook.load import load_rulebook
from somerec.rulebook.model import Rulebook
from somerec.words import verdict
from somerec.words.speaker import speaker_for

ROUNDS = 400
LANGUAGES = ("nb", "sv", "en")
GOALS = {"uncached": 12.0, "kept": 1.6, "not modified": 1.6, "question": 15.0}
FIRST_DAY = date(2027, 1, 4)

Environ = dict[str, Any]


def main() -> None:
    """Print each page's time against hello, and where an advice page's time goes."""
    rulebook = load_rulebook()
    people = businesses(rulebook, ROUNDS)
    app, hello = create_app().wsgi_app, _hello().wsgi_app
    greeting = itertools.repeat(_environ("/"))
    advice = _unseen(people)
    print("pages, as multiples of a bare Flask hello (median of interleaved calls through WSGI)")
    _line("uncached", "advice page, uncached", app, advice, hello, greeting)
    kept = _environ(_address("nb", people[0], FIRST_DAY))
    headers = _call(app, dict(kept))
    _line("kept", "advice page, kept", app, itertools.repeat(kept), hello, greeting)
    same = {**kept, "HTTP_IF_NONE_MATCH": headers["ETag"]}
    _line("not modified", "advice page, 304", app, itertools.repeat(same), hello, greeting)
    questions = (_environ(f"/sv/questions/{step}?{person.to_query(edition=False)}&hour_value={turn}")
                 for turn, (person, step) in enumerate(zip(people, itertools.cycle(range(1, 8)), strict=False)))
    _line("question", "question page, uncached", app, questions, hello, greeting)
    _split(rulebook, people, app, _unseen(people, FIRST_DAY + timedelta(days=400)))


def _hello() -> Flask:
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "Hello")
    return app


def _environ(path: str) -> Environ:
    return EnvironBuilder(path=path.partition("?")[0], query_string=path.partition("?")[2]).get_environ()


def _address(language: str, answers: Answers, start: date) -> str:
    pairs = answers.to_query(edition=False)
    return f"/{language}/advice?{pairs}&start={start}&edition={answers.edition}"


def _unseen(people: Iterable[Answers], first: date = FIRST_DAY) -> Iterator[Environ]:
    """Yield requests for advice that nobody has asked for before."""
    for turn, person in enumerate(people):
        yield _environ(_address(LANGUAGES[turn % 3], person, first + timedelta(days=turn)))


def _call(app: Any, environ: Environ) -> dict[str, str]:
    """Call an application as a server does, read the whole body, and return the headers."""
    found: dict[str, str] = {}

    def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], None]:
        if not status.startswith(("200", "304")):
            raise RuntimeError(f"{environ['PATH_INFO']} answered {status}")
        found.update(headers)
        return lambda data: None

    body = app(environ, start_response)
    for _ in body:
        pass
    if hasattr(body, "close"):
        body.close()
    return found


def _timed(app: Any, environ: Environ) -> float:
    environ = dict(environ)
    begun = time.perf_counter()
    _call(app, environ)
    return time.perf_counter() - begun


def _line(
    goal: str, name: str, app: Any, requests: Iterable[Environ], hello: Any, greeting: Iterable[Environ]
) -> None:
    pairs = [
        (_timed(app, request), _timed(hello, greet))
        for request, greet in itertools.islice(zip(requests, greeting, strict=False), ROUNDS)
    ]
    page, base = (statistics.median(column) for column in zip(*pairs[ROUNDS // 10 :], strict=True))
    ratio = page / base
    verdict_word = "within" if ratio <= GOALS[goal] else "ABOVE"
    print(f"  {name:26} {ratio:6.2f} x hello ({page * 1e6:7.0f} us), {verdict_word} the goal of {GOALS[goal]:g}")


def _split(rulebook: Rulebook, people: list[Answers], app: Any, requests: Iterable[Environ]) -> None:
    """Print what recommend, the words of the verdict and all the rest take of an advice page."""
    advice = [_time_of(lambda person=person: recommend(person, rulebook, FIRST_DAY)) for person in people]
    results = [recommend(person, rulebook, FIRST_DAY) for person in people]
    words = [
        _time_of(lambda result=result: _verdict_of(result, rulebook, LANGUAGES[turn % 3]))
        for turn, result in enumerate(results)
    ]
    whole = statistics.median(_timed(app, request) for request in requests)
    first, second = statistics.median(advice), statistics.median(words)
    print("where an uncached advice page’s time goes")
    for name, part in (("recommend", first), ("verdict and sentence", second), ("rows and template", whole - first - second)):
        print(f"  {name:26} {part / whole:6.0%} ({part * 1e6:7.0f} us)")


def _time_of(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _verdict_of(result: Any, rulebook: Rulebook, language: str) -> tuple[object, str]:
    speaker = speaker_for(result, rulebook, language)
    return verdict.verdict(result, speaker), verdict.sentence(result, speaker)


if __name__ == "__main__":
    main()
