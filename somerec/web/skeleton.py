"""Templates that are rendered once and then only filled: for a page of a thousand pieces, most of which stay.

A template is rendered with a mark in the place of each slot and cut at the marks. What is left is bytes, and
a page is those bytes with its own in between. So a condition or a loop in a template may look at flags, which
belong to the key under which the template is kept, and never at a slot.

Whatever fills a slot is HTML already: `html` makes it from a text.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from markupsafe import Markup, escape

from somerec.web.templating import TranslatedEnvironment

MOST_KEPT = 4000
"""Pieces kept for a language and form of address. Past that they are all made anew."""

Html: TypeAlias = bytes
"""Escaped text or markup, encoded."""

Make: TypeAlias = Callable[[], Mapping[str, Any]]

_MARK = "\N{NULL}"
"""Stands around the name of a slot; no text of ours holds it."""

_Skeleton: TypeAlias = tuple[bytes, Callable[[Mapping[str, Html]], object]]
"""A pattern for the bytes of a template, and what takes from the slots that which fills it, in order."""


@lru_cache(maxsize=8192)
def html(text: str) -> Html:
    """Return a text as HTML."""
    return escape(text).encode()


def slot(name: str) -> Markup:
    """Return the mark of a slot, for a constant that holds one."""
    return Markup(f"{_MARK}{name}{_MARK}")  # noqa: S704  A name of ours.


def nothing() -> Mapping[str, Any]:
    """Return the constants of a template that needs none."""
    return {}


class Skeletons:
    """The templates of one language and form of address, as far as they have been asked for.

    A template is named by its file, or by its file and a block of it: `advice/rows.html#wish`.
    """

    def __init__(self, environment: TranslatedEnvironment) -> None:
        """Take templates from an environment."""
        self._environment = environment
        self._pieces: dict[tuple[str, Hashable], Html] = {}
        self._skeletons: dict[Hashable, _Skeleton] = {}

    def piece(self, template: str, key: Hashable, make: Make) -> Html:
        """Return a template without slots. `make` gives its constants, the same for the same key."""
        place = (template, key)
        found = self._pieces.get(place)
        if found is None:
            if len(self._pieces) >= MOST_KEPT:
                self._pieces.clear()
            found = self._pieces[place] = self._render(template, make()).encode()
        return found

    def fill(
        self, template: str, slots: Mapping[str, Html], /, make: Make = nothing, **flags: Hashable
    ) -> Html:
        """Return a template with its slots filled. `make` gives constants that never change."""
        place = (template, *flags.values()) if flags else template
        found = self._skeletons.get(place)
        if found is None:
            if len(self._skeletons) >= MOST_KEPT:
                self._skeletons.clear()
            found = self._skeletons[place] = self._cut(template, {**make(), **flags}, slots)
        pattern, filling = found
        return pattern % filling(slots)

    def _cut(self, template: str, constants: Mapping[str, Any], slots: Mapping[str, Html]) -> _Skeleton:
        context = {**constants, **{name: slot(name) for name in slots}}
        parts = self._render(template, context).split(_MARK)
        fixed = [part.encode().replace(b"%", b"%%") for part in parts[::2]]
        names = parts[1::2]
        return b"%b".join(fixed), itemgetter(*names) if names else lambda _: ()

    def _render(self, template: str, context: Mapping[str, Any]) -> str:
        name, _, block = template.partition("#")
        found = self._environment.get_template(name)
        if not block:
            return found.render(context)
        return "".join(found.blocks[block](found.new_context(dict(context))))
