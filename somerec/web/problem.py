"""Problems of the API as RFC 9457 writes them, in the language asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable

from flask import Response, request

from somerec.advice.answers import Problem
from somerec.web.site import site
from somerec.words.languages import LANGUAGES, negotiate
from somerec.words.problems import problem_line
from somerec.words.speaker import Speaker, speaker

TITLES = {404: "not_found", 405: "method", 414: "too_long", 500: "fault"}
"""The words for errors that are not about answers; others are `unreadable`."""


def asked_language() -> str:
    """Return the language that an API call asks for: by parameter, else by header."""
    named = request.args.get("lang", "")
    return named if named in LANGUAGES else negotiate(request.headers.get("Accept-Language", ""))


def problem_response(status: int, title: str, words: Speaker, problems: Iterable[Problem] = ()) -> Response:
    """Answer with a problem; each of `errors` names the key, the value and the nearest valid one."""
    errors = [
        {
            "kind": problem.kind,
            "key": problem.key,
            "value": problem.value,
            "nearest": problem.nearest,
            "detail": problem_line(problem, words),
        }
        for problem in problems
    ]
    body = {"type": "about:blank", "title": title, "status": status}
    if errors:
        body["detail"] = " ".join(str(error["detail"]) for error in errors)
    response = json_response({**body, **({"errors": errors} if errors else {})}, status)
    response.mimetype = "application/problem+json"
    response.headers["Content-Language"] = words.language.code
    response.vary.add("Accept-Language")
    return response


def error_response(status: int) -> Response:
    """Answer with a problem that is not about answers."""
    words = speaker(site().rulebook, asked_language(), {})
    return problem_response(status, words.phrase(f"problem.{TITLES.get(status, 'unreadable')}"), words)


def json_response(value: object, status: int = 200) -> Response:
    """Answer with JSON that any page on the web may read."""
    response = Response(
        json.dumps(value, ensure_ascii=False, indent=1) + "\n", status, mimetype="application/json"
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
