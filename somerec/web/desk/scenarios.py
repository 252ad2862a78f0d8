"""Scenarios of a share: copies that may say something else, and any two of them side by side.

A comparison is of what the rules of today advise; what a consultant has changed in a plan is not in it. The
names of clients stand on the pages and in no address.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import redirect, request

from somerec.store import SentTwice, Share
from somerec.web.compare.address import pair_of
from somerec.web.compare.pages import side_by_side
from somerec.web.desk.common import Answer, consultant, desk_blueprint, own, show, words
from somerec.web.desk.filling import stored_pairs
from somerec.web.desk.new import form_number
from somerec.web.desk.plan import tier_of
from somerec.web.desk.text import MOST_CLIENT, Text, read_line
from somerec.web.keeping import keeping
from somerec.web.mount import DESK
from somerec.web.site import site
from somerec.web.visit import Visit

blueprint = desk_blueprint("desk_scenarios")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A share that began as a copy of another, or that another began as a copy of."""

    id: str
    client: str
    state: str
    scope: str


@blueprint.get("/shares/<share>/scenarios")
def scenarios(lang: str, share: str) -> Answer:
    """Show what belongs together, and the form that copies."""
    found = own(share)
    return _page(lang, found, Text(_name(lang, found)))


@blueprint.post("/shares/<share>/scenarios")
def copy(lang: str, share: str) -> Answer:
    """Copy a share, once for a form, and lead on to the answers of the copy."""
    found = own(share)
    client = read_line("client", MOST_CLIENT, words(lang), needed=True)
    if client.faults:
        return _page(lang, found, client, status=422)
    desk, now = keeping().store.desk, keeping().now()
    try:
        made = desk.copy(consultant().id, found.id, client.value, now, form=form_number())
    except SentTwice:
        return redirect(f"/desk/{lang}/shares/{found.id}/scenarios", 303)
    return redirect(f"{DESK.prefix}{made.id}/{lang}/", 303)


@blueprint.get("/shares/<share>/scenarios/<other>")
def compare(lang: str, share: str, other: str) -> Answer:
    """Show two shares side by side, by the rules of today."""
    first, second = own(share), own(other)
    a, b = (Visit.now(lang, list(stored_pairs(one))) for one in (first, second))
    if a.answers.missing or b.answers.missing:
        return redirect(f"/desk/{lang}/shares/{first.id}/scenarios", 302)
    pairing = pair_of(lang, a, b)
    if not pairing.differs:
        return show("same_answers", lang, first=first, second=second)
    return show(
        "compare",
        lang,
        first=first,
        second=second,
        changed=any(one.adjustments != "[]" for one in (first, second)),
        **_without_frame(side_by_side(lang, pairing)),
    )


def _without_frame(context: dict[str, Any]) -> dict[str, Any]:
    """Return what a page of comparison shows, without what the desk settles for its own pages."""
    return {name: value for name, value in context.items() if name not in ("solo", "lasting")}


def related(share: Share, shares: Iterable[Share]) -> list[Share]:
    """Return the other shares of the same client: the one copied from, its copies, and theirs."""
    shares = list(shares)
    together = {share.id}
    for _ in shares:
        more = {one.copied_from for one in shares if one.id in together and one.copied_from}
        more |= {one.id for one in shares if one.copied_from in together}
        if more <= together:
            break
        together |= more
    return [one for one in shares if one.id in together and one.id != share.id]


def _name(lang: str, share: Share) -> str:
    """Return a name for a copy, to be changed by the consultant."""
    number = len(related(share, _shares())) + 2
    return words(lang).phrase("desk.copy", client=share.client, number=number)[:MOST_CLIENT]


def _shares() -> tuple[Share, ...]:
    return keeping().store.desk.shares(consultant().id)


def _page(lang: str, share: Share, client: Text, *, status: int = 200) -> Answer:
    said, today = words(lang), site().today()
    found = [
        Scenario(one.id, one.client, one.state_on(today), said.text(f"tiers.{tier_of(one)}.name"))
        for one in related(share, _shares())
        if one.answers
    ]
    return show(
        "scenarios",
        lang,
        status=status,
        share=share,
        scenarios=found,
        client=client,
        faults=client.faults,
        form=request.form.get("form") or secrets.token_urlsafe(16),
    )
