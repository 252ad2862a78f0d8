"""The programs that the gates call, which are not Python's."""

from __future__ import annotations

import shutil
from collections.abc import Iterable


def tool(name: str) -> str:
    """Return where a program stands; the gates fail rather than pass without it."""
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is missing. scripts/system-tools installs what the tests call.")
    return found


def hold(faults: Iterable[str]) -> None:
    """Fail with every fault on a line of its own, if there is one."""
    listed = list(dict.fromkeys(faults))
    assert not listed, "\n" + "\n".join(listed)
