"""Markdown as markup: ours and agencies', cleaned of whatever such a text may not hold."""

from __future__ import annotations

from collections.abc import Mapping

import nh3
from markdown import Markdown
from markupsafe import Markup

_SCHEMES = {"https", "mailto"}


def markup(text: str, tags: set[str], links: Mapping[str, str] | None = None) -> Markup:
    """Return a text as markup with no tags but these. `links` are attributes that every link gets."""
    html = nh3.clean(
        Markdown().convert(text),
        tags=tags,
        url_schemes=_SCHEMES,
        set_tag_attribute_values={"a": dict(links)} if links else None,
    )
    return Markup(html)  # noqa: S704  nh3 has cleaned it.
