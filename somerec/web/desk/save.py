"""Saving part of a share: once, and never over what another tab has saved meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import redirect, request

from somerec.store import Share, Stale
from somerec.web.desk.common import Answer, show
from somerec.web.desk.text import read_version
from somerec.web.keeping import keeping


@dataclass(frozen=True, slots=True)
class Both:
    """A field as it is saved and as it was sent: in words, and as the form sends it again."""

    name: str
    label: str
    """The English label, by which the template finds the words."""
    saved: str
    mine: str
    sent: str = ""
    """What is sent again where that is not what is read; such a field cannot be edited in place."""

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.saved == self.mine


def save(lang: str, share: Share, fields: dict[str, Any], both: tuple[Both, ...], place: str) -> Answer:
    """Save fields of a share and lead on to its page.

    A form that is sent again, with what is saved already, changes nothing. One that was made before somebody
    saved something else gets both texts and a choice.
    """
    done = redirect(f"/desk/{lang}/shares/{share.id}#{place}", 303)
    if all(getattr(share, name) == value for name, value in fields.items()):
        return done
    try:
        keeping().store.desk.save(replace(share, version=read_version(), **fields), keeping().now())
    except Stale as stale:
        return show(
            "stale",
            lang,
            status=409,
            share=stale.current,
            both=both,
            version=stale.current.version,
            action=request.path,
            back=f"/desk/{lang}/shares/{share.id}",
        )
    return done
