"""What `somerec serve` writes while visitors are there: a line for each request, and nobody in it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from tests.web.cases import CARPENTERS

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds for the server to start or to stop on a busy machine."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(port: int, data: Path, log: Path) -> Iterator[None]:
    """Run the command as whoever runs somerec would; what it writes goes to one file."""
    command = [sys.executable, "-c", "from somerec.cli import main; main()", "serve", "--port", str(port)]
    environment = {**os.environ, "SOMEREC_DATA": str(data)}
    with log.open("wb") as file:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=file)
        try:
            await_answer(port)
            yield
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE)


def await_answer(port: int) -> None:
    """Wait until somebody answers."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            ask(port, "GET", "/healthz")
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def ask(port: int, method: str, path: str, body: str = "") -> tuple[int, str]:
    """Send a request with the headers that browsers send; return the status and where it leads."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Visitor/1.0"}
    headers["Referer"] = "https://elsewhere.example/secret"
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request(method, path, body or None, headers)
        with connection.getresponse() as response:
            response.read()
            return response.status, response.getheader("Location", "")


def test_the_log_of_a_running_server_has_every_request_and_no_answer_token_or_address(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    with served(port, tmp_path / "data", log):
        status, location = ask(port, "POST", "/nb/keep", urlencode({"answers": CARPENTERS}))
        assert status == 303
        token, delete_token = location.split("/")[3:]
        assert ask(port, "GET", location)[0] == 200
        assert ask(port, "GET", f"/sv/k/{token}?size=solo")[0] == 200
        assert ask(port, "GET", f"/nb/advice?{CARPENTERS}")[0] == 302
        assert ask(port, "POST", f"/nb/k/delete/{delete_token}")[0] == 200
        with socket.create_connection(("127.0.0.1", port)) as broken:
            broken.sendall(f"GET /nb/k/{token} HTTP/9.9 nonsense\r\n\r\n".encode())
            broken.recv(1000)
    text = log.read_text()
    lines = [line.split(" ", 2)[2] for line in text.splitlines() if " ms " in line]
    requests = [line.rpartition(" ms ")[0].rpartition(" ")[0] for line in lines]
    assert requests[-5:] == [
        "POST /nb/keep 303",
        "GET /nb/keep/-/- 200",
        "GET /sv/k/- 200",
        "GET /nb/advice 302",
        "POST /nb/k/-/- 200",
    ]
    assert {line.rpartition(" ")[2] for line in lines} == {"127.0.0.0"}
    for secret in (token, delete_token, "business_type", "elsewhere.example", "Visitor/1.0"):
        assert secret not in text
