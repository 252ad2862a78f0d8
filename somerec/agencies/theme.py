"""An agency's colours as a style sheet of custom properties, which the site's own sheet reads."""

from __future__ import annotations

from somerec.agencies.colours import band, on, tint
from somerec.agencies.model import Scheme, Theme


def stylesheet(theme: Theme) -> str:
    """Return the sheet: nothing but checked colours and a number, so that no file can smuggle in a rule."""
    return (
        f":root{{{_properties(theme.light)}--r:{theme.radius}px}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_properties(theme.dark)}}}}}\n"
    )


def _properties(scheme: Scheme) -> str:
    colours = {
        "paper": scheme.paper,
        "accent": scheme.accent,
        "on": on(scheme.accent),
        "tint": tint(scheme.accent, scheme.paper),
        "band": band(scheme.accent),
    }
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())
