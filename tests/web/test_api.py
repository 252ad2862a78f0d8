"""The API: the same advice as JSON, open to every page, and problems that say what to mend."""

from __future__ import annotations

import jsonschema
import pytest
from flask.testing import FlaskClient

from somerec import Answers, recommend
from somerec.rulebook.model import Rulebook
from somerec.takeaways.result_json import as_json
from tests.web.cases import CARPENTERS, but
from tests.web.conftest import DAY, LANGUAGES

PATH = "/api/v1/recommendation"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_gives_the_advice_that_the_engine_gives(
    client: FlaskClient, rulebook: Rulebook, lang: str
) -> None:
    response = client.get(f"{PATH}?lang={lang}&{CARPENTERS}")
    assert response.status_code == 200
    assert response.mimetype == "application/json"
    assert response.headers["Content-Language"] == lang
    advice = recommend(Answers.from_query(CARPENTERS, rulebook), rulebook, DAY)
    assert response.get_json() == as_json(advice, rulebook, lang)


def test_it_holds_to_its_schema(client: FlaskClient) -> None:
    schema = client.get("/api/v1/schema/recommendation.json")
    assert schema.mimetype == "application/schema+json"
    jsonschema.validate(client.get(f"{PATH}?{CARPENTERS}").get_json(), schema.get_json())


def test_the_first_day_may_be_set_and_else_it_is_today(client: FlaskClient) -> None:
    today = client.get(f"{PATH}?lang=en&{CARPENTERS}").get_json()
    later = client.get(f"{PATH}?lang=en&{CARPENTERS}&start=2027-06-01").get_json()
    assert today["review"]["date"].startswith("2027-0")
    assert today["review"]["date"] < later["review"]["date"]


@pytest.mark.parametrize(
    ("path", "status"), [(f"{PATH}?{CARPENTERS}", 200), (PATH, 400), ("/api/v1/none", 404)]
)
def test_any_page_may_read_it_and_no_cookie_goes_along(client: FlaskClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize(
    ("lang", "header", "title", "detail"),
    [
        (
            "nb",
            "sv",
            "Svarene kunne ikke brukes slik de står",
            "«sollo» er ikke noe svar på «size». Mente dere «solo»?",
        ),
        (
            "sv",
            "nb",
            "Svaren kunde inte användas som de står",
            "”sollo” är inget svar på ”size”. Menade ni ”solo”?",
        ),
        (
            "",
            "nn-NO",
            "Svarene kunne ikke brukes slik de står",
            "«sollo» er ikke noe svar på «size». Mente dere «solo»?",
        ),
        (
            "en",
            "",
            "The answers could not be used as they stand",
            "“sollo” is no answer to “size”. Did you mean “solo”?",
        ),
    ],
)
def test_a_problem_names_the_key_the_value_and_the_nearest_in_the_language_asked_for(
    client: FlaskClient, lang: str, header: str, title: str, detail: str
) -> None:
    query = but(CARPENTERS, size="sollo")
    response = client.get(f"{PATH}?lang={lang}&{query}", headers={"Accept-Language": header})
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    problem = response.get_json()
    assert (problem["title"], problem["status"]) == (title, 400)
    assert problem["errors"][0] == {
        "kind": "unknown_option",
        "key": "size",
        "value": "sollo",
        "nearest": "solo",
        "detail": detail,
    }


def test_an_answer_that_cannot_be_used_is_not_called_lacking_too(client: FlaskClient) -> None:
    errors = client.get(f"{PATH}?{but(CARPENTERS, size='sollo', hours=None)}").get_json()["errors"]
    assert [(error["kind"], error["key"]) for error in errors] == [
        ("unknown_option", "size"),
        ("missing", "hours"),
    ]


def test_every_problem_is_named_at_once(client: FlaskClient) -> None:
    errors = client.get(f"{PATH}?lang=de&sise=solo&start=soon").get_json()["errors"]
    assert {(error["kind"], error["key"]) for error in errors} >= {
        ("unknown_option", "lang"),
        ("unknown_key", "sise"),
        ("start", "start"),
        ("missing", "size"),
        ("missing", "business_type"),
        ("missing", "website"),
    }


def test_the_description_names_every_question_and_answer(client: FlaskClient, rulebook: Rulebook) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    assert document["openapi"] == "3.1.0"
    parameters = {item["name"]: item for item in document["paths"][PATH]["get"]["parameters"]}
    for question in rulebook.questions.values():
        names = [f"{question.id}.{row}" for row in question.rows] or [question.id]
        for name in names:
            schema = parameters[name]["schema"]
            options = schema.get("enum") or schema.get("items", {}).get("enum") or []
            assert options == [option.id for option in question.options]
    assert parameters["size"]["required"]
    for path in document["paths"]:
        assert client.get(path).status_code in (200, 400)
