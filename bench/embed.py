"""What a frame costs the page that shows it: bytes of scripts, and the time until its first question.

The scripts of others are the files of their packages as npm publishes them, with the version: raw, gzip and
Brotli bytes, counted once, in November 2026. Ours are counted now.

Time runs from the moment the browser begins to open the frame, with nothing in its cache, until the first
text in it is painted, as the browser reports both. The same page lies beside the application as files, byte
for byte with its headers, and the two take turns. The application’s address is the one that agencies paste.
The second table makes every answer of both wait as a network would.
"""

from __future__ import annotations

import gzip
import importlib.util
import logging
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server
from werkzeug.test import Client
from werkzeug.wrappers import Response

from app import create_app
from bench.weight import LINKED
from somerec.web.assets import files
from tests.chromium import SWITCHES, program

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OURS = {"loader, on the host's page": "embed/v1.js", "script in the frame": "frame.js"}
PUBLISHED = {
    "@open-iframe-resizer/core 2.1.0": (7_505, 2_513, 2_197),
    "iframe-resizer 4.4.5, parent": (14_740, 5_971, 5_177),
    "iframe-resizer 4.4.5, child": (13_530, 5_113, 4_470),
    "iframe-resizer 5.5.9, parent": (24_559, 10_362, 9_240),
    "iframe-resizer 5.5.9, child": (31_028, 12_712, 11_337),
    "@formbricks/js 5.1.0": (4_285, 1_655, 1_402),
    "@typeform/embed 6.1.1, embed.js": (63_432, 14_224, 12_160),
}
"""@formbricks/js and @typeform/embed load more when they run."""

MOST = 1024
"""Bytes of the loader with gzip."""

START, FIRST = "/e/bench/nb/", "/e/bench/nb/questions/1"
AGENCY = """key = "bench"
name = "Benchmark"
origins = ["{origin}"]

[colours]
accent = "#24389c"
paper = "#ffffff"
"""

ROUNDS = 15
GOAL = 1.5
NETWORKS = {"on this machine": 0.0, "50 ms for every answer": 0.05}

PAINTED = """new Promise(resolve => {
  new PerformanceObserver(list => resolve(list.getEntriesByName("first-contentful-paint")[0].startTime))
    .observe({ type: "paint", buffered: true });
})"""


def sizes(content: bytes) -> tuple[int, ...]:
    """Return bytes raw and with gzip, and with Brotli where its library is installed."""
    packed = [len(content), len(gzip.compress(content, 9, mtime=0))]
    if importlib.util.find_spec("brotli"):
        packed.append(len(import_module("brotli").compress(content)))
    return tuple(packed)


def print_sizes() -> None:
    """Print the bytes of our scripts and of others’."""
    print("bytes of scripts: raw, gzip, Brotli (where its library is installed)")
    for name, path in OURS.items():
        print(f"  {name:35}", *(f"{size:8}" for size in sizes(files()[path][0])))
    for name, published in PUBLISHED.items():
        print(f"  {name:35}", *(f"{size:8}" for size in published))
    loader = sizes(files()["embed/v1.js"][0])[1]
    print(f"  the loader is {'within' if loader < MOST else 'ABOVE'} the goal of {MOST} bytes with gzip")


class Files:
    """The first question’s page with all that it fetches, as the application sent it once."""

    def __init__(self, application: WSGIApplication) -> None:
        client = Client(application)
        self._sent = {FIRST: client.get(FIRST, headers={"Accept-Encoding": "gzip"})}
        for link in LINKED.findall(client.get(FIRST).data):
            self._sent[link.decode()] = client.get(link.decode(), headers={"Accept-Encoding": "gzip"})

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        query = environ["QUERY_STRING"]
        found = self._sent[environ["PATH_INFO"] + (f"?{query}" if query else "")]
        return Response(found.data, found.status_code, found.headers)(environ, start_response)


@contextmanager
def served(name: str, application: WSGIApplication, wait: float = 0.0) -> Iterator[str]:
    """Serve an application under a name, every answer after some seconds."""

    def slow(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        time.sleep(wait)
        return application(environ, start_response)

    server = make_server(name, 0, slow, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://{name}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def host(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Show the frame whose address stands in the query."""
    page = (
        f'<!doctype html><title>Host</title><iframe src="{environ["QUERY_STRING"]}" width="900" height="700">'
    )
    return Response(page, mimetype="text/html")(environ, start_response)


def painted(browser: Browser, shown: str) -> float:
    """Return the milliseconds from a frame’s start to its first text, for a browser that has nothing yet."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(shown)
    frame = page.frames[1]
    found: float = frame.evaluate(PAINTED)
    context.close()
    return found


def race(one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float, float]:
    """Let two take turns; return the median of each and of the ratios."""
    one(), other()
    pairs = [(one(), other()) for _ in range(ROUNDS)]
    medians = [statistics.median(times) for times in zip(*pairs, strict=True)]
    return *medians, statistics.median(first / second for first, second in pairs)


def print_times(browser: Browser, network: str, wait: float) -> None:
    """Print how soon the first question is painted, against the same page from files."""
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        around = stack.enter_context(served("localhost", host))
        (data / "agencies").mkdir()
        (data / "agencies" / "bench.toml").write_text(AGENCY.format(origin=around), encoding="utf-8")
        application = create_app({"DATA": data, "LOCAL": True})
        ours = stack.enter_context(served("127.0.0.1", application, wait))
        still = stack.enter_context(served("127.0.0.1", Files(application), wait))
        mine, still_, ratio = race(
            lambda: painted(browser, f"{around}/?{ours}{START}"),
            lambda: painted(browser, f"{around}/?{still}{FIRST}"),
        )
    fits = "within" if ratio <= GOAL else "ABOVE"
    print(f"  {network:24} {mine:5.0f} ms, from files {still_:5.0f} ms, ratio {ratio:.2f}, {fits} {GOAL}")


def main() -> None:
    """Print sizes and times."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    print_sizes()
    print(f"from the start of a frame to its first question, cache empty; median of {ROUNDS}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=SWITCHES)
        for network, wait in NETWORKS.items():
            print_times(browser, network, wait)
        browser.close()


if __name__ == "__main__":
    main()
