"""The composition root: puts the rooms of the web together into one Flask application.

`create_app()` needs no settings. `app`, for WSGI servers (`granian app:app`), is made when first asked for.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from somerec.agencies import Shelf, agency_folder, local_allowed
from somerec.web import api, assets, check, errors, gate, intake, kept, pages, questions, start, takeaways
from somerec.web.access_log import AccessLog, write_to_stderr
from somerec.web.advice import result
from somerec.web.asked import Asked
from somerec.web.cache import Cache
from somerec.web.compare import pages as compare
from somerec.web.desk import filling
from somerec.web.desk.blueprints import AT_THE_DESK
from somerec.web.desk.common import door
from somerec.web.embed import configurator, contact, frame
from somerec.web.embed.agency import frames
from somerec.web.embed.counting import Counting, Tally
from somerec.web.headers import add_headers
from somerec.web.keeping import make_keeping
from somerec.web.mount import Mount
from somerec.web.rules import checks
from somerec.web.rules import pages as rules
from somerec.web.share import link
from somerec.web.site import make_site
from somerec.web.visit import refuse_overlong

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

MOST_SENT = 64 * 1024
"""Bytes of a request's body. Answers to be kept, the only thing that is sent in one, take 3,000 at most."""

IN_A_LANGUAGE = (
    start.blueprint,
    questions.blueprint,
    check.blueprint,
    intake.blueprint,
    filling.blueprint,
    compare.blueprint,
    contact.blueprint,
    result.blueprint,
    takeaways.blueprint,
    kept.blueprint,
    link.blueprint,
    pages.blueprint,
    rules.blueprint,
    checks.blueprint,
    configurator.blueprint,
)
OUTSIDE = (door, start.door, frame.blueprint, api.blueprint, assets.blueprint)


class LanguageConverter(BaseConverter):
    """The first part of most addresses: a language that we speak. Anything else is no page."""

    regex = "nb|sv|en"


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Make the application.

    Settings win over the environment: BASE_URL (SOMEREC_BASE_URL), TRUSTED_HOSTS (SOMEREC_HOSTS, commas
    between), PROXIES (SOMEREC_PROXIES, how many stand in front), DATA (SOMEREC_DATA, the folder for what is
    stored), LOCAL (SOMEREC_LOCAL=1, agencies' sites on this machine); and, for tests, TODAY, NOW, RULEBOOK,
    EDITIONS (a Library) and MOST_AN_HOUR.
    """
    settings = settings or {}
    app = Flask(__name__, static_folder=None)
    app.request_class = Asked
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = MOST_SENT
    app.config["TRUSTED_HOSTS"] = settings.get("TRUSTED_HOSTS") or _hosts()
    app.extensions["somerec"] = make_site(settings)
    app.extensions["somerec.keeping"] = make_keeping(settings)
    app.url_map.converters["lang"] = LanguageConverter
    for blueprint in IN_A_LANGUAGE:
        app.register_blueprint(blueprint, url_prefix="/<lang:lang>")
    for blueprint in AT_THE_DESK:
        app.register_blueprint(blueprint, url_prefix="/desk/<lang:lang>")
    for blueprint in OUTSIDE:
        app.register_blueprint(blueprint)
    errors.register(app)
    app.before_request(refuse_overlong)
    app.before_request(frame.guard)
    gate.register(app)
    app.after_request(frame.lead_on)
    app.after_request(add_headers)
    # Behind what mends the address of a proxied request, so that the log has the visitor's network.
    app.wsgi_app = AccessLog(_mounted(app, settings))  # type: ignore[method-assign]
    proxies = int(settings.get("PROXIES") or os.environ.get("SOMEREC_PROXIES", "0"))
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies, proxies, proxies)  # type: ignore[method-assign]
    return app


def _mounted(app: Flask, settings: Mapping[str, Any]) -> WSGIApplication:
    """Return the application with its answers kept, and mounted; in agencies' frames it counts pages."""
    made, store = app.extensions["somerec"], app.extensions["somerec.keeping"].store
    cache = Cache(app.wsgi_app, app.config["TRUSTED_HOSTS"])
    counting = Counting(cache, Tally(store, made.today), made.rulebook)
    local = bool(settings.get("LOCAL")) or local_allowed()
    shelf = Shelf(agency_folder(store.path.parent), made.rulebook, local=local)
    app.extensions["somerec.agencies"] = shelf
    return Mount(counting, frames(shelf))


def _hosts() -> list[str] | None:
    named = os.environ.get("SOMEREC_HOSTS", "")
    return [host.strip() for host in named.split(",") if host.strip()] or None


def __getattr__(name: str) -> Flask:
    """Make `app` when a server first asks for it, so that importing this module costs nothing."""
    if name != "app":
        raise AttributeError(name)
    write_to_stderr()
    globals()["app"] = made = create_app()
    # The rulebook stays as long as the process: a collector that searched it would make somebody wait 0.1 s.
    # And a page makes thousands of values that go when it is sent, so there is little to look for in between.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)
    return made
