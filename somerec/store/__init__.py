"""What is kept, and only where a visitor asks for it. Knows nothing of HTTP, words or what the answers mean.

`operations` serves visitors, `desk` consultants and their clients, `upkeep` whoever runs somerec. `fields`
says what is stored, why and how long.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from somerec.store.connection import StoreUnavailable
from somerec.store.counts import Counted, Kind
from somerec.store.desk import Desk
from somerec.store.desk_model import (
    AnsweredToken,
    Consultant,
    Draft,
    Logged,
    LoginTaken,
    SentTwice,
    Share,
    Stale,
    Unfit,
    UnknownLogin,
    WrongState,
)
from somerec.store.fields import ATTEMPTS, COUNTED, GONE, KEPT, SHARE, STORED, Lasting, StoredField
from somerec.store.operations import KeptResult, Store, Tokens
from somerec.store.tokens import GoneToken, UnknownToken

__all__ = [
    "ATTEMPTS",
    "COUNTED",
    "GONE",
    "KEPT",
    "SHARE",
    "STORED",
    "AnsweredToken",
    "Consultant",
    "Counted",
    "Desk",
    "Draft",
    "GoneToken",
    "KeptResult",
    "Kind",
    "Lasting",
    "Logged",
    "LoginTaken",
    "SentTwice",
    "Share",
    "Stale",
    "Store",
    "StoreUnavailable",
    "StoredField",
    "Tokens",
    "Unfit",
    "UnknownLogin",
    "UnknownToken",
    "WrongState",
    "data_folder",
]

INSTANCE = Path(__file__).parents[2] / "instance"
"""Where everything is stored unless SOMEREC_DATA names another folder."""


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for what is stored."""
    return Path(environment.get("SOMEREC_DATA") or INSTANCE)
