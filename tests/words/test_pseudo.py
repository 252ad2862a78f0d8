"""No text of a page skips gettext: in a language that nobody speaks, no page holds a word that one knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from babel import Locale
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

import app as composition
from somerec.rulebook.model import Rulebook
from somerec.store import Draft, KeptResult, Store, Tokens, desk_links, desk_shares
from somerec.store.passwords import hashed
from somerec.takeaways.markdown import as_markdown
from somerec.takeaways.result_json import as_json
from somerec.words.languages import LANGUAGES
from tests.words.businesses import BUSINESSES, RULEBOOK, advice
from tests.words.catalogues import ROOT
from tests.words.pseudo import CODE, Readable, plain, pretend, spoken
from tests.words.tools import hold

BRANDS = ("somerec",)
CURRENCIES = ("NOK", "SEK", "EUR", "kr")

IDS = r"\b(?:R\d+[a-z]?|[SFL]\d+(?:-\d+)?|T[0-4])\b"
"""What rules, sources and tiers are called in every language."""


def allowed(rulebook: Rulebook) -> re.Pattern[str]:
    """Return what may stand in plain letters: names, and the days of the week, which are Babel’s."""
    names = {*BRANDS, *CURRENCIES, *(language.name for language in LANGUAGES.values())}
    for day in Locale.parse(CODE).days["stand-alone"]["wide"].values():
        names.update((day, day.capitalize()))
    for kinds in rulebook.local_names.values():
        names.update(name for services in kinds.values() for name in services)
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{listed})\b|{IDS}")


@pytest.fixture(name="site", scope="module")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Make the real application, in which the language is spoken beside the others, and keep two results."""
    folder = tmp_path_factory.mktemp("kept")
    with spoken(tmp_path_factory.mktemp("spoken")), pytest.MonkeyPatch.context() as patch:
        patch.setattr(composition.LanguageConverter, "regex", "|".join(LANGUAGES))
        keep_results(Store(folder))
        share_plans(Store(folder))
        yield composition.create_app({"TODAY": lambda: DAY, "RULEBOOK": RULEBOOK, "DATA": folder})


DAY = date(2027, 1, 11)
KEPT = Tokens("K" * 22, "D" * 22)
DELETED = Tokens("G" * 22, "H" * 22)


def keep_results(store: Store) -> None:
    """Keep two results behind links that are known beforehand, and delete the second."""
    result = KeptResult(RULEBOOK.edition, BUSINESSES["carpenters"], DAY, 600)
    for tokens in (KEPT, DELETED):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Tokens, "new", lambda tokens=tokens: tokens)
            store.keep(result, DAY)
    store.delete_kept(DELETED.delete_token, DAY)


SHARED, BEHIND_A_PIN, WITHDRAWN = "S" * 22, "P" * 22, "W" * 22

CHANGES = """[{"tactic": "newsletter", "verb": "add", "minutes": 900, "reason": "12"},
{"tactic": "website_basics", "verb": "hours", "minutes": 45, "reason": "34"},
{"tactic": "gbp", "verb": "drop", "reason": "56"}]"""


def share_plans(store: Store) -> None:
    """Share three plans behind known links; the consultant is called somerec and writes numbers alone."""
    desk, now = store.desk, datetime(2027, 1, 11, 12, tzinfo=UTC)
    consultant = desk.accept(desk.invite("somebody", "somerec", "nb", "", now), "x", now)
    draft = Draft(
        client="1",
        edition=RULEBOOK.edition,
        answers=BUSINESSES["carpenters"],
        greeting="12",
        notes="34",
        adjustments=CHANGES,
    )
    for token in (SHARED, BEHIND_A_PIN, WITHDRAWN):
        with pytest.MonkeyPatch.context() as patch:
            for module in (desk_links, desk_shares):
                patch.setattr(module, "link_token", lambda *_, token=token: token, raising=False)
            share = desk.publish(consultant.id, desk.create(consultant.id, draft, now).id, now)
        if token == BEHIND_A_PIN:
            desk.set_pin(consultant.id, share.id, hashed("246810"), now)
        if token == WITHDRAWN:
            desk.withdraw(consultant.id, share.id, now)


STEPS = range(1, len(RULEBOOK.steps) + 1)
ODD = "zz=1&size=qqqq&hours=h3&age=under18&target_today=x&start=y&edition=1&hour_value=z"

