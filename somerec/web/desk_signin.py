"""Signing in to the desk and out of it, and the one-time link with which a consultant begins."""

from __future__ import annotations

from flask import abort, g, redirect, request

from somerec.store import Consultant
from somerec.store.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, hashed, is_right, password_fault
from somerec.web.access_log import truncated
from somerec.web.desk import Answer, desk_blueprint, show, sign_in_form, sorry, way_back, words
from somerec.web.desk_session import HOURS, TOKEN, cookie_is_kept, sign_in, sign_out, signed_in
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
    found = _who(name, request.form.get("password", ""))
    if found is None:
        form = {**sign_in_form(login=name, back=back, next_=after, fields=fields), "wrong": True}
        return show("login", lang, status=403, **form)
    g.somerec_consultant = found
    if fields and after:
        return sign_in(show("resume", lang, action=after, fields=fields), found)
    return sign_in(redirect(back or f"/desk/{lang}/", 303), found)


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


def _who(name: str, password: str) -> Consultant | None:
    """Return whose name and password these are. An unknown name takes as long as a wrong password."""
    found = keeping().store.desk.login(name)
    if not is_right(found[1] if found else None, password) or found is None:
        return None
    keeping().store.desk.login_was_right(name, _network(), keeping().now())
    return found[0]


def may_try(name: str) -> bool:
    """Count a try at a password, and say whether it may be checked."""
    return keeping().store.desk.may_try_login(name, _network(), keeping().now())


def too_often(lang: str, name: str, fields: list[tuple[str, str]]) -> Answer:
    """Say when a password may be tried again."""
    now = keeping().now()
    wait = keeping().store.desk.login_again(name, _network(), now) - now
    return sorry(lang, "tries", 429, fields=fields, retry_after=int(wait.total_seconds()) + 1)


def _network() -> str:
    return truncated(request.remote_addr)


def _invited(token: str) -> Consultant:
    if not TOKEN.fullmatch(token):
        abort(404)
    return keeping().store.desk.invitation(token, keeping().now())


def _password_fault(lang: str, password: str, again: str) -> Fault | None:
    """Return what is wrong with a new password, if anything is."""
    why = password_fault(password)
    if why:
        most, least = LONGEST_PASSWORD, SHORTEST_PASSWORD
        return Fault(words(lang).phrase(f"desk.password.{why}", least=least, most=most), "password")
    if password != again:
        return Fault(words(lang).phrase("desk.password.differ"), "again")
    return None
