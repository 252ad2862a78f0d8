"""What the access log may say."""

from __future__ import annotations

import logging

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client
from werkzeug.wrappers import Response

from app import create_app
from somerec.rulebook.model import Rulebook
from somerec.web.access_log import AccessLog, masked_path, truncated, write_to_stderr

PART = "q3_Zx9-LmN8aB7cD6eF5gH"


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/", "/"),
        ("/nb/questions/3", "/nb/questions/3"),
        ("/nb/advice.pdf", "/nb/advice.pdf"),
        (f"/nb/k/{PART}", "/nb/k/-"),
        (f"/nb/k/delete/{PART}", "/nb/k/-/-"),
        (f"/sv/keep/{PART}/{PART}", "/sv/keep/-/-"),
        (f"/en/s/{PART}/pin", "/en/s/-/-"),
        (f"/en/S/{PART}", "/en/S/-"),
        (f"/i/{PART[:9]}/nb/questions/3", "/i/-/-/-/-"),
        (f"/desk/sv/welcome/{PART[:9]}", "/desk/sv/welcome/-"),
        (f"/en/kk{PART}", "/en/-"),
        ("/en/\r\nGET /admin 200", "/en/%0D%0AGET%20/admin%20200"),
        ("/en/\x1b[31m", "/en/%1B%5B31m"),
        ("/en/" + "a b" * 200, ("/en/" + "a%20b" * 200)[:120]),
        ("", ""),
    ],
)
def test_paths_are_written_on_one_line_without_tokens(path: str, written: str) -> None:
    assert masked_path(path) == written


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0"),
        ("::ffff:203.0.113.77", "203.0.113.0"),
        ("2001:db8:1234:5678::9", "2001:db8:1234::"),
        ("fe80::1%eth0", "fe80::"),
        ("127.0.0.1", "127.0.0.0"),
        ("unix:", "-"),
        ("", "-"),
        (None, "-"),
    ],
)
def test_addresses_are_cut_to_their_network(address: str | None, network: str) -> None:
    assert truncated(address) == network


def test_a_line_holds_method_path_status_time_and_network(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "somerec.access")
    client = Client(AccessLog(Response("x", status=418)))
    client.get(
        f"/nb/k/{PART}?size=solo", headers={"Referer": "https://elsewhere.example", "User-Agent": "me"}
    )
    (line,) = caplog.messages
    start, _, rest = line.partition(" 418 ")
    assert start == "GET /nb/k/-"
    milliseconds, unit, network = rest.split(" ")
    assert (milliseconds.isdigit(), unit, network) == (True, "ms", "-")


def test_a_method_that_nobody_knows_is_not_repeated(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "somerec.access")
    Client(AccessLog(Response("x"))).open("/", method="BREW\nCOFFEE")
    assert caplog.messages[0].startswith("- / 200")


@pytest.mark.parametrize(("proxies", "network"), [(0, "192.0.2.0"), (1, "198.51.100.0")])
def test_the_network_is_the_visitors_and_not_that_of_a_proxy_which_is_known(
    rulebook: Rulebook, caplog: pytest.LogCaptureFixture, proxies: int, network: str
) -> None:
    caplog.set_level(logging.INFO, "somerec.access")
    client = create_app({"RULEBOOK": rulebook, "PROXIES": proxies}).test_client()
    forwarded = {"X-Forwarded-For": "203.0.113.5, 198.51.100.7"}
    client.get("/healthz", headers=forwarded, environ_base={"REMOTE_ADDR": "192.0.2.9"})
    assert caplog.messages[0].endswith(f" ms {network}")


def test_what_is_answered_from_memory_is_logged_too(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "somerec.access")
    for _ in range(3):
        client.get("/nb/about")
    assert [message.partition(" 200 ")[0] for message in caplog.messages] == ["GET /nb/about"] * 3


def test_lines_are_written_once_and_only_where_nobody_has_said_otherwise() -> None:
    logger = logging.Logger("a server's own")  # noqa: LOG001  Under no root, whose handlers would count.
    write_to_stderr(logger)
    write_to_stderr(logger)
    assert (logger.level, len(logger.handlers)) == (logging.INFO, 1)
    quiet = logging.Logger("another", logging.ERROR)  # noqa: LOG001
    quiet.addHandler(logging.NullHandler())
    write_to_stderr(quiet)
    assert (quiet.level, len(quiet.handlers)) == (logging.ERROR, 1)
