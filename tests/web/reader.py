"""A visitor without a browser: reads pages, follows links, and sends forms just as a browser would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = frozenset(("meta", "link", "input", "br", "hr", "img", "rect", "path"))


@dataclass
class Control:
    """A field of a form."""

    kind: str
    name: str
    value: str
    checked: bool


@dataclass
class Form:
    """A form with its fields and buttons."""

    action: str
    controls: list[Control] = field(default_factory=list)


@dataclass
class Page(HTMLParser):
    """What a page holds."""

    response: TestResponse
    address: str

    def __post_init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.alternates: dict[str, str] = {}
        self.ids: list[str] = []
        self.lang = ""
        self._select = ""
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self._words: list[str] = []
        self.found: list[tuple[str, dict[str, str], str]] = []
        self.feed(self.response.text)

    @property
    def text(self) -> str:
        """All that can be read on the page."""
        return " ".join("".join(self._words).split())

    @property
    def title(self) -> str:
        """The title of the window."""
        return self.texts("title")[0]

    @property
    def anchor(self) -> str:
        """The element that the address leads to."""
        return urlsplit(self.address).fragment

    @property
    def query(self) -> str:
        """The query of the page's address."""
        return urlsplit(self.address).query

    def texts(self, tag: str, name: str = "") -> list[str]:
        """Return the texts of the elements with a tag and a class."""
        return [
            text
            for element, attributes, text in self.found
            if element == tag and (not name or name in attributes.get("class", "").split())
        ]

    def link(self, text: str) -> str:
        """Return where the link with these words leads."""
        return next(href for words, href in self.links if words == text)

    def values(self, name: str) -> list[str]:
        """Return what a field says, as a browser would send it."""
        return [
            control.value
            for form in self.forms
            for control in form.controls
            if control.name == name and control.checked
        ]

    def offered(self, name: str) -> list[str]:
        """Return the options that a field offers."""
        return [control.value for form in self.forms for control in form.controls if control.name == name]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "html":
            self.lang = attributes["lang"]
        elif tag == "form":
            self.forms.append(Form(attributes["action"]))
        elif tag == "link" and attributes["rel"] == "alternate":
            self.alternates[attributes["hreflang"]] = attributes["href"]
        elif tag == "select":
            self._select = attributes["name"]
        elif tag == "option":
            # An option that is selected is sent as a radio button is that is ticked.
            control = Control("radio", self._select, attributes["value"], "selected" in attributes)
            self.forms[-1].controls.append(control)
        elif tag in ("input", "button") and self.forms:
            kind = attributes.get("type", "text")
            on = kind in ("hidden", "text") or "checked" in attributes
            control = Control(kind, attributes.get("name", ""), attributes.get("value", ""), on)
            self.forms[-1].controls.append(control)
        if tag not in VOID:
            self._open.append((tag, attributes, []))

    def handle_data(self, data: str) -> None:
        for _, _, words in self._open:
            words.append(data)
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        opened, attributes, words = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}> on {self.address}"
        text = " ".join("".join(words).split())
        self.found.append((tag, attributes, text))
        if tag == "a":
            self.links.append((text, attributes["href"]))


@dataclass
class Visitor:
    """Goes through the site, and remembers the addresses that led on."""

    client: FlaskClient
    trail: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Open an address and follow where it leads within the site."""
        self.trail = []
        for _ in range(5):
            bare, _, fragment = address.partition("#")
            response = self.client.get(bare)
            assert "Set-Cookie" not in response.headers
            if response.status_code not in (302, 303, 308):
                return Page(response, address)
            address = urljoin(bare, response.headers["Location"]) + (
                "" if "#" in response.headers["Location"] else f"#{fragment}"
            )
            self.trail.append(address)
        raise AssertionError(f"{address} leads in circles: {self.trail}")

    def send(self, page: Page, answers: Mapping[str, str | Sequence[str]], *, form: int = 0) -> Page:
        """Fill in a form of a page and press its button; what the page does not offer is a fault."""
        sheet = page.forms[form]
        pairs: list[tuple[str, str]] = []
        for control in sheet.controls:
            wanted = answers.get(control.name)
            if control.kind in ("radio", "checkbox") and wanted is not None:
                chosen = control.value in ([wanted] if isinstance(wanted, str) else wanted)
            else:
                chosen = control.checked
            value = wanted if control.kind == "text" and isinstance(wanted, str) else control.value
            if chosen or control.kind == "submit":
                pairs.append((control.name, value))
        offered = {
            (control.name, control.value)
            for control in sheet.controls
            if control.kind in ("radio", "checkbox")
        }
        names = {control.name for control in sheet.controls if control.kind == "text"}
        for name, wanted in answers.items():
            for value in [wanted] if isinstance(wanted, str) else wanted:
                assert (name, value) in offered or name in names, (
                    f"{page.address} does not offer {name}={value}"
                )
        bare, _, fragment = sheet.action.partition("#")
        return self.open(f"{bare}?{urlencode(pairs)}#{fragment}")
