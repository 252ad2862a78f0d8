"""The JSON Schema of a recommendation, as `result_json.as_json` writes it."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
ID: Schema = {"type": "string", "pattern": "^[a-z0-9_]+$"}
RULE: Schema = {"type": "string", "pattern": "^R[0-9]{2}[a-z]?$"}
TIER: Schema = {"enum": ["T0", "T1", "T2", "T3", "T4"]}
GATE: Schema = {"enum": ["open", "closed"]}
DATE: Schema = {"type": "string", "format": "date"}
HOURS: Schema = {"type": "number", "minimum": 0, "description": "Hours, two decimals."}
WEEK: Schema = {"type": ["integer", "null"], "minimum": 1}
RHYTHM: Schema = {"enum": ["daily", "twice_weekly", "weekly", "fortnightly", "monthly"]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Schema], *optional: str) -> Schema:
    """Return an object that has all its properties, but for the optional ones, and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


REASONS: Schema = {"$ref": "#/$defs/reasons"}

_REASON = _object(
    {
        "rule": RULE,
        "text": TEXT,
        "answers": {
            **_list(ID),
            "description": "Questions whose answers matched; empty only for rules that always apply.",
        },
        "source": _list({"type": "string"}),
    }
)

_ITEM = {"id": ID, "text": TEXT, "reasons": REASONS}

_TACTIC = _object(
    {
        "id": ID,
        "name": TEXT,
        "status": {
            "enum": ["chosen", "later", "rejected", "dropped"],
            "description": "What became of it; only a consultant drops a tactic.",
        },
        "score": {"type": "integer"},
        "weekly_hours": HOURS,
        "setup_hours": HOURS,
        "start_week": WEEK,
        "pace": {"enum": ["full", "half", "quarter", "raised"]},
        "trial": {"type": "boolean"},
        "then": {"type": "boolean", "description": "Opens when the foundation stands."},
        "job": TEXT,
        "steps": _list(TEXT),
        "tasks": _list(
            _object(
                {
                    "text": TEXT,
                    "minutes": {"type": "integer", "minimum": 0},
                    "rhythm": RHYTHM,
                    "delegable": {"type": "boolean"},
                }
            )
        ),
        "reasons": {**REASONS},
    }
)

_FIGURE = _object({"id": ID, "text": TEXT})

_GOAL = _object(
    {
        "id": ID,
        "draft": {"type": "boolean"},
        "steering": _nullable(ID),
        "purpose": ID,
        "kpi": _object({"id": ID, "text": TEXT, "supporting": _list(_FIGURE)}),
        "target": _object(
            {
                "kind": {"enum": ["percent", "number", "measure_first"]},
                "today": {"type": ["number", "null"]},
                "wanted": {"type": ["number", "null"]},
                "percent": {"type": ["integer", "null"]},
                "months": {"type": ["integer", "null"]},
            }
        ),
        "reasons": REASONS,
    }
)

_TIPPING_POINT = _object(
    {
        "change": {"type": "object", "description": "One question with its new complete value."},
        "becomes": _object(
            {"tier": TIER, "gate": GATE, "gained": _list(ID), "lost": _list(ID)},
            "tier",
            "gate",
            "gained",
            "lost",
        ),
        "text": TEXT,
    }
)

_CHANGE: Schema = {"type": "object", "description": "Questions with their new complete values."}
_EFFORT: Schema = {
    "enum": ["now", "effort", "life", None],
    "description": "The hardest of the changes; `life` is a fact of life, null where there is no change.",
}
_WAY = _object({"change": _CHANGE, "effort": _EFFORT, "text": TEXT})

_CUT = _object(
    {
        "kind": {
            "enum": [
                *["goal", "audience", "law", "rule", "score", "hours", "scope", "tactic_cap", "social_cap"],
                *["skill", "content", "money", "base", "gate"],
            ]
        },
        "rule": RULE,
        "needed": {"type": ["number", "string", "null"]},
        "left": {"type": ["number", "string", "null"]},
        "unit": {"enum": ["hours", "kr", "points", "tier", "channels", "tactics", None]},
        "answers": _list(ID),
        "text": TEXT,
    }
)

_EXPLANATION = _object(
    {
        "tactics": {
            **_list(
                _object(
                    {
                        "id": ID,
                        "status": {"enum": ["later", "rejected"]},
                        "score": {"type": "integer"},
                        "cuts": {**_list(_CUT), "minItems": 1},
                        "near_miss": _WAY,
                        "changes": {**_list(_WAY), "maxItems": 3},
                    }
                )
            ),
            "description": "Every tactic outside the plan: its cuts, and what would bring it in.",
        },
        "tier": {**_list(_WAY), "maxItems": 3, "description": "What would give a larger scope."},
        "gate": {**_list(_WAY), "maxItems": 3, "description": "What would let new channels open."},
        "losses": {
            "type": "object",
            "additionalProperties": {**_list(_WAY), "maxItems": 3},
            "description": "By chosen tactic, the one answer that would drive it out.",
        },
        "stability": _object(
            {
                "same": {"type": "integer", "minimum": 0},
                "tried": {"type": "integer", "minimum": 0},
                "text": TEXT,
            }
        ),
    }
)

