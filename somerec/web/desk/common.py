"""What all pages of the consultants' desk have in common: who may see them, and what is never lost.

A page of the desk belongs to one consultant. Whoever is not signed in is led to the page that signs in, and
back; what was typed into a form meanwhile goes along.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from flask import Blueprint, Response, abort, g, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from somerec.store import Consultant, GoneToken, Share, StoreUnavailable, UnknownToken, WrongState
from somerec.web import errors
from somerec.web.desk.session import HOURS, cookie_is_kept, signed_in
from somerec.web.keeping import keeping
from somerec.web.kept import hide, note
from somerec.web.origin import sent_from_here
from somerec.web.page import address, render
from somerec.web.site import site
from somerec.words.languages import negotiate
from somerec.words.speaker import Speaker, speaker

Answer: TypeAlias = Response | AnyResponse

MOST_SENT = 1024 * 1024
"""Bytes of a form of the desk: notes that are ten times too long are still read, and given back."""

MOST_FIELDS = 500
"""Fields of a form; the longest of ours has 300. Each may be written into a page again, also a stranger's."""

SECRETS = frozenset(("old", "password", "again", "pin"))
"""Fields that are never written into a page again, nor is anything that was sent together with one."""

_BACK = re.compile(r"/desk/[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*/?(?:\?[!-~]*)?", re.ASCII)
"""What a way back may look like: a page of the desk on this site, and nothing that leads elsewhere."""

_NO_WAY_BACK = re.compile(r"/desk/\w\w/(?:login|logout|welcome)\b.*", re.ASCII)

door = Blueprint("desk_door", __name__)


@door.get("/desk/")
def choose() -> AnyResponse:
    """Lead to the desk in the language that the browser asks for."""
    response = redirect(f"/desk/{negotiate(request.headers.get('Accept-Language', ''))}/", 302)
    response.vary.add("Accept-Language")
    return response


def desk_blueprint(name: str, *, closed: bool = True) -> Blueprint:
    """Return a blueprint of the desk. A closed one is for consultants who are signed in."""
    made = Blueprint(name, __name__)
    made.before_request(_make_room)
    if closed:
        made.before_request(_admit)
    made.before_request(_refuse_foreign)
    made.after_request(hide)
    made.register_error_handler(UnknownToken, _unknown)
    made.register_error_handler(GoneToken, _gone)
    made.register_error_handler(WrongState, _back_to_the_share)
    made.register_error_handler(StoreUnavailable, _failed)
    return made


def show(template: str, lang: str, *, status: int = 200, **context: Any) -> Response:
    """Answer with a page of the desk, which speaks to one person and knows who is signed in."""
    return render(
        f"desk/{template}.html", lang, solo=True, status=status, lasting=False, who=_admitted(), **context
    )


def consultant() -> Consultant:
    """Return who is signed in; only for pages that nobody else reaches."""
    found: Consultant = g.somerec_consultant
    return found


def own(share: str) -> Share:
    """Return a share of the consultant's, or raise UnknownToken: somebody else's is none that there is."""
    return keeping().store.desk.share(consultant().id, share)


def words(lang: str) -> Speaker:
    """Return who speaks to a consultant."""
    return speaker(site().rulebook, lang, {"size": "solo"})


def way_back(text: str) -> str:
    """Return a way back that leads to a page of the desk, or nothing."""
    return text if _BACK.fullmatch(text) and not _NO_WAY_BACK.fullmatch(text) else ""


def typed() -> list[tuple[str, str]]:
    """Return the fields of the form that was sent; nothing of one that holds a secret."""
    return [] if SECRETS & set(request.form) else list(request.form.items(multi=True))


def to_sign_in(lang: str, back: str) -> AnyResponse:
    """Lead to the page that signs in, and from there back to a page of the desk."""
    return redirect(address(f"/desk/{lang}/login", [("back", back)] if way_back(back) else []), 303)


def sorry(
    lang: str, why: str, status: int, *, fields: list[tuple[str, str]] | None = None, retry_after: int = 0
) -> Response:
    """Say kindly what is not possible and why, with whatever was typed, to copy or to send again."""
    if fields is None:
        fields = typed()
    response = show(
        "sorry",
        lang,
        status=status,
        why=why,
        error=status,
        fields=fields,
        action=request.path,
        minutes=-(-retry_after // 60),
    )
    if retry_after:
        response.retry_after = retry_after
    return response


def _lang() -> str:
    return str((request.view_args or {}).get("lang", "en"))


def _make_room() -> None:
    """Let a form of the desk be larger than those of visitors."""
    request.max_content_length = request.max_form_memory_size = MOST_SENT
    refuse_flood()


def refuse_flood() -> None:
    """Refuse more fields than any form of ours sends: to write each of them into a page takes long."""
    if sum(1 for _ in request.form.items(multi=True)) > MOST_FIELDS:
        abort(413)


def _admit() -> Answer | None:
    """Find out who is signed in, and lead everybody else to where that is done."""
    found = signed_in()
    if found:
        g.somerec_consultant = found
        return None
    back = request.full_path.rstrip("?")
    if request.method != "POST":
        return to_sign_in(_lang(), back)
    if SECRETS & set(request.form) or not sent_from_here():
        return to_sign_in(_lang(), f"/desk/{_lang()}/")
    return show("login", _lang(), status=403, **sign_in_form(next_=request.path, fields=typed()))


def sign_in_form(
    *, login: str = "", back: str = "", next_: str = "", fields: list[tuple[str, str]] | None = None
) -> dict[str, Any]:
    """Return what the page that signs in needs. `fields` were sent to `next_` when the session had ended."""
    return {
        "login": login,
        "back": back,
        "next": next_,
        "fields": fields or [],
        "wrong": False,
        "kept": cookie_is_kept(),
        "hours": HOURS,
    }


def _refuse_foreign() -> Answer | None:
    """Refuse a form that another site's page has sent."""
    if request.method == "POST" and not sent_from_here():
        return sorry(_lang(), "foreign", 403)
    return None


def _admitted() -> Consultant | None:
    found: Consultant | None = g.get("somerec_consultant")
    return found


def _unknown(_error: Exception) -> Answer:
    return errors.show(NotFound())


def _gone(_error: Exception) -> Response:
    return show("gone", _lang(), status=410)


def _back_to_the_share(_error: Exception) -> AnyResponse:
    """Show how a share stands, where a button was for another state: pressed twice, or in an old tab."""
    share = str((request.view_args or {}).get("share", ""))
    return redirect(f"/desk/{_lang()}/shares/{share}", 303)


def _failed(error: StoreUnavailable) -> Response:
    note(error)
    return sorry(_lang(), "failed", 503)