ADDRESSES = [
    "",
    "?size=solo",
    *(f"questions/{number}" for number in STEPS),
    *(f"questions/{number}?size=solo&who=nobody&hours=h0" for number in STEPS),
    *(f"questions/{number}?{ODD}" for number in STEPS),
    *(f"questions/{number}?{query}" for number in STEPS for query in BUSINESSES.values()),
    *(
        f"questions/{step}?{query}&back={back}"
        for step, query, back in [
            (1, BUSINESSES["chain"], "check"),
            (3, BUSINESSES["new"], "advice"),
        ]
    ),
    *(
        f"questions/{number}?go={','.join(step.questions)}&goal=sales&target_size=own_number&target_today=x"
        "&skills=none&skills=write"
        for number, step in enumerate(RULEBOOK.steps, start=1)
    ),
    *(f"{page}?{query}" for page in ("check", "advice", "advice/why") for query in BUSINESSES.values()),
    f"check?{ODD}",
    f"check?{BUSINESSES['chain']}&go=advice",
    f"check?{BUSINESSES['hairdresser'].replace('hours=h3', 'hours=h41')}&go=advice",
    f"advice?{BUSINESSES['carpenters']}&zz=1&start=2027-02-01",
    f"advice?{BUSINESSES['full']}&hour_value=700",
    *(f"advice/why/gbp/instagram?{query}" for query in BUSINESSES.values()),
    "keep",
    f"keep/{KEPT.token}/{KEPT.delete_token}",
    f"k/{KEPT.token}",
    f"k/delete/{KEPT.delete_token}",
    f"k/{DELETED.token}",
    *(f"s/{token}" for token in (SHARED, BEHIND_A_PIN, WITHDRAWN)),
    "compare",
    "compare?a=zz&b=",
    f"compare?{BUSINESSES['carpenters']}&start=2027-02-01",
    f"compare?{BUSINESSES['carpenters']}&start=2027-02-01&b.goal=recruit&b.hours=h41&b.zz=1",
    f"compare?{BUSINESSES['chain']}&start=2027-02-01&b.hours=h0&b.website=none&b.content=",
    f"compare?{BUSINESSES['chain']}&start=2027-02-01&b.size=solo",
    f"compare?{BUSINESSES['hairdresser']}&start=2027-02-01&b.hours=h6&b.target_size=own_number",
    *(f"compare?{query}&start=2027-02-01&b.who=nobody&b.money=m0" for query in BUSINESSES.values()),
    "embed",
    "embed?key=nobody&market=no&area=zz",
    "about",
    "sources",
    "checks",
    "privacy",
    "accessibility",
    "rules",
    *(f"rules/{rule}" for rule in RULEBOOK.rules),
    *(f"tactics/{tactic}" for tactic in RULEBOOK.tactics),
    "rules/R3",
    "rules/quite-another",
    "nothing/here",
    "questions/99",
    f"check?{'x' * 9000}=1",
]
"""Addresses below /eo/ that bring about every kind of page, and every kind of state with words of its own."""


def visit(site: Flask, path: str) -> tuple[int, str | None, str]:
    """Open an address as a browser does, and return the status, the kind and the text of where it leads."""
    with site.test_client() as client:
        response = client.get(f"/{CODE}/{path}", follow_redirects=True)
    return response.status_code, response.mimetype, response.text


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_word_of_a_page_has_gone_through_gettext(site: Flask, path: str) -> None:
    """Text nodes, and the attributes that are read aloud."""
    status, kind, page = visit(site, path)
    assert status < 500
    assert kind == "text/html"
    assert f'lang="{CODE}"' in page
    typed = re.compile(r"\b(?:zz|qqqq|test)\b")
    names = allowed(RULEBOOK)
    texts = Readable(page).texts
    assert sum("⟦" in text for text in texts) > 5
    hold(f"{words} in: {text}" for text in texts if (words := plain(typed.sub(" ", text), names)))


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_text_of_a_page_is_cut_or_put_together_of_halves(site: Flask, path: str) -> None:
    """Each text comes whole, from its first bracket to its last; bold words may stand in between."""
    depth = 0
    for text in Readable(visit(site, path)[2]).texts:
        for sign in re.findall(r"[⟦⟧]", text):
            depth += 1 if sign == "⟦" else -1
            assert 0 <= depth <= DEEPEST, text
    assert depth == 0


DEEPEST = 4
"""A text in a slot of a text in a list in a text."""


@pytest.mark.parametrize("name", BUSINESSES)
def test_every_word_of_the_text_document_has_gone_through_gettext(site: Flask, name: str) -> None:
    """But for the answers at its end, which stand there as code."""
    text = re.sub("`[^`]*`", "", as_markdown(advice(name), RULEBOOK, CODE))
    names = allowed(RULEBOOK)
    assert text.count("⟦") > 100
    hold(f"{words} in: {line}" for line in text.splitlines() if (words := plain(line, names)))


