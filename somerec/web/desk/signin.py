"""Signing in to the desk and out of it, and the one-time link with which a consultant begins."""

from __future__ import annotations

from flask import abort, g, redirect, request

from somerec.store import Consultant
from somerec.store.passwords import SHORTEST_PASSWORD, hashed
from somerec.web.desk.common import Answer, desk_blueprint, show, sign_in_form, way_back, words
from somerec.web.desk.password import fault_of, may_try, too_often, whose
from somerec.web.desk.session import HOURS, TOKEN, cookie_is_kept, sign_in, sign_out, signed_in
from somerec.web.forms import Fault
from somerec.web.keeping import keeping

blueprint = desk_blueprint("desk_signin", closed=False)

_KEPT = "kept."
"""What the names of fields begin with that wait for the consultant to sign in again."""


@blueprint.get("/login")
def login(lang: str) -> Answer:
    """Ask for login name and password; lead on whoever is signed in already."""
    back = way_back(request.args.get("back", ""))
    if signed_in():
        return redirect(back or f"/desk/{lang}/", 303)
    return show("login", lang, **sign_in_form(back=back))


@blueprint.post("/login")
def enter(lang: str) -> Answer:
    """Sign in, and lead back to where the consultant came from or to what she had typed."""
    name = request.form.get("login", "").strip()[:200]
    back, after = way_back(request.form.get("back", "")), way_back(request.form.get("next", ""))
    fields = [(key.removeprefix(_KEPT), value) for key, value in _kept_fields()]
    if not may_try(name):
        return too_often(lang, name, fields)
    found = whose(name, request.form.get("password", ""))
    if found is None:
        form = {**sign_in_form(login=name, back=back, next_=after, fields=fields), "wrong": True}
        return show("login", lang, status=403, **form)
    g.somerec_consultant = who = found[0]
    if fields and after:
        return sign_in(show("resume", lang, action=after, fields=fields), who)
    return sign_in(redirect(back or f"/desk/{lang}/", 303), who)


@blueprint.get("/logout")
def nothing(lang: str) -> Answer:
    """Lead on whoever comes here without the button, by a change of language for instance."""
    return redirect(f"/desk/{lang}/", 302)


@blueprint.post("/logout")
def leave(lang: str) -> Answer:
    """Sign out."""
    return sign_out(redirect(f"/desk/{lang}/login", 303))


@blueprint.get("/welcome/<token>")
def welcome(lang: str, token: str) -> Answer:
    """Ask for a password. Opening the link uses nothing up: many a program opens the links of a message."""
    invited = _invited(token)
    return _choose(lang, invited, [])


@blueprint.post("/welcome/<token>")
def accept(lang: str, token: str) -> Answer:
    """Take the password, use the link up, and sign in."""
    invited = _invited(token)
    fault = _password_fault(lang, request.form.get("password", ""), request.form.get("again", ""))
    if fault:
        return _choose(lang, invited, [fault])
    found = keeping().store.desk.accept(token, hashed(request.form["password"]), keeping().now())
    return sign_in(redirect(f"/desk/{lang}/", 303), found)


def _choose(lang: str, invited: Consultant, faults: list[Fault]) -> Answer:
    return show(
        "welcome",
        lang,
        status=422 if faults else 200,
        kept=cookie_is_kept(),
        hours=HOURS,
        invited=invited,
        faults=faults,
        shortest=SHORTEST_PASSWORD,
        action=request.path,
    )


def _kept_fields() -> list[tuple[str, str]]:
    return [(name, text) for name, text in request.form.items(multi=True) if name.startswith(_KEPT)]


def _invited(token: str) -> Consultant:
    if not TOKEN.fullmatch(token):
        abort(404)
    return keeping().store.desk.invitation(token, keeping().now())


def _password_fault(lang: str, password: str, again: str) -> Fault | None:
    """Return what is wrong with a new password that was typed twice, if anything is."""
    fault = fault_of(lang, password)
    if fault is None and password != again:
        return Fault(words(lang).phrase("desk.password.differ"), "again")
    return fault
