# ruff: noqa: INP001  The scripts are no package.
"""Draws static/preview.<language>.png, the picture that stands beside a link to any page here.

Run it when the words or the looks change: `.venv/bin/python scripts/previews.py`. It needs nothing but what
`make run` installs, and gives the same bytes every time.
"""

from __future__ import annotations

from pathlib import Path

import typst

from somerec.takeaways.pdf import font_folder
from somerec.words.catalogue import translations
from somerec.words.languages import LANGUAGES

STATIC = Path(__file__).parents[1] / "static"
QUESTION = "How much internet strategy is right for a small business?"
"""As it stands in `templates/_preview.html`."""

LAYOUT = b"""
#set page(width: 1200pt, height: 630pt, margin: 0pt, fill: rgb("#24389c"))
#set text(font: "Libertinus Serif", fill: white, lang: sys.inputs.lang)
#for (number, width) in (4, 7, 10, 13, 16).enumerate() {
  let thick = number == 1
  place(dx: 84pt, dy: (82pt, 144pt, 222pt, 284pt, 346pt).at(number), rect(
    width: width * 17pt, height: if thick { 62pt } else { 40pt },
    fill: if thick { white } else { rgb("#24389c").lighten(38%) },
  ))
}
#place(dx: 440pt, dy: 78pt, block(width: 690pt, {
  set par(leading: 0.42em)
  text(size: 68pt, sys.inputs.question)
}))
#place(bottom, dx: 84pt, dy: -72pt, text(size: 54pt, "somerec"))
"""


def draw(language: str) -> bytes:
    """Return the picture in a language."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])
    inputs = {"lang": language, "question": translations(language).gettext(QUESTION)}
    return typst.compile(LAYOUT, format="png", ppi=72, font_paths=fonts, sys_inputs=inputs)


if __name__ == "__main__":
    for code in LANGUAGES:
        STATIC.joinpath(f"preview.{code}.png").write_bytes(draw(code))
