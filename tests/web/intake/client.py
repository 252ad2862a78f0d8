"""What a client’s browser does with an intake link: reads its pages, and presses the button that sends."""

from __future__ import annotations

from flask.testing import FlaskClient

from somerec.store import Share, Store
from tests.web.cases import CARPENTERS, but
from tests.web.reader import Page, Visitor

OURS = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
"""What a browser sends with a form of our own page."""

CLASHING = but(CARPENTERS, who="nobody", money="m0")
"""Answers that contradict each other."""


def state(store: Store, share: Share) -> str:
    """Return the state of a share as it is stored."""
    return store.desk.share(share.consultant, share.id).state


def asked(page: Page) -> set[str]:
    """Return the names of the questions on a page."""
    return {
        control.name
        for form in page.forms
        for control in form.controls
        if control.kind in ("radio", "checkbox")
    }


def send(client: FlaskClient, page: Page) -> Page:
    """Press the button that sends the answers, as a browser would, and follow where it leads."""
    (form,) = [form for form in page.forms[:1] if form.action.endswith("/send")]
    fields = {control.name: control.value for control in form.controls if control.name}
    response = client.post(form.action, data=fields, headers=OURS)
    if response.status_code == 303:
        return Visitor(client).open(response.headers["Location"])
    return Page(response, form.action)