_STATUS = ["chosen", "later", "rejected", "dropped"]

_STATE = _object({"status": {"enum": _STATUS}, "weekly_hours": HOURS, "start_week": WEEK})

_ADVISER = {
    "description": "A consultant's part of a shared plan. `explanation` is of the engine's own plan.",
    **_object(
        {
            "name": TEXT,
            "lang": {
                "enum": ["nb", "sv", "en"],
                "description": "Of greeting, notes and reasons.",
            },
            "greeting": {"type": "string", "description": "Markdown."},
            "notes": {"type": "string", "description": "Markdown."},
            "changes": _list(
                _object(
                    {
                        "tactic": ID,
                        "verb": {"enum": ["add", "drop", "move", "hours"]},
                        "before": _STATE,
                        "after": _STATE,
                        "text": TEXT,
                        "reason": {**TEXT, "description": "The consultant's own."},
                    }
                )
            ),
            "over_hours": {**HOURS, "description": "Hours a week by which the changed plan does not fit."},
        }
    ),
}

_SINCE: Schema = {
    **_object(
        {
            "edition": {**TEXT, "description": "The edition of today."},
            "same": {"type": "boolean", "description": "Whether today's rules would give the same advice."},
            "text": TEXT,
            "query": {**TEXT, "description": "The answers as they are given today, as an address has them."},
            "missing": {**_list(ID), "description": "Questions of today that were not answered."},
            "lost": {**_list(TEXT), "description": "Answers that could not be carried over as they were."},
            "differs": _list(
                _object(
                    {
                        "subject": ID,
                        "id": {"type": "string", "description": "Of a tactic, a wish or a text; else empty."},
                        "text": TEXT,
                        "follows": {
                            "type": "boolean",
                            "description": "Whether it comes of other differences that the changes make.",
                        },
                        "changes": {
                            **_list(_object({"edition": TEXT, "id": ID, "text": TEXT})),
                            "description": "Without any one of these it would not be so.",
                        },
                    }
                )
            ),
        }
    ),
    "description": "Only in advice of an old edition: what today's rules would say differently.",
}

_LEVELS = [
    "strategy",
    "section",
    "goal",
    "tactic",
    "technique",
    "task",
    "supporting_number",
    "resource",
    "no_plan",
]

SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Recommendation",
    "description": "How much internet and social-media strategy is right for a business, and why.",
    "$defs": {"reasons": _list(_REASON)},
    **_object(
        {
            "edition": TEXT,
            "lang": {"enum": ["nb", "sv", "en"]},
            "answers": {"type": "object"},
            "assumed": _list(ID),
            "start": DATE,
            "tier": TIER,
            "tier_name": TEXT,
            "binding": {
                **_list(_object({"rule": RULE, "answers": _list(ID), "cap": TIER, "text": TEXT})),
                "minItems": 1,
            },
            "gate": GATE,
            "gate_reasons": REASONS,
            "pack": {"enum": ["P1", "P2", "P3"]},
            "flags": _list(ID),
            "hours": _object({"stated": HOURS, "usable": HOURS, "planned": HOURS}),
            "time_cost": _object(
                {
                    "monthly": {"type": "integer", "minimum": 0},
                    "yearly": {"type": "integer", "minimum": 0},
                    "currency": {"enum": ["NOK", "SEK", "EUR"]},
                    "hour_value": {"type": "integer", "minimum": 0},
                }
            ),
            "verdict": {**_list(TEXT), "minItems": 3, "maxItems": 3},
            "goal": _GOAL,
            "wishes": _list(
                _object({"id": ID, "level": {"enum": _LEVELS}, "text": TEXT, "reasons": REASONS})
            ),
            "actions": _list(_object({**_ITEM, "hours": HOURS})),
            "tactics": _list(_TACTIC),
            "safeguards": _list(_object(_ITEM)),
            "stop": _list(_object(_ITEM)),
            "law": _list(_object(_ITEM)),
            "depth": {"enum": ["half_page", "one_page", "month", "quarter", "day_plan"]},
            "review": _object(
                {
                    "after_days": {"type": "integer", "minimum": 1},
                    "date": DATE,
                    "first_check": _nullable(DATE),
                    "triggers": _list(TEXT),
                }
            ),
            "sentence": TEXT,
            "tipping_points": _list(_TIPPING_POINT),
            "explanation": _EXPLANATION,
            "adviser": _ADVISER,
            "since": _SINCE,
        },
        "adviser",
        "since",
    ),
}
"""Draft 2020-12."""
