"""The three languages, and how each writes numbers, money, time, dates and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

MINUTES_AN_HOUR = 60
HARD_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the product. `own_currency` is the one that is simply called kr."""

    code: str
    name: str
    locale: Locale
    own_currency: str
    conjunction: str

    def number(self, value: float) -> str:
        """Write a number with the language's separators and at most two decimals."""
        return _number(self.code, value)

    def percent(self, value: int) -> str:
        """Write a percentage; Norwegian and Swedish put a hard space before the sign."""
        return f"{self.number(value)}{'' if self.code == 'en' else HARD_SPACE}%"

    def money(self, value: float, currency: str) -> str:
        """Write an amount without decimals. A currency that is not the language's own keeps its code."""
        amount = self.number(round(value))
        if self.code == "en":
            return f"{currency}{HARD_SPACE}{amount}"
        return f"{amount}{HARD_SPACE}{'kr' if currency == self.own_currency else currency}"

    def date(self, value: date) -> str:
        """Write a date out."""
        return _date(self.code, value)

    def minutes(self, minutes: int) -> str:
        """Write a length of time in hours and minutes."""
        return _minutes(self.code, minutes)

    def list(self, items: Sequence[str]) -> str:
        """Join items as a sentence does; with semicolons where an item holds an ‘and’ of its own."""
        if len(items) > 1 and any(map(_holds_and, items)):
            return "; ".join(items)
        return _list(self.code, tuple(items))

    def clauses(self, clauses: Sequence[str]) -> str:
        """Join because-clauses; with a comma before the last where one holds an ‘and’ of its own."""
        if len(clauses) > 1 and any(map(_holds_and, clauses)):
            return f"{', '.join(clauses[:-1])}, {self.conjunction} {clauses[-1]}"
        return self.list(clauses)


_AND = re.compile(r"\b(?:and|og|och)\b|,(?!\d)")

LANGUAGES = {
    "nb": Language("nb", "Norsk", Locale.parse("nb"), "NOK", "og"),
    "sv": Language("sv", "Svenska", Locale.parse("sv"), "SEK", "och"),
    "en": Language("en", "English", Locale.parse("en_GB"), "", "and"),
}
"""By code, in the order in which they are offered."""

ALIASES = {"no": "nb", "nn": "nb", "da": "nb"}
"""Languages whose readers are better served by Bokmål than by English."""


@lru_cache(maxsize=4096)
def _holds_and(item: str) -> bool:
    return _AND.search(item) is not None


@lru_cache(maxsize=4096)
def _number(code: str, value: float) -> str:
    return format_decimal(value, format="#,##0.##", locale=LANGUAGES[code].locale)


@lru_cache(maxsize=4096)
def _list(code: str, items: tuple[str, ...]) -> str:
    return format_list(list(items), locale=LANGUAGES[code].locale)


@lru_cache(maxsize=4096)
def _date(code: str, value: date) -> str:
    # What Babel's format_date does with the same pattern takes ten times as long, and a plan has many dates.
    locale = LANGUAGES[code].locale
    month = locale.months["format"]["wide"][value.month]
    parts = {"d": value.day, "dd": f"{value.day:02}", "MMMM": month, "y": value.year}
    return str(locale.date_formats["long"].format % parts).replace(" ", HARD_SPACE)


@lru_cache(maxsize=4096)
def _minutes(code: str, minutes: int) -> str:
    language = LANGUAGES[code]
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    parts = []
    if hours:
        parts.append(format_unit(hours, "duration-hour", "long", locale=language.locale))
    if rest or not hours:
        parts.append(format_unit(rest, "duration-minute", "long", locale=language.locale))
    return format_list([part.replace(" ", HARD_SPACE) for part in parts], locale=language.locale)


def negotiate(accept_language: str) -> str:
    """Return the language for an Accept-Language header: nb, sv or, where neither is asked for, en.

    Written out because Babel and Werkzeug both answer `no`, `nn` and `da` with nothing or with English.
    """
    wanted: list[tuple[float, int, str]] = []
    for place, item in enumerate(accept_language[:1000].split(",")[:20]):
        tag, _, params = item.strip().partition(";")
        quality = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", params)
        weight = float(quality[1]) if quality else (0.0 if params.strip() else 1.0)
        if weight > 0:
            wanted.append((-weight, place, tag.strip().lower().partition("-")[0]))
    for _, _, tag in sorted(wanted):
        code = ALIASES.get(tag, tag)
        if code in LANGUAGES:
            return code
    return "en"
