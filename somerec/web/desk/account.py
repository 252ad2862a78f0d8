"""A consultant's own account: changing the password, and what has been done to it."""

from __future__ import annotations

from flask import request

from somerec.store.passwords import SHORTEST_PASSWORD, hashed
from somerec.web.desk.common import Answer, consultant, desk_blueprint, show, to_sign_in, words
from somerec.web.desk.password import fault_of, may_try, too_often, whose
from somerec.web.desk.session import sign_in
from somerec.web.desk.share import line
from somerec.web.forms import Fault
from somerec.web.keeping import keeping

blueprint = desk_blueprint("desk_account")


@blueprint.get("/account")
def page(lang: str) -> Answer:
    """Show the account, with the form for another password."""
    return _page(lang)


@blueprint.post("/account")
def change(lang: str) -> Answer:
    """Take another password from whoever knows the old one, and end every other session.

    Wrong old passwords count as tries at signing in: an open session is no place to guess from.
    """
    who, new = consultant(), request.form.get("password", "")
    fault = fault_of(lang, new)
    if fault:
        return _page(lang, fault, status=422)
    if not may_try(who.login):
        return too_often(lang, who.login, [])
    found = whose(who.login, request.form.get("old", ""))
    if found is None:
        wrong = Fault(words(lang).phrase("desk.password.wrong"), "old")
        return _page(lang, wrong, status=403)
    if not keeping().store.desk.change_password(who.id, found[1], hashed(new), keeping().now()):
        # Somebody has shut her out, or she has changed it in another window, since it was checked.
        return to_sign_in(lang, f"/desk/{lang}/account")
    return sign_in(_page(lang, done=True), who)


def _page(lang: str, *faults: Fault, status: int = 200, done: bool = False) -> Answer:
    said = words(lang)
    return show(
        "account",
        lang,
        status=status,
        faults=faults,
        done=done,
        shortest=SHORTEST_PASSWORD,
        log=[line(entry, said) for entry in keeping().store.desk.account_log(consultant().id)],
    )
