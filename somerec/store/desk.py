"""The consultants' desk: all that is stored of consultants, their shares and their clients' links.

`Store.desk` is where the rest of the program finds it.
"""

from __future__ import annotations

from somerec.store.desk_accounts import Accounts
from somerec.store.desk_attempts import Attempts
from somerec.store.desk_links import Links
from somerec.store.desk_log import Log
from somerec.store.desk_shares import Shares


class Desk(Accounts, Shares, Links, Log, Attempts):
    """Every operation of the desk; each raises StoreUnavailable where the store cannot be used."""
