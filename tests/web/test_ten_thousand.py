"""Ten thousand malformed addresses, forms and API calls: none is a fault of ours, none shows a traceback."""

from __future__ import annotations

import random
import string
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.cases import CARPENTERS
from tests.web.test_malformed import KEYS, PATHS, VALUES

ROUNDS, CALLS = 10, 1000
AT_ONCE = 3
"""So many rounds are for `make test`; the others are left to the long proof."""

MORE_PATHS = (
    *PATHS,
    "/",
    "/nb/",
    "/en/questions/0",
    "/sv/questions/99",
    "/nb/sources",
    "/xx/advice",
    "/en/keep",
    "/nb/advice/why/gbp/instagram",
    "/nb/advice/why/gbp/%00",
)
METHODS = ("GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS")
PIECES = (
    "%",
    "%00",
    "%ED%A0%80",
    "%FF",
    "&",
    "=",
    ";",
    "+",
    "#",
    "..",
    "//",
    "'",
    '"',
    "<",
    "{{7*7}}",
    "%(x)s",
    "\\",
)


def _text(chance: random.Random) -> str:
    if chance.random() < 0.6:
        return chance.choice(VALUES)
    alphabet = string.printable + "æøåäö«»”\u202e\u00a0𝔘\u0301"
    return "".join(chance.choice(alphabet) for _ in range(chance.randint(0, 40)))


def _query(chance: random.Random) -> str:
    """Break a good query, or make one up: keys and values dropped, doubled, swapped, cut and spoilt."""
    pairs = [pair.split("=", 1) for pair in CARPENTERS.split("&")] if chance.random() < 0.7 else []
    for _ in range(chance.randint(1, 6)):
        pairs.insert(chance.randint(0, len(pairs)), [chance.choice(KEYS), _text(chance)])
    if chance.random() < 0.4:
        chance.shuffle(pairs)
    query = "&".join(
        "=".join(quote(part, safe="", errors="surrogatepass") for part in pair) for pair in pairs
    )
    for _ in range(chance.randint(0, 3)):
        place = chance.randint(0, len(query))
        query = query[:place] + chance.choice(PIECES) + query[place + chance.randint(0, 2) :]
    return query[: chance.choice((20, 200, 5000, 9000))]


@pytest.mark.parametrize(
    "turn",
    [pytest.param(turn, marks=() if turn < AT_ONCE else pytest.mark.proof) for turn in range(ROUNDS)],
)
def test_a_thousand_malformed_calls_are_all_answered_kindly(client: FlaskClient, turn: int) -> None:
    chance = random.Random(turn)
    for _ in range(CALLS):
        method, path, query = chance.choice(METHODS), chance.choice(MORE_PATHS), _query(chance)
        sent = query.encode() if method in ("POST", "PUT") else None
        kind = chance.choice(
            ("application/x-www-form-urlencoded", "application/json", "text/plain", "multipart/form-data")
        )
        answer = client.open(
            path, method=method, query_string=query, data=sent, content_type=kind if sent else None
        )
        assert answer.status_code < 500, (method, path, query)
        assert b"Traceback" not in answer.data
        assert "Set-Cookie" not in answer.headers
