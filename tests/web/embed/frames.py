"""An agency's file, and what a browser sends for the pages of its frame."""

from __future__ import annotations

from pathlib import Path

AGENCY = """key = "lund"
name = "Lund Reklam"
origins = ["https://www.lund.example", "https://*.kunder.example"]

[colours]
accent = "#24389c"
paper = "#ffffff"

[contact]
link = "https://www.lund.example/kontakt?fra=somerec#skjema"
label.nb = "Ta en prat med oss"
label.sv = "Prata med oss"
label.en = "Talk to us"
"""

HOST = "https://www.lund.example"

OPENED = {
    "Sec-Fetch-Dest": "iframe",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "cross-site",
    "Referer": f"{HOST}/",
}
"""The host's page opens the frame."""

WITHIN = {
    "Sec-Fetch-Dest": "iframe",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "same-origin",
    "Referer": "http://localhost/e/lund/nb/",
}
"""A link or form within the frame."""

PRESSED = {
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "same-origin",
    "Origin": "http://localhost",
}
"""The contact button, which opens a tab of its own."""


def write(data: Path, text: str = AGENCY, key: str = "lund") -> None:
    """Give an agency its file in a data folder."""
    folder = data / "agencies"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{key}.toml").write_text(text, encoding="utf-8")
