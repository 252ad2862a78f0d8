"""The API: the same advice as JSON, open for reading from any page, without keys and without cookies."""

from __future__ import annotations

from flask import Blueprint, Response

from somerec.advice.answers import AnswersError, Problem, Reading, read_pairs
from somerec.advice.recommend import recommend
from somerec.advice.since import since_in
from somerec.takeaways.result_json import as_json
from somerec.takeaways.schema import SCHEMA
from somerec.web.cache import keep, tag
from somerec.web.openapi import SCHEMA_PATH, describe
from somerec.web.problem import asked_language, json_response, problem_response
from somerec.web.site import site
from somerec.web.visit import sent_pairs
from somerec.words.beside import Beside
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import speaker

blueprint = Blueprint("api", __name__)


@blueprint.after_request
def hide(response: Response) -> Response:
    """Keep somebody's answers out of search engines, and with them everything else that is for programs."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@blueprint.get("/api/v1/recommendation")
def recommendation() -> Response:
    """Return the advice for the answers in the address, or say all that is wrong with them."""
    lang, pairs = asked_language(), sent_pairs()
    rulebook = site().library.named(pairs)
    try:
        answers = _with_language(read_pairs(pairs, rulebook), pairs).whole()
    except AnswersError as error:
        words = speaker(rulebook, lang, {})
        return problem_response(400, words.phrase("problem.title"), words, error.problems)
    advice = recommend(answers, rulebook, answers.start or site().today())
    beside = Beside(since=since_in(site().library, answers, advice.start))
    response = json_response(as_json(advice, rulebook, lang, beside))
    response.headers["Content-Language"] = lang
    if answers.start and ("lang", lang) in pairs:
        return keep(response)
    response.vary.add("Accept-Language")
    return tag(response)


def _with_language(reading: Reading, pairs: list[tuple[str, str]]) -> Reading:
    """Count a language that there is not among the problems."""
    wrong = tuple(
        Problem("unknown_option", "lang", value)
        for name, value in pairs
        if name == "lang" and value and value not in LANGUAGES
    )
    return Reading(reading.answers, (*wrong, *reading.problems))


@blueprint.get(SCHEMA_PATH)
def schema() -> Response:
    """Return the JSON Schema of a recommendation."""
    response = json_response(SCHEMA)
    response.mimetype = "application/schema+json"
    return keep(response)


@blueprint.get("/api/v1/openapi.json")
def openapi() -> Response:
    """Return the OpenAPI document."""
    return keep(json_response(describe(site().library, site().base_url)))


@blueprint.get("/healthz")
def health() -> Response:
    """Say that the process answers."""
    response = Response("ok\n", mimetype="text/plain")
    response.cache_control.no_store = True
    return response
