"""How often a PIN and a login may be tried.

The count comes before the check. So no number of processes checks more, and what is refused costs little.
"""

from __future__ import annotations

from datetime import datetime

from somerec.store.attempts import Attempt
from somerec.store.desk_model import canonical_login
from somerec.store.desk_part import Part

PIN_AN_HOUR = 5
"""For one share, whoever tries."""

PIN_A_DAY = 20
"""For one share too: half of all PINs of six digits would take 68 years."""

LOGIN_FROM_NETWORK = 10
"""For one login, from one network, in an hour: who guesses there shuts out nobody elsewhere."""

LOGIN_AN_HOUR = 50
"""For one login, from wherever: however many networks somebody has, guessing stays slow."""

NETWORK_AN_HOUR = 30
"""Of logins from one network, whatever they are."""


class Attempts(Part):
    """The limits of the desk, by the hour and the day of the clock."""

    def may_try_pin(self, share_id: str, now: datetime) -> bool:
        """Count a try at a share's PIN, and say whether it may be checked."""
        return self._store.count_attempts(pin_tries(share_id), now)

    def pin_again(self, share_id: str, now: datetime) -> datetime:
        """Return when a PIN may be tried again that may not now."""
        return self._store.attempts_again(pin_tries(share_id), now)

    def pin_was_right(self, share_id: str, now: datetime) -> None:
        """Forget the tries at a share's PIN in this hour; of the day's, the wrong ones stay.

        So a reader who opens a share often gives a guesser no more tries.
        """
        this_hour, today = pin_tries(share_id)
        self._store.went_well((this_hour,), (today,), now)

    def may_try_login(self, login: str, network: str, now: datetime) -> bool:
        """Count a try at a password, and say whether it may be checked. There need be no such login."""
        return self._store.count_attempts(_login_tries(login, network), now)

    def login_again(self, login: str, network: str, now: datetime) -> datetime:
        """Return when a password may be tried again that may not now."""
        return self._store.attempts_again(_login_tries(login, network), now)

    def login_was_right(self, login: str, network: str, now: datetime) -> None:
        """Forget the tries at a login from this network in this hour; elsewhere, only this one is no try.

        All tries of the network stay: they are at any login.
        """
        here, anywhere, _ = _login_tries(login, network)
        self._store.went_well((here,), (anywhere,), now)


def pin_tries(share_id: str) -> tuple[Attempt, Attempt]:
    """Return as what a try at a share's PIN is counted: in its hour, and in its day."""
    return Attempt("pin", share_id, PIN_AN_HOUR), Attempt("pin_day", share_id, PIN_A_DAY, "day")


def _login_tries(login: str, network: str) -> tuple[Attempt, Attempt, Attempt]:
    """Return as what a try at a login is counted: at it from its network, at it from anywhere, from there."""
    login = canonical_login(login)
    return (
        Attempt("login_from", f"{network}\0{login}", LOGIN_FROM_NETWORK),
        Attempt("login", login, LOGIN_AN_HOUR),
        Attempt("login_network", network, NETWORK_AN_HOUR),
    )
