"""Reading under an edition: advice stays what it was, and everything else asks today's questions."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from somerec import Answers, recommend
from somerec.cli import main
from somerec.rulebook.library import Library
from somerec.rulebook.load import load_rulebook
from somerec.rulebook.model import Rulebook
from somerec.takeaways.code import as_svg
from somerec.words.speaker import speaker
from tests.web.conftest import DAY, LANGUAGES
from tests.web.reader import Page, Visitor

OLD = (
    "market=no&business_type=food_drink&size=solo&who=set_time&hours=h6&skills=photo_video&skills=talk"
    "&goal=enquiries&target_months=6&customers=consumers&area=local&buying=recommended&website=converts"
    "&content=products&content=people"
)
"""A business with two answers that have no place today, and a tactic that has another name."""

THEN = f"{OLD}&start=2027-01-11&edition=2026-1"
TODAY = OLD.replace("food_drink", "food_serve").replace("&target_months=6", "")

SPLIT = "“Restaurant, café, or maker of food or drink” is now more than one answer."
GONE = "The question “By when?” is no longer asked"


@pytest.fixture(scope="module", name="site")
def _site(two_editions: Library, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    data = tmp_path_factory.mktemp("data")
    return create_app({"TODAY": lambda: DAY, "EDITIONS": two_editions, "DATA": data})


@pytest.fixture(name="reader")
def _reader(site: Flask) -> Visitor:
    return Visitor(site.test_client())


@pytest.fixture(name="program")
def _program(site: Flask) -> FlaskClient:
    """A client that follows no redirect."""
    return site.test_client()


def advised(query: str, rulebook: Rulebook) -> list[str]:
    """Return the tactics that an edition advises."""
    return [tactic.id for tactic in recommend(Answers.from_query(query, rulebook), rulebook, DAY).chosen]


def tactics(page: Page) -> list[str]:
    """Return the tactics of a result page, in order."""
    return [element["id"] for tag, element, _ in page.found if tag == "article"]


def test_the_two_editions_do_advise_differently(second: Rulebook) -> None:
    """Whatever is tested below would be shown by either edition if this did not hold."""
    then, now = advised(OLD, load_rulebook("2026-1")), advised(TODAY, second)

    assert "facebook_groups" in set(then) - set(now)
    assert "neighbour_groups" in set(now) - set(then)


# Pages


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_old_address_gives_the_advice_of_its_edition(reader: Visitor, lang: str) -> None:
    page = reader.open(f"/{lang}/advice?{THEN}")

    assert page.response.status_code == 200
    assert page.query == THEN
    assert set(tactics(page)) == set(advised(OLD, load_rulebook("2026-1")))
    assert speaker(load_rulebook("2026-1"), lang, {}).text("tactics.facebook_groups.name") in page.text


def test_without_an_edition_todays_rules_advise(reader: Visitor, second: Rulebook) -> None:
    page = reader.open(f"/en/advice?{TODAY}&start=2027-01-11")

    assert page.query.endswith("&edition=2026-2")
    assert set(tactics(page)) == set(advised(TODAY, second))


def test_an_old_address_in_other_order_leads_to_its_canonical_one_under_its_edition(
    program: FlaskClient,
) -> None:
    response = program.get("/nb/advice?edition=2026-1&start=2027-01-11&" + OLD.replace("market=no&", ""))

    assert response.status_code == 302
    assert response.headers["Location"] == f"/nb/advice?{THEN}"


def test_an_edition_that_never_was_is_told_and_todays_rules_advise(reader: Visitor) -> None:
    page = reader.open(f"/en/advice?{TODAY}&start=2027-01-11&edition=2025-7")

    assert "“2025-7” is no edition of the rulebook. The present one is “2026-2”." in page.text


@pytest.mark.parametrize("place", ["advice", "advice/why"])
def test_a_record_leads_to_no_question_with_answers_of_then(reader: Visitor, place: str) -> None:
    page = reader.open(f"/en/{place}?{THEN}")
    links = [href for _, href in page.links]

    assert [href for href in links if "/questions/" in href] == []
    assert "can be changed" not in page.text


def test_all_reasons_are_those_of_the_edition(reader: Visitor) -> None:
    page = reader.open(f"/en/advice/why?{THEN}")

    assert "Rulebook edition 2026-1." in page.text
    assert "Local Facebook groups" in page.text
    assert reader.open(f"/en/advice/why/facebook_groups/instagram?{THEN}").response.status_code == 200


def test_an_old_address_that_is_not_whole_goes_on_with_todays_questions(program: FlaskClient) -> None:
    lacking = THEN.replace("&buying=recommended", "")
    response = program.get(f"/en/advice?{lacking}")

    place = urlsplit(response.headers["Location"])
    assert (response.status_code, place.path, place.fragment) == (302, "/en/questions/5", "buying")
    assert ("business_type", "food_serve") in parse_qsl(place.query)
    assert "target_months" not in dict(parse_qsl(place.query))


@pytest.mark.parametrize("place", ["check", "compare"])
def test_other_pages_carry_the_answers_over_and_say_what_could_not_go(reader: Visitor, place: str) -> None:
    page = reader.open(f"/en/{place}?{THEN}&b.hours=h3" if place == "compare" else f"/en/{place}?{THEN}")

    assert SPLIT in page.text
    assert GONE in page.text
    assert "Restaurant, café or bar" in page.text


def test_a_comparison_carries_both_plans_over(reader: Visitor) -> None:
    page = reader.open(
        f"/en/compare?{OLD}&start=2027-01-11&b.area=nordic_eu&b.target_months=3&edition=2026-1"
    )

    assert page.text.count(GONE) == 1
    assert "nordic_eu" not in page.text
    links = [href for _, href in page.links if "b.area=europe" in href]
    assert links
    assert "edition=2026-2" in links[0]


def test_what_goes_over_whole_leads_to_the_address_of_today_without_a_word(program: FlaskClient) -> None:
    response = program.get("/en/check?" + THEN.replace("food_drink", "shop").replace("&target_months=6", ""))

    assert response.status_code == 302
    assert "edition" not in response.headers["Location"]


def test_the_front_page_shows_its_examples_under_todays_rules(reader: Visitor) -> None:
    links = [href for _, href in reader.open("/en/").links if href.startswith("/en/advice?")]

    assert len(links) == 3
    for link in links:
        page = reader.open(link)
        assert page.query.startswith("market=")
        assert page.query.endswith("&edition=2026-2")
        assert "could not be read" not in page.text


# What is taken away


def test_files_hold_the_advice_of_the_edition(program: FlaskClient) -> None:
    text = program.get(f"/en/advice.md?{THEN}").text
    data = program.get(f"/en/advice.json?{THEN}").get_json()

    assert "Local Facebook groups" in text
    assert data["edition"] == "2026-1"
    chosen = [tactic["id"] for tactic in data["tactics"] if tactic["status"] == "chosen"]
    assert set(chosen) == set(advised(OLD, load_rulebook("2026-1")))


def test_the_code_for_a_phone_is_of_the_old_address(program: FlaskClient) -> None:
    drawing = program.get(f"/en/advice.svg?{THEN}")

    assert drawing.text == as_svg(f"http://localhost/en/advice?{THEN}")


def test_a_kept_result_gives_the_advice_of_its_edition_after_a_new_one(
    two_editions: Library, second: Rulebook, tmp_path: Path
) -> None:
    first = load_rulebook("2026-1")
    before = create_app({"TODAY": lambda: DAY, "RULEBOOK": first, "DATA": tmp_path}).test_client()
    sent = before.post("/en/keep", data={"answers": THEN}, headers={"Sec-Fetch-Site": "same-origin"})
    token = sent.headers["Location"].split("/")[3]

    after = create_app({"TODAY": lambda: DAY, "EDITIONS": two_editions, "DATA": tmp_path}).test_client()
    page = Page(after.get(f"/en/k/{token}"), f"/en/k/{token}")

    assert page.response.status_code == 200
    assert set(tactics(page)) == set(advised(OLD, first))
    assert set(tactics(page)) != set(advised(TODAY, second))


def test_a_result_of_an_old_edition_can_still_be_kept(site: Flask) -> None:
    client = site.test_client()
    sent = client.post("/en/keep", data={"answers": THEN}, headers={"Sec-Fetch-Site": "same-origin"})
    token = sent.headers["Location"].split("/")[3]

    assert sent.status_code == 303
    assert "facebook_groups" in tactics(Page(client.get(f"/en/k/{token}"), f"/en/k/{token}"))


# Programs


def test_the_api_answers_under_the_edition_that_is_named(program: FlaskClient) -> None:
    then = program.get(f"/api/v1/recommendation?lang=en&{THEN}").get_json()
    now = program.get(f"/api/v1/recommendation?lang=en&{TODAY}").get_json()

    assert then["edition"] == "2026-1"
    assert then["answers"]["business_type"] == "food_drink"
    assert now["edition"] == "2026-2"


def test_the_api_holds_answers_to_the_edition_that_is_named(program: FlaskClient) -> None:
    response = program.get(f"/api/v1/recommendation?lang=en&{OLD}&edition=2026-2")

    assert response.status_code == 400
    assert {(error["key"], error["value"]) for error in response.get_json()["errors"]} >= {
        ("business_type", "food_drink"),
        ("target_months", "6"),
    }


def test_the_openapi_document_names_every_edition(program: FlaskClient) -> None:
    document = program.get("/api/v1/openapi.json").get_json()
    parameters = document["paths"]["/api/v1/recommendation"]["get"]["parameters"]

    enums = {item["name"]: item["schema"].get("enum") for item in parameters}

    assert enums["edition"] == ["2026-1", "2026-2"]


@pytest.fixture(name="run")
def _run(two_editions: Library, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command line of a program that was shipped with both editions."""
    monkeypatch.setattr(Library, "shipped", lambda: two_editions)
    return CliRunner()