@pytest.mark.parametrize("name", BUSINESSES)
def test_every_sentence_of_the_json_has_gone_through_gettext(site: Flask, name: str) -> None:
    """Ids stay as they are in every language; they never hold a space."""
    names = allowed(RULEBOOK)
    texts = [text for text in strings(as_json(advice(name), RULEBOOK, CODE)) if " " in text]
    assert len(texts) > 100
    hold(f"{words} in: {text}" for text in texts if (words := plain(text, names)))


def strings(value: object) -> Iterator[str]:
    """Yield every string that stands in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def rules(site: Flask) -> list[Rule]:
    """Return the rules of the application's pages in a language."""
    return [
        rule
        for rule in site.url_map.iter_rules()
        if "lang" in rule.arguments and "GET" in (rule.methods or ()) and "." not in rule.rule
    ]


NOT_FOR_VISITORS = ("contact.nothing", "desk", "filling.", "intake.")
"""Pages of frames, of the desk and of intake links; their templates are read by the test of templates."""


def test_no_kind_of_page_is_forgotten(site: Flask) -> None:
    """A new kind of page needs an address in the list above; take-aways have a full stop in theirs."""
    router = site.url_map.bind("localhost")
    opened = set()
    for path in ADDRESSES:
        try:
            opened.add(router.match(f"/{CODE}/{path.partition('?')[0]}")[0])
        except HTTPException:
            continue
    missed = [
        rule
        for rule in rules(site)
        if rule.endpoint not in opened and not rule.endpoint.startswith(NOT_FOR_VISITORS)
    ]
    hold(f"{rule.rule} ({rule.endpoint})" for rule in missed)


FORMS = {
    "unreadable": ("keep", "answers=size%3Dsolo", {}),
    "foreign": (f"k/delete/{KEPT.delete_token}", "", {"Sec-Fetch-Site": "cross-site"}),
    "incomplete": ("keep", "", {}),
    "no PIN": (f"s/{BEHIND_A_PIN}", "pin=1", {}),
    "a wrong PIN": (f"s/{BEHIND_A_PIN}", "pin=111111", {}),
    "a PIN from elsewhere": (f"s/{BEHIND_A_PIN}", "pin=246810", {"Sec-Fetch-Site": "cross-site"}),
    "a grant that has ended": (f"s/{BEHIND_A_PIN}", "grant=1", {}),
    "deleted already": (f"k/delete/{DELETED.delete_token}", "", {}),
}
"""What is sent, and where to, for pages that no address alone brings about."""


@pytest.mark.parametrize("form", FORMS)
def test_every_word_of_an_answer_to_a_form_has_gone_through_gettext(site: Flask, form: str) -> None:
    path, sent, headers = FORMS[form]
    with site.test_client() as client:
        kind = "application/x-www-form-urlencoded"
        response = client.post(f"/{CODE}/{path}", data=sent, headers=headers, content_type=kind)
    assert response.status_code >= 400
    names = allowed(RULEBOOK)
    texts = Readable(response.text).texts
    assert sum("⟦" in text for text in texts) > 5
    hold(f"{words} in: {text}" for text in texts if (words := plain(text, names)))


TEMPLATES = ROOT / "templates"


@pytest.mark.parametrize(
    "name", sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
)
def test_no_template_holds_words_of_its_own(name: str) -> None:
    """What stands outside `{{ }}` and `{% %}` is tags and numbers, on pages that no test opens too."""
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    bones = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", source, flags=re.DOTALL)
    names = allowed(RULEBOOK)
    hold(f"{words} in: {text}" for text in Readable(bones).texts if (words := plain(text, names)))


def test_a_text_that_skips_gettext_is_seen() -> None:
    """In a text node, in an attribute, and inside a text that did not skip it."""
    page = (
        f'<p title="Tip">{pretend("Right")}</p><p>Wrong</p>'
        f"<p>{pretend('With {slot}').format(slot='leak')}</p>"
        "<script>ignored()</script><input value='hidden'><p>12 NOK, R05, Norsk</p>"
    )
    found = [word for text in Readable(page).texts for word in plain(text, allowed(RULEBOOK))]
    assert found == ["Tip", "Wrong", "leak"]


def test_the_language_that_nobody_speaks_is_a_third_longer_and_keeps_its_slots() -> None:
    text = "Count for four weeks first, then aim for {percent} in <b>{months}</b> months."
    made = pretend(text)
    assert 1.3 * len(text) < len(made) < 1.5 * len(text)
    assert re.findall(r"\{\w+\}|</?b>", made) == ["{percent}", "<b>", "{months}", "</b>"]
    assert not re.search(r"[A-Za-z]", re.sub(r"\{\w+\}|</?b>", "", made))
