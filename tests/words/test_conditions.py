"""Conditions in natural sentences: every one of the rulebook, in each language, and some word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from somerec.rulebook.conditions import (
    All,
    Always,
    AnyOf,
    AtLeast,
    Condition,
    Has,
    Held,
    Not,
    OneOf,
    Term,
)
from somerec.rulebook.parse_conditions import FACTS, STATES, THIS
from somerec.words.conditions import Line, applies, clause, flat
from somerec.words.speaker import Speaker, speaker
from tests.words.businesses import RULEBOOK
from tests.words.catalogues import ALL
from tests.words.tools import hold

EVERY = pytest.mark.parametrize("language", ALL)

LEFT_OVER = re.compile(
    r"[{}]|\w_\w|\b(?:R\d\d|T[0-4]|P[1-3]|[hm]\d{1,2}|True|False|None)\b|frozenset|\s\s|\s[.,]"
)
"""Ids, slots and other signs of the workshop."""


def words(language: str) -> Speaker:
    """Return who speaks on the pages of a language."""
    return speaker(RULEBOOK, language, {})


def everything(line: Line) -> Iterator[str]:
    """Yield a line and all its items."""
    yield line.text
    for item in line.items:
        yield from everything(item)


def conditions() -> Iterator[tuple[str, Condition]]:
    """Yield every condition that the pages can show, with a name for a list of faults."""
    for rule in RULEBOOK.rules.values():
        for number, part in enumerate(rule.parts, start=1):
            yield f"{rule.id}.{number}", part.when
    for doubt in RULEBOOK.doubts:
        yield doubt.id, doubt.when


@EVERY
def test_every_condition_is_said_without_anything_left_over(language: str) -> None:
    texts = (
        (name, text) for name, when in conditions() for text in everything(applies(when, words(language)))
    )
    hold(f"{name}: {text}" for name, text in texts if LEFT_OVER.search(text))


@EVERY
def test_every_condition_is_a_whole_sentence_or_a_list_that_goes_on_from_its_first_words(
    language: str,
) -> None:
    for name, when in conditions():
        line = applies(when, words(language))
        assert line.text[0].isupper(), name
        assert line.text.endswith(".") != bool(line.items), f"{name}: {line.text}"
        for item in line.items:
            assert item.text[0].islower(), f"{name}: {item.text}"
            assert item.text.endswith(":") == bool(item.items), f"{name}: {item.text}"


@EVERY
def test_conditions_that_differ_are_said_differently(language: str) -> None:
    """Two rules may share a condition, but two conditions never share their words."""
    said: dict[str, tuple[str, Condition]] = {}
    for name, when in conditions():
        text = flat(applies(when, words(language)))
        other, known = said.setdefault(text, (name, when))
        assert same(known, when), f"{other} and {name} both say: {text}"


def same(one: Condition, other: Condition) -> bool:
    """Say whether two conditions hold for the same answers, however their lines are ordered."""
    if isinstance(one, All) and isinstance(other, All):
        return set(one.parts) == set(other.parts)
    return one == other or (one.questions() == other.questions() and repr(one).count("not") == 0)


@EVERY
def test_every_fact_has_words_for_every_value(language: str) -> None:
    """So that whoever writes a rule can read any fact, in use today or not."""
    lines: list[Condition] = [Held(), Not(Held())]
    for name, fact in FACTS.items():
        if fact.options is None:
            lines += [AtLeast(name, least) for least in (5, 61)]
        elif fact.many:
            lines.append(Has(name, frozenset(("newsletter", "gbp"))))
        elif name == THIS:
            lines += [OneOf(name, frozenset((state,))) for state in STATES]
            lines += [Not(OneOf(name, frozenset((state,)))) for state in ("no", "active")]
        else:
            options = fact.options or tuple(RULEBOOK.goals)
            lines += [OneOf(name, frozenset((option,))) for option in options]
    for line in lines:
        for said in (clause(line, words(language)), clause(Not(line), words(language))):
            assert not LEFT_OVER.search(said), said
        assert clause(line, words(language)) != clause(Not(line), words(language))


def one(name: str, *options: str) -> OneOf:
    """Return a condition on one answer."""
    return OneOf(name, frozenset(options))


WEBSITE = one("website", "none")
RECRUIT = one("working_goal", "recruit")

SAID: dict[str, tuple[Condition, dict[str, str]]] = {
    "nobody is left out": (
        Always(),
        {
            "en": "This applies to everybody.",
            "nb": "Dette gjelder for alle.",
            "sv": "Det här gäller alla.",
        },
    ),
    "one answer has its own clause": (
        WEBSITE,
        {
            "en": "This applies when you have no website.",
            "nb": "Dette gjelder når dere ikke har noen nettside.",
            "sv": "Det här gäller när ni inte har någon hemsida.",
        },
    ),
    "several answers stand with their question": (
        one("area", "nordic_eu", "world"),
        {
            "en": "This applies when you answer ‘In the Nordic countries or Europe’ or ‘All over the world’ "
            "to ‘{area}’.",
            "nb": "Dette gjelder når dere svarer «I Norden eller Europa» eller «I hele verden» på «{area}».",
            "sv": "Det här gäller när ni svarar ”I Norden eller Europa” eller ”I hela världen” på ”{area}”.",
        },
    ),
    "the end of a scale is enough": (
        one("size", "small", "medium", "large"),
        {
            "en": "This applies when you answer ‘10–49 people’ or more to ‘{size}’.",
            "nb": "Dette gjelder når dere svarer «10–49 personer» eller mer på «{size}».",
            "sv": "Det här gäller när ni svarar ”10–49 personer” eller mer på ”{size}”.",
        },
    ),
    "what is lacking has its own clause": (
        Not(Has("base", frozenset(("measuring",)))),
        {
            "en": "This applies when you do not measure results yet.",
            "nb": "Dette gjelder når dere ennå ikke måler resultatene.",
            "sv": "Det här gäller när ni inte mäter resultaten än.",
        },
    ),
    "a minute past the hour is more than the hour": (
        AtLeast("setup_minutes", 361),
        {
            "en": "This applies when it takes more than 6\u00a0hours to set everything up.",
            "nb": "Dette gjelder når det tar mer enn 6\u00a0timer å få hele oppsettet på plass.",
            "sv": "Det här gäller när det tar mer än 6\u00a0timmar att få hela grundarbetet på plats.",
        },
    ),
    "a named term is left out as a whole": (
        Not(Term("served_locally", RULEBOOK.terms["served_locally"])),
        {
            "en": "This always applies, except when people look for you on a map.",
            "nb": "Dette gjelder alltid, unntatt når folk ser etter dere på kartet.",
            "sv": "Det här gäller alltid, utom när folk letar efter er på kartan.",
        },
    ),
    "two clauses make a sentence": (
        All((WEBSITE, RECRUIT)),
        {
            "en": "This applies when you have no website, and when the goal of the plan is ‘new staff’.",
            "nb": "Dette gjelder når dere ikke har noen nettside, og når målet for planen er «nye ansatte».",
            "sv": "Det här gäller när ni inte har någon hemsida, och när planens mål är ”nya medarbetare”.",
        },
    ),
    "exceptions come last": (
        All((WEBSITE, RECRUIT, Not(All((one("gate", "open"), one("market", "no")))))),
        {
            "en": "This applies when you have no website and when the goal of the plan is ‘new staff’ but "
            "not when the foundation stands and your business is registered in Norway",
            "nb": "Dette gjelder når dere ikke har noen nettside og når målet for planen er «nye ansatte» "
            "men ikke når grunnmuren står og virksomheten deres er registrert i Norge",
            "sv": "Det här gäller när ni inte har någon hemsida och när planens mål är ”nya medarbetare” "
            "men inte när grunden är på plats och er verksamhet är registrerad i Norge",
        },
    ),
    "one of several is a list in the list": (
        All((AnyOf((WEBSITE, one("website", "thin"))), RECRUIT)),
        {
            "en": "This applies when the goal of the plan is ‘new staff’ and when at least one of these is "
            "true: that you have no website that your website is out of date or mostly advertising",
            "nb": "Dette gjelder når målet for planen er «nye ansatte» og når minst ett av dette stemmer: "
            "at dere ikke har noen nettside at nettsiden deres er utdatert eller mest reklame",
            "sv": "Det här gäller när planens mål är ”nya medarbetare” och när minst ett av följande "
            "stämmer: att ni inte har någon hemsida att er hemsida är inaktuell eller mest består av reklam",
        },
    ),
}


@EVERY
@pytest.mark.parametrize("name", SAID)
def test_a_condition_reads_as_one_would_say_it(name: str, language: str) -> None:
    condition, said = SAID[name]
    speaks = words(language)
    questions = {question: speaks.question(question) for question in ("area", "size")}
    assert flat(applies(condition, speaks)) == said[language].format(**questions)


def test_a_double_no_is_a_yes() -> None:
    speaks = words("en")
    assert applies(Not(Not(WEBSITE)), speaks) == applies(WEBSITE, speaks)


def test_a_question_that_may_be_hidden_is_not_turned_round() -> None:
    """Whoever is not asked for an age has not answered ‘under 18’ either."""
    said = clause(Not(one("age", "a18_29", "a30_44", "a45_59", "a60", "mixed")), words("en"))
    assert said.startswith("you answer anything but")
