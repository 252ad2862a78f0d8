"""The pages about rules and tactics: what stands on them, where they lead, and what they look like."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from somerec.rulebook.conditions import Always
from somerec.rulebook.model import Rulebook
from somerec.rulebook.overview import STAGE_OF_FILE, _reads, effects_by_rule, stages
from somerec.rulebook.parse_effects import VERBS
from somerec.rulebook.parse_rules import EVENTS
from somerec.web.rules.drawing import LAYOUTS, Layout, draw
from somerec.words.rule_effects import deeds
from somerec.words.speaker import speaker
from tests.html import vnu
from tests.web.conftest import LANGUAGES
from tests.web.reader import Visitor

EVERY = pytest.mark.parametrize("lang", LANGUAGES)


# The overview


@EVERY
def test_the_overview_leads_to_every_rule_and_every_tactic(
    visitor: Visitor, rulebook: Rulebook, lang: str
) -> None:
    links = {href for _, href in visitor.open(f"/{lang}/rules").links}
    assert {f"/{lang}/rules/{rule}" for rule in rulebook.rules} <= links
    assert {f"/{lang}/tactics/{tactic}" for tactic in rulebook.tactics} <= links


@EVERY
def test_the_drawing_and_its_list_name_the_same_questions_stage_by_stage(
    visitor: Visitor, rulebook: Rulebook, lang: str
) -> None:
    page = visitor.open(f"/{lang}/rules")
    words = speaker(rulebook, lang, {})
    for number, stage in enumerate(stages(rulebook)):
        items = [text for text in page.texts("li") if text.startswith(words.phrase(f"stage.{stage.id}"))]
        names = [words.phrase(f"question.{name}") for name in stage.questions]
        assert all(
            f"{name}: {words.question(key)}" in items[0]
            for name, key in zip(names, stage.questions, strict=True)
        )
        assert page.texts("text").count(names[0]) >= len(LAYOUTS), number


@EVERY
def test_every_question_but_those_of_figures_feeds_a_stage(rulebook: Rulebook, lang: str) -> None:
    fed = {name for stage in stages(rulebook) for name in stage.questions}
    words = speaker(rulebook, lang, {})
    assert set(rulebook.questions) - fed == {"target_today", "target_wanted"}
    assert all(words.phrase(f"question.{name}") for name in rulebook.questions)


def test_what_a_rule_reads_besides_its_condition_feeds_its_stage_too(rulebook: Rulebook) -> None:
    """The question that a table of limits is read by, and the answers behind the points of every tactic."""
    for verb, wanted in (
        ("cap_by", {"hours", "size", "who"}),
        ("points", {"buying", "channels_now", "skills"}),
    ):
        assert wanted <= {name for effect in rulebook.having(verb) for name in _reads(effect, rulebook)}
    assert {"buying", "channels_now"} <= set(stages(rulebook)[1].questions)


def test_every_rule_stands_in_one_stage(rulebook: Rulebook) -> None:
    found = [rule.id for stage in stages(rulebook) for rule in stage.rules]
    assert sorted(found) == sorted(rulebook.rules)
    assert [stage.id for stage in stages(rulebook)] == list(STAGE_OF_FILE.values())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_in_the_drawing_lies_on_anything_else_or_sticks_out(
    rulebook: Rulebook, layout: Layout
) -> None:
    words = speaker(rulebook, "sv", {})
    rows = [
        (words.phrase(f"stage.{stage.id}"), [words.phrase(f"question.{name}") for name in stage.questions])
        for stage in stages(rulebook)
    ]
    drawing = draw(rows, layout)
    places = [(label.x, label.y, label.x + label.width, label.y + 22) for label in drawing.labels]
    places += [(box.x, box.y, box.x + box.width, box.y + box.height) for box in drawing.boxes]
    assert len(places) == len(rows) + sum(len(names) for _, names in rows)
    for number, (left, top, right, bottom) in enumerate(places):
        assert left >= 0
        assert right <= drawing.width
        assert bottom <= drawing.height
        for other in places[number + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


# A rule


@EVERY
def test_a_rule_says_when_it_applies_what_it_does_why_and_where_it_comes_from(
    visitor: Visitor, lang: str, rulebook: Rulebook
) -> None:
    page = visitor.open(f"/{lang}/rules/R36")
    words = speaker(rulebook, lang, {})
    assert page.texts("h1") == [words.text("rules.R36.because")]
    assert page.title.endswith(f"{page.texts('h1')[0]} – somerec")
    assert words.text("questions.buying.options.urgent.clause") in page.text
    assert (words.text("tactics.tiktok.name"), f"/{lang}/tactics/tiktok") in page.links
    assert any(href == f"/{lang}/sources#S2-10" for _, href in page.links)
    assert sum(href.startswith(f"/{lang}/advice?") for _, href in page.links) == 4


@EVERY
def test_every_rule_has_a_page_on_which_each_part_says_something(
    visitor: Visitor, lang: str, rulebook: Rulebook
) -> None:
    words = speaker(rulebook, lang, {})
    sources = set(visitor.open(f"/{lang}/sources").ids)
    effects = effects_by_rule(rulebook)
    for rule in rulebook.rules.values():
        page = visitor.open(f"/{lang}/rules/{rule.id}")
        assert page.response.status_code == 200
        assert page.lang == lang
        assert len(page.texts("h1")) == 1
        looked_up = {href.partition("#")[2] for _, href in page.links if "/sources#" in href}
        named = {source for part in rule.parts for source in part.source} | set(rule.source)
        assert looked_up == named - {"judgement"}
        assert looked_up <= sources
        for effect in effects[rule.id]:
            assert all(" ".join(deed.text.split()) in page.text for deed in deeds(effect, words))
        examples = sum(href.startswith(f"/{lang}/advice?") for _, href in page.links) // 2
        assert examples >= sum(not isinstance(part.when, Always) for part in rule.parts)


@EVERY
def test_the_example_leads_to_a_plan_that_names_the_rule(visitor: Visitor, lang: str) -> None:
    page = visitor.open(f"/{lang}/rules/R36")
    plans = [visitor.open(href) for _, href in page.links if href.startswith(f"/{lang}/advice?")]
    assert all(plan.response.status_code == 200 for plan in plans)


def test_every_verb_and_every_event_of_the_rulebook_has_words(rulebook: Rulebook) -> None:
    words = speaker(rulebook, "en", {})
    for verb, effects in rulebook.effects.items():
        assert verb in VERBS
        for effect in effects:
            assert deeds(effect, words), f"{effect.rule.id} says nothing of {verb!r}"
    assert all(f"phrases.event.{event}" in words.texts for event in EVENTS)


# A tactic


@EVERY
def test_a_tactic_says_what_it_takes_and_which_rules_speak_for_and_against_it(
    visitor: Visitor, lang: str, rulebook: Rulebook
) -> None:
    words = speaker(rulebook, lang, {})
    for tactic in rulebook.tactics.values():
        page = visitor.open(f"/{lang}/tactics/{tactic.id}")
        assert page.texts("h1") == [words.text(f"tactics.{tactic.id}.name")]
        for number in range(1, tactic.steps + 1):
            assert words.text(f"tactics.{tactic.id}.steps.{number}") in page.text
        rules = {href.rpartition("/")[2] for _, href in page.links if f"/{lang}/rules/" in href}
        naming = {
            effect.rule.id
            for verb in ("reject", "wait", "score", "mention", "first", "facts_only")
            for effect in rulebook.having(verb)
            if tactic.id in effect.value
        }
        assert naming <= rules


def test_a_minus_speaks_against_a_tactic_and_a_plus_for_it(visitor: Visitor) -> None:
    text = visitor.open("/en/tactics/instagram").text
    speaking_for, against = text.index("For it"), text.index("Against it")
    assert speaking_for < text.index("Instagram is where people under 45") < against
    assert against < text.index("Few people over 60 are on Instagram.")


# Addresses


@EVERY
@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("rules/R3", "rules/R03"),
        ("rules/instagran", "tactics/instagram"),
        ("tactics/instagrm", "tactics/instagram"),
    ],
)
def test_an_unknown_name_leads_to_the_one_that_is_spelt_most_like_it(
    visitor: Visitor, lang: str, path: str, nearest: str
) -> None:
    page = visitor.open(f"/{lang}/{path}")
    assert page.response.status_code == 404
    assert page.response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert f"/{lang}/{nearest}" in [href for _, href in page.links]
    assert f"/{lang}/rules" in [href for _, href in page.links]


def test_a_name_that_is_like_no_other_leads_to_the_overview(visitor: Visitor) -> None:
    page = visitor.open("/sv/rules/%3Cb%3Equite%20something%20else")
    assert page.response.status_code == 404
    assert "/sv/rules" in [href for _, href in page.links]


def test_a_rule_in_small_letters_is_found(client: FlaskClient) -> None:
    response = client.get("/nb/rules/r44b")
    assert (response.status_code, response.headers["Location"]) == (308, "/nb/rules/R44b")


def test_a_tactic_among_the_rules_is_found(client: FlaskClient) -> None:
    response = client.get("/sv/rules/newsletter")
    assert (response.status_code, response.headers["Location"]) == (308, "/sv/tactics/newsletter")


@pytest.mark.parametrize("path", ["rules", "rules/R10", "tactics/gbp"])
def test_a_page_may_be_indexed_names_its_versions_and_is_sent_once(client: FlaskClient, path: str) -> None:
    whole = client.get(f"/sv/{path}")
    assert "X-Robots-Tag" not in whole.headers
    for lang in LANGUAGES:
        assert f'hreflang="{lang}" href="/{lang}/{path}"' in whole.text
    again = client.get(f"/sv/{path}", headers={"If-None-Match": whole.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_where_the_site_knows_its_name_a_page_says_what_its_right_address_is(rulebook: Rulebook) -> None:
    client = create_app({"RULEBOOK": rulebook, "BASE_URL": "https://somerec.example"}).test_client()
    text = client.get("/nb/rules/R10?from=mail").text
    assert '<link rel="canonical" href="https://somerec.example/nb/rules/R10">' in text


@EVERY
def test_every_page_leads_to_the_rules_and_the_sources_lead_to_each(visitor: Visitor, lang: str) -> None:
    assert f"/{lang}/rules" in [href for _, href in visitor.open(f"/{lang}/about").links]
    links = visitor.open(f"/{lang}/sources").links
    assert ("R36", f"/{lang}/rules/R36") in links
    assert f"/{lang}/tactics/gbp" in [href for _, href in links]


def test_the_html_is_without_faults(client: FlaskClient, rulebook: Rulebook, tmp_path: Path) -> None:
    places = ["rules", *(f"rules/{name}" for name in rulebook.rules), "rules/R3"]
    places += [f"tactics/{name}" for name in rulebook.tactics]
    files = []
    for number, place in enumerate(places):
        file = tmp_path / f"{number:03}.html"
        lang = LANGUAGES[number % len(LANGUAGES)]
        file.write_bytes(client.get(f"/{lang}/{place}").data)
        files.append(file)
    assert vnu(files) == []


def test_no_id_of_the_rulebook_is_left_on_a_page(visitor: Visitor, rulebook: Rulebook) -> None:
    """But for the names of rules, which are the same in every language."""
    inner = re.compile(r"\b(?:[a-z]+_[a-z_]+|T[0-4]|P[1-3]|h\d\d?|m[0-4])\b")
    for rule in rulebook.rules:
        assert inner.findall(visitor.open(f"/nb/rules/{rule}").text) == []
    for tactic in rulebook.tactics:
        assert inner.findall(visitor.open(f"/sv/tactics/{tactic}").text) == []
