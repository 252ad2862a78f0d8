"""The API's own description, made from the rulebook so that it cannot fall behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from somerec.rulebook.library import Library
from somerec.rulebook.model import Question, Rulebook
from somerec.words.languages import LANGUAGES

SCHEMA_PATH = "/api/v1/schema/recommendation.json"


def describe(library: Library, base_url: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document. It has the questions of the latest edition."""
    rulebook = library.latest
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "somerec",
            "summary": "How much internet and social-media strategy is right for a small business, and why.",
            "version": f"1 (rulebook {rulebook.edition})",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base_url or "/"}],
        "paths": {
            "/api/v1/recommendation": {"get": _recommendation(rulebook, library.editions)},
            SCHEMA_PATH: {
                "get": _document("schema", "The JSON Schema of a recommendation.", "application/schema+json")
            },
            "/api/v1/openapi.json": {"get": _document("openapi", "This document.", "application/json")},
        },
        "components": {"schemas": {"Problem": _problem()}},
    }


def _recommendation(rulebook: Rulebook, editions: Sequence[str]) -> dict[str, Any]:
    parameters = [
        parameter for question in rulebook.questions.values() for parameter in _parameters(question, rulebook)
    ]
    return {
        "operationId": "recommend",
        "summary": "The right-sized strategy for a business, with a reason for everything in it.",
        "description": "Nothing is stored. The same answers, edition and start give the same advice.",
        "parameters": [
            _query(
                "lang",
                {"type": "string", "enum": list(LANGUAGES)},
                "The language of the texts; else Accept-Language decides.",
            ),
            *parameters,
            _query("start", {"type": "string", "format": "date"}, "The plan’s first day; else today."),
            _query(
                "hour_value", {"type": "integer", "minimum": 0, "maximum": 100000}, "What an hour is worth."
            ),
            _query(
                "edition",
                {"type": "string", "enum": list(editions)},
                "The edition of the rulebook; else the latest. An older one takes the answers of its time.",
            ),
        ],
        "responses": {
            "200": {
                "description": "The recommendation.",
                "content": {"application/json": {"schema": {"$ref": SCHEMA_PATH}}},
            },
            "400": {
                "description": "Answers that cannot be used as they stand; nothing is guessed.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
        },
    }


def _parameters(question: Question, rulebook: Rulebook) -> list[dict[str, Any]]:
    options = {"type": "string", "enum": [option.id for option in question.options]}
    text = rulebook.texts[f"questions.{question.id}.text"].many
    if question.kind == "grid":
        label = f"questions.{question.id}.rows"
        return [
            _query(f"{question.id}.{row}", options, f"{text} {rulebook.texts[f'{label}.{row}.label'].many}")
            for row in question.rows
        ]
    if question.kind == "number":
        return [_query(question.id, {"type": "number", "minimum": 0}, text)]
    if question.kind == "many":
        return [_query(question.id, {"type": "array", "items": options, "uniqueItems": True}, text)]
    required = question.required and not question.presets
    return [{**_query(question.id, options, text), **({"required": True} if required else {})}]


def _query(name: str, schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": text, "schema": schema}


def _document(name: str, text: str, kind: str) -> dict[str, Any]:
    answer = {"description": text, "content": {kind: {"schema": {"type": "object"}}}}
    return {"operationId": name, "summary": text, "responses": {"200": answer}}


def _problem() -> dict[str, Any]:
    words = {"type": "string"}
    names = ("kind", "key", "value", "nearest", "detail")
    error = {"type": "object", "required": list(names), "properties": dict.fromkeys(names, words)}
    return {
        "type": "object",
        "description": "RFC 9457, with one entry in errors for each thing to mend.",
        "required": ["type", "title", "status"],
        "properties": {
            "type": words,
            "title": words,
            "status": {"type": "integer"},
            "detail": words,
            "errors": {"type": "array", "items": error},
        },
    }
