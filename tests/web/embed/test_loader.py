"""The loader that agencies paste: small, kept as long as its address promises, and readable by every site."""

from __future__ import annotations

import gzip
import hashlib
import re

import pytest
from flask.testing import FlaskClient

from somerec.web.assets import files
from somerec.web.embed.frame import LOADER, loader_version

LASTING = f"/embed/v1.{loader_version()}.js"


def test_the_loader_is_smaller_than_a_kilobyte() -> None:
    assert len(gzip.compress(files()[LOADER][0], 9)) < 1024


def test_the_loader_needs_nothing_that_a_strict_page_forbids() -> None:
    """No markup from strings, no evaluated text, no style attribute, nothing fetched or stored."""
    text = files()[LOADER][0].decode()
    assert not re.findall(
        r"innerHTML|insertAdjacent|document\.write|eval|Function\(|cssText|setAttribute", text
    )
    assert not re.findall(r"fetch|XMLHttp|import\b|Storage|cookie|createElement", text)


@pytest.mark.parametrize(
    ("path", "kept"),
    [("/embed/v1.js", "public, max-age=86400"), (LASTING, "public, max-age=31536000, immutable")],
)
def test_the_loader_is_kept_as_long_as_its_address_promises(
    client: FlaskClient, path: str, kept: str
) -> None:
    response = client.get(path)
    assert response.data == files()[LOADER][0]
    assert response.mimetype == "text/javascript"
    assert response.headers["Cache-Control"] == kept


@pytest.mark.parametrize("path", ["/embed/v1.js", LASTING])
def test_any_site_may_fetch_the_loader_with_its_digest(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_loader_that_never_was_is_not_found(client: FlaskClient) -> None:
    assert client.get("/embed/v1.0123456789abcdef.js").status_code == 404


def test_every_loader_that_is_kept_stays_at_its_lasting_address(client: FlaskClient) -> None:
    """A page that names a digest must not lose its loader to a release."""
    for name, (content, _, _) in files().items():
        if name.startswith("embed/"):
            version = hashlib.sha256(content).hexdigest()[:16]
            assert client.get(f"/embed/v1.{version}.js").data == content