def test_the_command_line_answers_under_the_edition_that_is_named(run: CliRunner) -> None:
    then = run.invoke(main, ["recommend", "--format", "json", THEN])
    now = run.invoke(main, ["recommend", "--format", "json", TODAY])

    assert json.loads(then.output)["edition"] == "2026-1"
    assert json.loads(now.output)["edition"] == "2026-2"
    assert "facebook_groups" in then.output
    assert "facebook_groups" not in now.output


@pytest.mark.parametrize("form", ["result", "answers", "query"])
def test_a_file_of_an_old_edition_goes_back_in_under_its_edition(
    run: CliRunner, tmp_path: Path, form: str
) -> None:
    result = json.loads(run.invoke(main, ["recommend", "--format", "json", THEN]).output)
    answers = {**result["answers"], "edition": "2026-1", "start": "2027-01-11"}
    file = tmp_path / "plan"
    file.write_text({"result": json.dumps(result), "answers": json.dumps(answers), "query": f"?{THEN}"}[form])

    again = run.invoke(main, ["recommend", "--format", "json", str(file)])

    assert json.loads(again.output) == result


def test_explain_speaks_of_the_edition_that_is_named(run: CliRunner) -> None:
    found = run.invoke(main, ["explain", "--tactic", "facebook_groups", THEN])

    assert found.exit_code == 0
    assert found.output.startswith("# Local Facebook groups")


def test_the_command_line_takes_old_answers_for_wrong_ones_where_no_edition_is_named(run: CliRunner) -> None:
    found = run.invoke(main, ["recommend", OLD])

    assert found.exit_code == 2
    assert re.search(r"“food_drink” is no answer to “business_type”", found.output)
