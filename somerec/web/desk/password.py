"""Passwords of consultants: how often one may be tried, whose it is, and what may become one."""

from __future__ import annotations

from flask import request

from somerec.store import Consultant
from somerec.store.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, is_right, password_fault
from somerec.web.access_log import truncated
from somerec.web.desk.common import Answer, sorry, words
from somerec.web.forms import Fault
from somerec.web.keeping import keeping


def may_try(login: str) -> bool:
    """Count a try at a password, and say whether it may be checked."""
    return keeping().store.desk.may_try_login(login, _network(), keeping().now())


def too_often(lang: str, login: str, fields: list[tuple[str, str]]) -> Answer:
    """Say when a password may be tried again."""
    now = keeping().now()
    wait = keeping().store.desk.login_again(login, _network(), now) - now
    return sorry(lang, "tries", 429, fields=fields, retry_after=int(wait.total_seconds()) + 1)


def whose(login: str, password: str) -> tuple[Consultant, str] | None:
    """Return whose login and password these are, with what is stored of the password.

    Count the try first. An unknown login takes as long as a wrong password.
    """
    found = keeping().store.desk.login(login)
    if not is_right(found[1] if found else None, password) or found is None:
        return None
    keeping().store.desk.login_was_right(login, _network(), keeping().now())
    return found


def fault_of(lang: str, password: str) -> Fault | None:
    """Return what is wrong with a new password, if anything is."""
    why = password_fault(password)
    if why is None:
        return None
    text = words(lang).phrase(f"desk.password.{why}", least=SHORTEST_PASSWORD, most=LONGEST_PASSWORD)
    return Fault(text, "password")


def _network() -> str:
    return truncated(request.remote_addr)
