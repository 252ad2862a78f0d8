"""What every view needs to know of the site it is part of, settled once when the application is made."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app

from somerec.rulebook.library import Library
from somerec.rulebook.model import Rulebook

MOST_ADDRESS = 8000
"""Characters of path and query. The longest honest address has about 2,000."""


@dataclass(frozen=True, eq=False)
class Site:
    """The editions of the rulebook, how to find out the day, and what the site is called from outside."""

    library: Library
    """Every edition that advice can be given under; the latest is in force."""
    today: Callable[[], date]
    base_url: str
    """Scheme and host for addresses that must be whole, without a final slash; empty where not configured."""

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook in force."""
        return self.library.latest


def machine_day() -> date:
    """Return today's date where this machine stands."""
    return datetime.now().astimezone().date()


def make_site(settings: Mapping[str, Any]) -> Site:
    """Make the site from settings, then from the environment, then from what is usual."""
    base_url = str(settings.get("BASE_URL") or os.environ.get("SOMEREC_BASE_URL", "")).rstrip("/")
    if base_url and not base_url.startswith(("http://", "https://")):
        raise ValueError(f"SOMEREC_BASE_URL must begin with http:// or https://, and is {base_url!r}.")
    only = settings.get("RULEBOOK")
    return Site(
        library=settings.get("EDITIONS") or (Library.of(only) if only else Library.shipped()),
        today=settings.get("TODAY") or machine_day,
        base_url=base_url,
    )


def site() -> Site:
    """Return the site of the application at work."""
    found: Site = current_app.extensions["somerec"]
    return found
