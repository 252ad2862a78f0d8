"""Which language a browser gets, and how each one writes numbers, money, time, dates and lists."""

from __future__ import annotations

from datetime import date

import pytest

from somerec.words.languages import LANGUAGES, negotiate

NB, SV, EN = LANGUAGES["nb"], LANGUAGES["sv"], LANGUAGES["en"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("nb", "nb"),
        ("no", "nb"),
        ("nn", "nb"),
        ("nn-NO", "nb"),
        ("nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.6,en-US;q=0.5,en;q=0.4", "nb"),
        ("da", "nb"),
        ("da-DK, en;q=0.5", "nb"),
        ("NO", "nb"),
        ("no,en;q=0.5", "nb"),
        ("sv", "sv"),
        ("sv-FI", "sv"),
        ("SV-se", "sv"),
        ("fi, sv-FI;q=0.8, en;q=0.5", "sv"),
        ("en-GB", "en"),
        ("de", "en"),
        ("", "en"),
        ("*", "en"),
    ],
)
def test_a_browser_gets_the_nearest_of_the_three_languages(header: str, expected: str) -> None:
    assert negotiate(header) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("en;q=0.1, sv;q=0.2", "sv"),
        ("en-US, nb;q=0.9", "en"),
        ("en;q=0.8, no;q=0.9", "nb"),
        ("de;q=0.9, fr;q=0.8, sv;q=0.1", "sv"),
        ("nb ; q=0.3, sv ; q=0.4", "sv"),
        ("nb;q=0", "en"),
        ("nb;q=0, sv;q=0.5", "sv"),
        ("nb;q=0.000, sv;q=0.001", "sv"),
        ("sv;q=1.000, nb;q=0.999", "sv"),
        ("nb, sv", "nb"),
        ("sv, nb", "sv"),
    ],
)
def test_the_weights_decide_and_then_the_order(header: str, expected: str) -> None:
    assert negotiate(header) == expected


@pytest.mark.parametrize(
    "header",
    [
        "x" * 10_000,
        "," * 10_000,
        "nb;q=" + "9" * 10_000,
        "nb;q=abc",
        "nb;q=-1",
        "nb;q=",
        "nb;level=1",
        ";q=1",
        "\x00,;;;q=,=,\ufffd",
        "nbx, norsk, svenska, nob",
        "nb_NO",
        "sv;q=0.00001",
        "<script>, ../../sv, {nb}",
    ],
)
def test_what_cannot_be_read_gets_english(header: str) -> None:
    assert negotiate(header) == "en"


@pytest.mark.parametrize(
    "header", ["nb," + "x" * 10_000, "sv;q=0.5, nb;q=, nb;;, " + "de," * 5_000, "no" + ",en" * 3_000]
)
def test_what_can_be_read_at_the_beginning_of_a_mess_still_counts(header: str) -> None:
    assert negotiate(header) in ("nb", "sv")


@pytest.mark.parametrize(
    ("value", "nb", "sv", "en"),
    [
        (0, "0", "0", "0"),
        (7, "7", "7", "7"),
        (12.5, "12,5", "12,5", "12.5"),
        (0.25, "0,25", "0,25", "0.25"),
        (2.0, "2", "2", "2"),
        (1234, "1\u00a0234", "1\u00a0234", "1,234"),
        (12500, "12\u00a0500", "12\u00a0500", "12,500"),
        (1234567.891, "1\u00a0234\u00a0567,89", "1\u00a0234\u00a0567,89", "1,234,567.89"),
    ],
)
def test_numbers_have_the_separators_of_the_language(value: float, nb: str, sv: str, en: str) -> None:
    assert [language.number(value) for language in (NB, SV, EN)] == [nb, sv, en]


@pytest.mark.parametrize(
    ("value", "nb", "sv", "en"),
    [(10, "10\u00a0%", "10\u00a0%", "10%"), (1250, "1\u00a0250\u00a0%", "1\u00a0250\u00a0%", "1,250%")],
)
def test_norwegian_and_swedish_hold_the_percent_sign_with_a_hard_space(
    value: int, nb: str, sv: str, en: str
) -> None:
    assert [language.percent(value) for language in (NB, SV, EN)] == [nb, sv, en]


@pytest.mark.parametrize(
    ("currency", "nb", "sv", "en"),
    [
        ("NOK", "12\u00a0500\u00a0kr", "12\u00a0500\u00a0NOK", "NOK\u00a012,500"),
        ("SEK", "12\u00a0500\u00a0SEK", "12\u00a0500\u00a0kr", "SEK\u00a012,500"),
        ("EUR", "12\u00a0500\u00a0EUR", "12\u00a0500\u00a0EUR", "EUR\u00a012,500"),
    ],
)
def test_only_the_languages_own_krone_is_simply_called_kr(currency: str, nb: str, sv: str, en: str) -> None:
    assert [language.money(12500, currency) for language in (NB, SV, EN)] == [nb, sv, en]


