"""What is kept, and only where a visitor asks for it. Knows nothing of HTTP, words or what the answers mean.

`operations` serves visitors, `upkeep` whoever runs somerec. `fields` says what is stored, why and how long.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from somerec.store.connection import StoreUnavailable
from somerec.store.counts import Counted, Kind
from somerec.store.fields import ATTEMPTS, COUNTED, GONE, KEPT, STORED, Lasting, StoredField
from somerec.store.operations import GoneToken, KeptResult, Store, Tokens, UnknownToken

__all__ = [
    "ATTEMPTS",
    "COUNTED",
    "GONE",
    "KEPT",
    "STORED",
    "Counted",
    "GoneToken",
    "KeptResult",
    "Kind",
    "Lasting",
    "Store",
    "StoreUnavailable",
    "StoredField",
    "Tokens",
    "UnknownToken",
    "data_folder",
]

INSTANCE = Path(__file__).parents[2] / "instance"
"""Where everything is stored unless SOMEREC_DATA names another folder."""


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for what is stored."""
    return Path(environment.get("SOMEREC_DATA") or INSTANCE)
