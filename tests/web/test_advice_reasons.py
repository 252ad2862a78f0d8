"""Why, and why not: the ledger of each line of advice, what can be skipped, and the page with all reasons."""

from __future__ import annotations

import re
from html import unescape
from itertools import chain

import pytest
from flask.testing import FlaskClient

from app import create_app
from somerec.advice.explain import explain
from somerec.advice.recommendation import Reason, Recommendation
from somerec.advice.versus import versus
from somerec.rulebook.model import Rulebook
from somerec.web.advice.reasons import ANSWERS, SHOWN, Reasons, phrasebook
from somerec.words import explaining, workload
from somerec.words.speaker import Speaker, speaker_for
from tests.web.cases import CARPENTERS, HAIRDRESSER, but
from tests.web.conftest import DAY, LANGUAGES
from tests.web.reader import Visitor
from tests.web.test_advice import CHAIN, CLOSING, EVERY, HOTEL, PLUMBER, address, result

LEDGER = re.compile(r'<ul class="because">\n(.*?)</ul>', re.DOTALL)


def plain(html: str) -> str:
    """Return the words of a piece of HTML."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def section(html: str, name: str) -> str:
    """Return the part of a page with an id."""
    return html.partition(f'id="{name}"')[2].partition("</section>")[0]


def told(found: Recommendation, rulebook: Rulebook, lang: str) -> Speaker:
    """Return who speaks to the business."""
    return speaker_for(found, rulebook, lang)


def said(why: Reason, words: Speaker) -> str:
    """Return a reason's own sentence."""
    return " ".join(words.say(why.text).split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
class TestLedger:
    """Each line of advice carries its reasons, the weightiest first."""

    def test_a_tactic_gives_all_its_reasons_and_shows_three(
        self, client: FlaskClient, rulebook: Rulebook, lang: str, name: str
    ) -> None:
        found = result(EVERY[name], rulebook)
        words = told(found, rulebook, lang)
        page = client.get(address(lang, EVERY[name], rulebook)).text
        for tactic in found.chosen:
            article = page.partition(f'<article class="tactic" id="{tactic.id}">')[2].partition("</article>")[
                0
            ]
            lists = LEDGER.findall(article)
            shown = re.findall("<li>(.*?)</li>", lists[0], re.DOTALL)
            folded = re.findall("<li>(.*?)</li>", lists[1], re.DOTALL) if len(lists) > 1 else []
            assert [len(shown), len(folded)] == [
                min(SHOWN, len(tactic.reasons)),
                max(0, len(tactic.reasons) - SHOWN),
            ]
            for html, why in zip([*shown, *folded], tactic.reasons, strict=True):
                assert plain(html).startswith(said(why, words))

    def test_each_reason_is_whole_with_answers_and_source(
        self, client: FlaskClient, rulebook: Rulebook, lang: str, name: str
    ) -> None:
        words = told(result(EVERY[name], rulebook), rulebook, lang)
        citations = {" ".join(workload.citation(source, words).split()) for source in rulebook.sources}
        ledgers = LEDGER.findall(client.get(address(lang, EVERY[name], rulebook)).text)
        items = [item for ledger in ledgers for item in re.findall("<li>(.*?)</li>", ledger, re.DOTALL)]
        assert items
        for item in items:
            sentence, sources = (plain(part) for part in item.split("<cite>"))
            assert sentence.endswith((".", "?", "!")), sentence
            assert set(sources.split("; ")) <= citations
            clauses = re.findall(r'<a class="change" href="([^"]+)">([^<]+)</a>', item)
            because = {"nb": "fordi", "sv": "eftersom", "en": "because"}[lang]
            assert bool(clauses) == (f" {because} " in item.partition("</a>")[0]), item

    def test_every_tactic_outside_the_plan_is_named_once_with_its_cut(
        self, client: FlaskClient, rulebook: Rulebook, lang: str, name: str
    ) -> None:
        found = result(EVERY[name], rulebook)
        words = told(found, rulebook, lang)
        skip = section(client.get(address(lang, EVERY[name], rulebook)).text, "skip")
        lines = skip.split("<li><strong>")[1:]
        for tactic in found.tactics:
            own = words.text(f"tactics.{tactic.id}.name")
            naming = [line for line in lines if own in plain(line.partition("</strong>")[0])]
            assert len(naming) == (tactic.status != "chosen"), (own, [plain(line) for line in naming])
            if naming:
                assert said(explaining.worth_telling(tactic.reasons, found)[0], words) in plain(naming[0])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_closes_is_told_once_that_this_is_what_keeps_everything_out(
    client: FlaskClient, rulebook: Rulebook, lang: str
) -> None:
    page = client.get(address(lang, CLOSING, rulebook)).text
    not_for_you = section(page, "skip").partition('id="not"')[2]
    assert not_for_you.count("<li><strong>") == 1
    assert "#situation" in not_for_you


def test_a_source_is_cited_with_its_year_and_a_law_by_its_name(rulebook: Rulebook) -> None:
    words = told(result(PLUMBER, rulebook), rulebook, "en")
    said = {source: workload.citation(source, words) for source in rulebook.sources}
    assert said["S0-8"] == "Drit i Facebookstrategien din (undated)"
    assert said["F27"] == "Google (2024)"
    assert said["F30"] == "Bømlo-nytt and Fjordingen (undated)"
    assert said["L1"] == "Markedsføringsloven § 15"
    assert said["judgement"] == "Our own judgement as advisers (2026)"
    for source, text in said.items():
        assert source.startswith("L") or re.search(r"\(((19|20)\d\d|undated)\)$", text), text


class TestSkipping:
    """What is not for the visitor is a short list, not a catalogue."""

    def test_tactics_that_the_same_thing_keeps_out_share_a_line(
        self, client: FlaskClient, rulebook: Rulebook
    ) -> None:
        skip = section(client.get(address("en", PLUMBER, rulebook)).text, "skip")
        rejected = skip.partition('id="not"')[2]
        outside = [tactic for tactic in result(PLUMBER, rulebook).tactics if tactic.status == "rejected"]
        assert rejected.count("<li><strong>") < len(outside) / 2

    def test_three_lines_for_later_are_shown_and_the_rest_is_folded(
        self, client: FlaskClient, rulebook: Rulebook
    ) -> None:
        skip = section(client.get(address("en", PLUMBER, rulebook)).text, "skip")
        shown, _, folded = skip.partition('id="not"')[0].partition("<details")
        assert shown.count("<li><strong>") == 3
        assert folded.count("<li><strong>") > 0


class TestMarking:
    """What visitors share is kept, and what is a visitor’s own is not."""

    def test_an_answer_that_is_assumed_is_marked_in_the_reasons(
        self, client: FlaskClient, rulebook: Rulebook
    ) -> None:
        page = client.get(address("en", HAIRDRESSER, rulebook)).text
        assumed = re.findall(r'#(\w+)">[^<]+</a> <span class="tag">assumed</span>', page)
        assert set(assumed) <= set(result(HAIRDRESSER, rulebook).answers.assumed)
        assert assumed
        whole = client.get(address("en", CARPENTERS, rulebook)).text
        assert '<span class="tag">assumed</span>' not in whole

    def test_what_others_were_told_before_changes_nothing(self, rulebook: Rulebook) -> None:
        place = address("sv", HAIRDRESSER, rulebook)
        phrasebook.cache_clear()
        first = create_app({"TODAY": lambda: DAY, "RULEBOOK": rulebook}).test_client().get(place).text
        fresh = create_app({"TODAY": lambda: DAY, "RULEBOOK": rulebook}).test_client()
        phrasebook.cache_clear()
        for other in (*EVERY.values(), but(HAIRDRESSER, size="micro"), f"{HAIRDRESSER}&money=m0&age=a30_44"):
            fresh.get(address("sv", other, rulebook))
        assert fresh.get(place).text == first

    def test_a_line_of_law_cites_its_own_law_whatever_others_were_told(
        self, client: FlaskClient, rulebook: Rulebook
    ) -> None:
        for answers in EVERY.values():
            found = result(answers, rulebook)
            words = told(found, rulebook, "sv")
            page = client.get(address("sv", answers, rulebook)).text
            cited = [unescape(sources) for sources in re.findall("<cite>(.*?)</cite>", section(page, "law"))]
            assert cited == [
                "; ".join(dict.fromkeys(workload.citation(source, words) for source in why.source))
                for item in found.law
                if item.id in rulebook.law
                for why in item.reasons
            ]

    def test_what_is_needed_again_outlives_what_is_not(
        self, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("somerec.web.advice.reasons.MOST_KEPT", 2)
        phrasebook.cache_clear()
        found = result(PLUMBER, rulebook)
        reasons = Reasons(found.answers, told(found, rulebook, "en"))
        for piece in ("often", "once", "often", "new"):
            reasons.kept(piece, piece.encode)
        assert list(reasons.book.kept) == ["often", "new"]
        phrasebook.cache_clear()

    def test_no_mark_is_left(self, client: FlaskClient, rulebook: Rulebook) -> None:
        for answers in EVERY.values():
            assert ANSWERS not in client.get(address("nb", answers, rulebook)).data


@pytest.mark.parametrize("lang", LANGUAGES)
class TestWhyPage:
    """A page of its own tells every reason."""

    @pytest.mark.parametrize("answers", [PLUMBER, HAIRDRESSER, HOTEL, CHAIN])
    def test_every_rule_that_fired_stands_once(
        self, visitor: Visitor, rulebook: Rulebook, lang: str, answers: str
    ) -> None:
        page = visitor.open(address(lang, answers, rulebook).replace("/advice?", "/advice/why?"))
        found = result(answers, rulebook)
        groups = (found.wishes, found.actions, found.tactics, found.safeguards, found.stop, found.law)
        fired = {why.rule for why in chain.from_iterable(item.reasons for group in groups for item in group)}
        rules = [text for text in page.texts("span", "when") if re.fullmatch(r"R\d\d[a-z]?", text)]
        assert fired <= set(rules)
        keys = {why.text.key for group in groups for item in group for why in item.reasons}
        assert len(rules) >= len(keys)

    def test_every_tactic_stands_with_all_that_speaks_for_and_against_it(
        self, visitor: Visitor, rulebook: Rulebook, lang: str
    ) -> None:
        page = visitor.open(address(lang, PLUMBER, rulebook).replace("/advice?", "/advice/why?"))
        found = result(PLUMBER, rulebook)
        words = told(found, rulebook, lang)
        texts = {attributes.get("id"): text for tag, attributes, text in page.found if tag == "li"}
        for tactic in found.tactics:
            for why in tactic.reasons:
                assert said(why, words) in texts[tactic.id]

    def test_it_is_for_the_visitor_alone_and_leads_back(
        self, visitor: Visitor, rulebook: Rulebook, lang: str
    ) -> None:
        plan = address(lang, PLUMBER, rulebook)
        page = visitor.open(plan.replace("/advice?", "/advice/why?"))
        assert "noindex" in page.response.headers["X-Robots-Tag"]
        assert plan in [href for _, href in page.links]
        assert plan.replace("/advice?", "/advice/why?") in [href for _, href in visitor.open(plan).links]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("answers", [PLUMBER, HOTEL])
def test_the_why_page_says_what_stands_between_and_what_would_change(
    visitor: Visitor, rulebook: Rulebook, lang: str, answers: str
) -> None:
    page = visitor.open(why_address(lang, answers, rulebook))
    found = result(answers, rulebook)
    words, explanation = told(found, rulebook, lang), explain(found, rulebook)
    texts = {attributes.get("id"): text for tag, attributes, text in page.found if tag in ("li", "section")}
    assert close(explaining.stability(explanation, words)) in texts["change"]
    for way in explanation.gains["tier"].shown:
        assert close(explaining.way_to("tier", way, found, words)) in texts["change"]
    for skipped in explanation.skipped:
        near = explaining.near_miss(explanation.gains[skipped.tactic], found, words)
        assert close(near) in texts[skipped.tactic]
    for tactic, ways in explanation.losses.items():
        for way in ways.shown:
            assert close(explaining.way_out(tactic, way, found, words)) in texts[tactic]


def why_address(lang: str, answers: str, rulebook: Rulebook, *tactics: str) -> str:
    """Return the address of all reasons, or of what tells two tactics apart."""
    return address(lang, answers, rulebook).replace("/advice?", f"/{'/'.join(('advice', 'why', *tactics))}?")


def close(text: str) -> str:
    """Return a text with single plain spaces."""
    return " ".join(text.split())


class TestApart:
    """Any two tactics can be told apart, and only what differs is said."""

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_two_are_chosen_in_a_form_and_told_apart(
        self, visitor: Visitor, rulebook: Rulebook, lang: str
    ) -> None:
        place = why_address(lang, PLUMBER, rulebook)
        page = visitor.open(place.replace("/advice/why?", "/advice/why?go=gbp&go=instagram&"))
        assert visitor.trail[-1].partition("#")[0] == why_address(lang, PLUMBER, rulebook, "gbp", "instagram")
        found = result(PLUMBER, rulebook)
        words = told(found, rulebook, lang)
        lines = explaining.told_apart(versus(found, "gbp", "instagram", rulebook), found, words)
        apart = next(text for tag, attributes, text in page.found if attributes.get("id") == "versus")
        for line in lines:
            assert close(line.removeprefix("- ")) in apart

    def test_one_alone_is_not_told_apart(self, visitor: Visitor, rulebook: Rulebook) -> None:
        place = why_address("en", PLUMBER, rulebook)
        for chosen in ("go=gbp&go=gbp&", "go=gbp&go=&", "go=nonsense&go=gbp&"):
            visitor.open(place.replace("/advice/why?", f"/advice/why?{chosen}"))
            assert visitor.trail == [place + "#"]

    def test_what_is_no_tactic_has_no_page(self, client: FlaskClient, rulebook: Rulebook) -> None:
        for pair in (("gbp", "gbp"), ("gbp", "nonsense")):
            assert client.get(why_address("en", PLUMBER, rulebook, *pair)).status_code == 404


def test_the_why_page_leads_to_its_one_address(visitor: Visitor, rulebook: Rulebook) -> None:
    visitor.open(f"/en/advice/why?edition=2026-1&start=2027-01-11&{PLUMBER}")
    assert visitor.trail == [address("en", PLUMBER, rulebook).replace("/advice?", "/advice/why?") + "#"]


def test_where_part_of_the_address_cannot_be_read_the_plan_says_so(visitor: Visitor) -> None:
    page = visitor.open(f"/en/advice/why?{PLUMBER}&start=2027-01-11&zz=1&edition=2026-1")
    assert "There is no question called “zz”." in page.text
