"""The composition root: puts the rooms of the web together into one Flask application.

`create_app()` needs no settings. `app`, for WSGI servers (`granian app:app`), is made when first asked for.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from somerec.web import advice, api, assets, check, errors, pages, questions, start, takeaways
from somerec.web.cache import Cache
from somerec.web.headers import add_headers
from somerec.web.site import make_site
from somerec.web.visit import refuse_overlong

MOST_SENT = 64 * 1024
"""Bytes of a request's body; nothing that a visitor does sends one."""

IN_A_LANGUAGE = (
    start.blueprint,
    questions.blueprint,
    check.blueprint,
    advice.blueprint,
    takeaways.blueprint,
    pages.blueprint,
)
OUTSIDE = (start.door, api.blueprint, assets.blueprint)


class LanguageConverter(BaseConverter):
    """The first part of most addresses: a language that we speak. Anything else is no page."""

    regex = "nb|sv|en"


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Make the application.

    Settings win over the environment: BASE_URL (SOMEREC_BASE_URL), TRUSTED_HOSTS (SOMEREC_HOSTS, commas
    between), PROXIES (SOMEREC_PROXIES, how many stand in front); and, for tests, TODAY and RULEBOOK.
    """
    settings = settings or {}
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = MOST_SENT
    app.config["TRUSTED_HOSTS"] = settings.get("TRUSTED_HOSTS") or _hosts()
    app.extensions["somerec"] = make_site(settings)
    app.url_map.converters["lang"] = LanguageConverter
    for blueprint in IN_A_LANGUAGE:
        app.register_blueprint(blueprint, url_prefix="/<lang:lang>")
    for blueprint in OUTSIDE:
        app.register_blueprint(blueprint)
    errors.register(app)
    app.before_request(refuse_overlong)
    app.after_request(add_headers)
    app.wsgi_app = Cache(app.wsgi_app, app.config["TRUSTED_HOSTS"])  # type: ignore[method-assign]
    proxies = int(settings.get("PROXIES") or os.environ.get("SOMEREC_PROXIES", "0"))
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies, proxies, proxies)  # type: ignore[method-assign]
    return app


def _hosts() -> list[str] | None:
    named = os.environ.get("SOMEREC_HOSTS", "")
    return [host.strip() for host in named.split(",") if host.strip()] or None


def __getattr__(name: str) -> Flask:
    """Make `app` when it is first asked for, so that importing this module costs nothing."""
    if name != "app":
        raise AttributeError(name)
    globals()["app"] = made = create_app()
    return made
