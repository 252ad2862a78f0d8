"""What the commands of the desk share: the store, the moment, and how they refuse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from somerec.cli_common import stop
from somerec.store import (
    Desk,
    LoginTaken,
    Store,
    StoreUnavailable,
    Unfit,
    UnknownLogin,
    UnknownToken,
    data_folder,
)

T = TypeVar("T")

_WHY = {
    "empty": "is empty",
    "long": "is too long",
    "text": "holds characters that cannot be stored",
    "date": "is no day that it can be",
}


def desk_of(data: Path | None, *, new: bool = False) -> Desk:
    """Return the desk of a data folder, in which there must be a database unless this is to make one."""
    store = Store(data or data_folder())
    if not new and not attempt(store.path.exists):
        stop(f"There is no database at {store.path}. Nothing has been kept here yet.")
    return store.desk


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def attempt(work: Callable[[], T]) -> T:
    """Do the work, or say in one line why not, and leave."""
    try:
        return work()
    except UnknownToken:
        stop("There is no such share. somerec share list names those there are.")
    except UnknownLogin as error:
        stop(f"Nobody has the login {error}. somerec consultant list names those there are.")
    except LoginTaken as error:
        stop(f"Somebody has the login {error} already. Use somerec consultant reset to send a new link.")
    except Unfit as error:
        stop(f"The {error.field} {_WHY[error.why]}.")
    except (StoreUnavailable, OSError) as error:
        stop(str(error))


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table with a heading, its columns as wide as they need to be."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (head, *rows)
    )
    return "\n".join(lines)