def test_money_is_written_without_decimals() -> None:
    assert NB.money(1999.6, "NOK") == "2\u00a0000\u00a0kr"


@pytest.mark.parametrize(
    ("day", "nb", "sv", "en"),
    [
        (
            date(2027, 1, 5),
            "5.\u00a0januar\u00a02027",
            "5\u00a0januari\u00a02027",
            "5\u00a0January\u00a02027",
        ),
        (
            date(2026, 11, 22),
            "22.\u00a0november\u00a02026",
            "22\u00a0november\u00a02026",
            "22\u00a0November\u00a02026",
        ),
        (
            date(2028, 2, 29),
            "29.\u00a0februar\u00a02028",
            "29\u00a0februari\u00a02028",
            "29\u00a0February\u00a02028",
        ),
    ],
)
def test_dates_are_written_out_and_never_broken_over_two_lines(day: date, nb: str, sv: str, en: str) -> None:
    assert [language.date(day) for language in (NB, SV, EN)] == [nb, sv, en]


@pytest.mark.parametrize(
    ("minutes", "nb", "sv", "en"),
    [
        (0, "0 minutter", "0 minuter", "0 minutes"),
        (1, "1 minutt", "1 minut", "1 minute"),
        (45, "45 minutter", "45 minuter", "45 minutes"),
        (60, "1 time", "1 timme", "1 hour"),
        (61, "1 time og 1 minutt", "1 timme och 1 minut", "1 hour and 1 minute"),
        (90, "1 time og 30 minutter", "1 timme och 30 minuter", "1 hour and 30 minutes"),
        (120, "2 timer", "2 timmar", "2 hours"),
        (135, "2 timer og 15 minutter", "2 timmar och 15 minuter", "2 hours and 15 minutes"),
        (3000, "50 timer", "50 timmar", "50 hours"),
    ],
)
def test_a_length_of_time_is_said_in_hours_and_minutes(minutes: int, nb: str, sv: str, en: str) -> None:
    said = [language.minutes(minutes) for language in (NB, SV, EN)]
    assert [text.replace("\u00a0", " ") for text in said] == [nb, sv, en]


def test_an_hour_is_never_parted_from_its_number() -> None:
    assert NB.minutes(135) == "2\u00a0timer og 15\u00a0minutter"


@pytest.mark.parametrize(
    ("items", "nb", "sv", "en"),
    [
        ([], "", "", ""),
        (["a"], "a", "a", "a"),
        (["a", "b"], "a og b", "a och b", "a and b"),
        (["a", "b", "c"], "a, b og c", "a, b och c", "a, b and c"),
    ],
)
def test_a_list_ends_with_and(items: list[str], nb: str, sv: str, en: str) -> None:
    assert [language.list(items) for language in (NB, SV, EN)] == [nb, sv, en]


@pytest.mark.parametrize(
    ("language", "items", "expected"),
    [
        ("nb", ["bilder og film", "nyhetsbrev"], "bilder og film; nyhetsbrev"),
        ("sv", ["bilder och film", "nyhetsbrev", "annonser"], "bilder och film; nyhetsbrev; annonser"),
        ("en", ["pictures, film", "a newsletter"], "pictures, film; a newsletter"),
        ("en", ["a branded page", "sandwich boards"], "a branded page and sandwich boards"),
        ("en", ["pictures and film"], "pictures and film"),
    ],
)
def test_semicolons_part_a_list_whose_items_hold_an_and_of_their_own(
    language: str, items: list[str], expected: str
) -> None:
    assert LANGUAGES[language].list(items) == expected


@pytest.mark.parametrize(
    ("language", "clauses", "expected"),
    [
        ("nb", ["du jobber alene"], "du jobber alene"),
        ("nb", ["du jobber alene", "du ikke har tid"], "du jobber alene og du ikke har tid"),
        ("nb", ["du tar bilder og filmer", "du ikke har tid"], "du tar bilder og filmer, og du ikke har tid"),
        (
            "sv",
            ["du har tid", "du skriver och fotar", "du vill"],
            "du har tid, du skriver och fotar, och du vill",
        ),
        ("en", ["you work alone", "you film and write"], "you work alone, and you film and write"),
        ("en", ["one", "two", "three"], "one, two and three"),
    ],
)
def test_clauses_are_joined_as_one_would_say_them(language: str, clauses: list[str], expected: str) -> None:
    """A comma stands before the last where one of them holds an ‘and’ of its own."""
    assert LANGUAGES[language].clauses(clauses) == expected


def test_the_languages_are_offered_in_their_own_names() -> None:
    assert [(code, language.name) for code, language in LANGUAGES.items()] == [
        ("nb", "Norsk"),
        ("sv", "Svenska"),
        ("en", "English"),
    ]
