"""What a button on a share's page does: publish, renew, withdraw, a new link, a PIN, export and erase."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import date

from flask import Response, abort, redirect, request

from somerec.store import Share
from somerec.store.desk_model import LONGEST_LIFE
from somerec.store.passwords import FEWEST_DIGITS, LONGEST_PIN, SHORTEST_PIN, hashed, is_easy, pin_fault
from somerec.web.desk.common import Answer, consultant, desk_blueprint, own, show, words
from somerec.web.desk.share import share_page
from somerec.web.forms import Fault
from somerec.web.keeping import keeping
from somerec.web.site import site

blueprint = desk_blueprint("desk_actions")


@blueprint.post("/shares/<share>")
def act(lang: str, share: str) -> Answer:
    """Do what the button says, and show the share again. Sent twice, it is done once."""
    found = own(share)
    action = ACTIONS.get(request.form.get("do", "")) or abort(400)
    return action(lang, found) or redirect(f"/desk/{lang}/shares/{share}", 303)


def _publish(_lang: str, share: Share) -> None:
    """Let the link work; pressed twice, it works already."""
    if share.state_on(site().today()) != "live":
        keeping().store.desk.publish(share.consultant, share.id, keeping().now())


def _renew(lang: str, share: Share) -> Answer | None:
    """Let the link work until another day."""
    sent, today = request.form.get("expires", "").strip()[:40], site().today()
    day = read_day(sent)
    if day is None or not today <= day <= today + LONGEST_LIFE:
        text = words(lang).phrase("desk.expires.between", first=today, last=today + LONGEST_LIFE)
        return share_page(lang, share, faults=(Fault(text, "expires"),))
    if day != share.expires:
        keeping().store.desk.renew(share.consultant, share.id, day, keeping().now())
    return None


def _withdraw(_lang: str, share: Share) -> None:
    """Close a share; whoever opens its link is told so."""
    keeping().store.desk.withdraw(share.consultant, share.id, keeping().now())


def _new_link(_lang: str, share: Share) -> None:
    """Give a share another link; the old one no longer opens anything."""
    keeping().store.desk.new_link(share.consultant, share.id, keeping().now())


def _set_pin(lang: str, share: Share) -> Answer:
    """Set the PIN that was typed, or draw one, and show it this once: only its hash is stored."""
    sent = "".join(request.form.get("pin", "").split())
    if sent and pin_fault(sent):
        text = words(lang).phrase("desk.pin", least=SHORTEST_PIN, most=LONGEST_PIN)
        return share_page(lang, share, faults=(Fault(text, "pin"),))
    if sent and is_easy(sent):
        text = words(lang).phrase("desk.pin.easy", count=FEWEST_DIGITS)
        return share_page(lang, share, faults=(Fault(text, "pin"),))
    pin = sent or f"{secrets.randbelow(10**SHORTEST_PIN):0{SHORTEST_PIN}}"
    changed = keeping().store.desk.set_pin(share.consultant, share.id, hashed(pin), keeping().now())
    return share_page(lang, changed, pin=pin)


def _unpin(_lang: str, share: Share) -> None:
    """Open a share to everybody who has its link."""
    if share.has_pin:
        keeping().store.desk.set_pin(share.consultant, share.id, None, keeping().now())


ACTIONS: Mapping[str, Callable[[str, Share], Answer | None]] = {
    "publish": _publish,
    "renew": _renew,
    "withdraw": _withdraw,
    "link": _new_link,
    "pin": _set_pin,
    "unpin": _unpin,
}
"""What each button does, by what it sends."""


def read_day(text: str) -> date | None:
    """Return a day that is written as ISO 8601 has it, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@blueprint.get("/shares/<share>/export")
def nothing(lang: str, share: str) -> Answer:
    """Lead on whoever comes here without the button."""
    return redirect(f"/desk/{lang}/shares/{own(share).id}", 302)


@blueprint.post("/shares/<share>/export")
def export(lang: str, share: str) -> Answer:  # noqa: ARG001  The file is the same in every language.
    """Send everything that is held about a share, as JSON."""
    found = keeping().store.desk.export(consultant().id, share, keeping().now())
    response = Response(json.dumps(found, ensure_ascii=False, indent=1) + "\n", mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{share}.json"'
    return response


@blueprint.get("/shares/<share>/erase")
def ask(lang: str, share: str) -> Answer:
    """Ask before erasing."""
    return show("erase", lang, share=own(share))


@blueprint.post("/shares/<share>/erase")
def erase(lang: str, share: str) -> Answer:
    """Erase a share and everything that is held about it."""
    keeping().store.desk.erase(consultant().id, share, keeping().now())
    return show("erased", lang)
