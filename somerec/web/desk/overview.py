"""The desk itself: one list of the consultant's shares, to search and to go on from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import request

from somerec.store import Share
from somerec.web.desk.common import Answer, consultant, desk_blueprint, show, words
from somerec.web.desk.plan import differs, tier_of
from somerec.web.keeping import keeping
from somerec.web.page import address
from somerec.web.site import site
from somerec.words.speaker import Speaker

blueprint = desk_blueprint("desk_list")

A_PAGE = 50
"""Shares on a page of the list."""

STATES = ("waiting", "draft", "live", "expired", "withdrawn")
"""What can be asked for, in the order in which a share comes by them."""

OTHER_RULES = "older"
"""What else can be asked for: shares that would get other advice under the rules of today."""


@dataclass(frozen=True, slots=True)
class Row:
    """A share as the list shows it."""

    href: str
    client: str
    state: str
    scope: str
    changed: str
    expires: str
    views: int
    differs: bool


@blueprint.get("/")
def desk(lang: str) -> Answer:
    """Show the list, or the part of it that was asked for, the last changed first."""
    sought, wanted = request.args.get("q", "").strip()[:100], request.args.get("state", "")
    today, said = site().today(), words(lang)
    shares = keeping().store.desk.shares(consultant().id)
    found = sorted(
        _matching(shares, sought.casefold(), wanted, today), key=lambda share: share.changed, reverse=True
    )
    number = _page_number(len(found))
    first = (number - 1) * A_PAGE
    rows = [_row(share, today, lang, said) for share in found[first : first + A_PAGE]]
    return show(
        "list",
        lang,
        rows=rows,
        has_any=bool(shares),
        count=len(found),
        sought=sought,
        wanted=wanted,
        states=STATES,
        earlier=_address(lang, number - 1) if number > 1 else "",
        later=_address(lang, number + 1) if first + A_PAGE < len(found) else "",
        first=first + 1,
        last=first + len(rows),
    )


def _matching(shares: Iterable[Share], sought: str, wanted: str, today: date) -> Iterable[Share]:
    """Yield the shares whose client's name holds what is sought and whose state is the wanted one."""
    for share in shares:
        if sought in share.client.casefold() and (
            wanted in ("", share.state_on(today)) or (wanted == OTHER_RULES and differs(share))
        ):
            yield share


def _page_number(count: int) -> int:
    """Return the page that is asked for, or the nearest one that there is."""
    sent = request.args.get("page", "1")
    number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 6 else 1  # noqa: PLR2004
    return max(1, min(number, (count + A_PAGE - 1) // A_PAGE))


def _address(lang: str, number: int) -> str:
    kept = [(name, request.args[name][:100]) for name in ("q", "state") if request.args.get(name)]
    return address(f"/desk/{lang}/", [*kept, ("page", str(number))])


def _row(share: Share, today: date, lang: str, said: Speaker) -> Row:
    tier = tier_of(share)
    return Row(
        href=f"/desk/{lang}/shares/{share.id}",
        client=share.client,
        state=share.state_on(today),
        scope=said.text(f"tiers.{tier}.name") if tier else "",
        changed=said.language.date(share.changed.date()),
        expires=said.language.date(share.expires),
        views=share.views,
        differs=differs(share),
    )
