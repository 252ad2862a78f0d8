"""Pages for every rule and every tactic, and one that shows how the questions lead to decisions."""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from somerec.rulebook.model import Rulebook, Tactic
from somerec.web.page import render
from somerec.web.rules.changes import Kind, about, changelogs, once
from somerec.web.rules.content import known_rules, overview, remarks, rule_view, tactic_sources
from somerec.web.rules.drawing import LAYOUTS, draw
from somerec.web.rules.examples import of_tactic
from somerec.web.site import site
from somerec.words.speaker import Speaker, speaker

blueprint = Blueprint("rules", __name__)

LONGEST = 40
"""Letters of an unknown name that are worth comparing."""

ALIKE = 0.5
"""How much of two names must agree, of 1, for one to be meant by the other."""

MARKETS = {"nb": "no", "sv": "se", "en": "other"}
"""The country whose money a page speaks of, by language."""


@blueprint.get("/rules")
def rules(lang: str) -> Response:
    """Show the stages of a decision, with the questions, the rules and the tactics."""
    words = _words(lang)
    stages = overview(words)
    rows = [(stage.name, [short for short, _ in stage.questions]) for stage in stages]
    return render(
        "rules/overview.html",
        lang,
        index=True,
        path=f"/{lang}/rules",
        stages=stages,
        drawings=[draw(rows, layout) for layout in LAYOUTS],
        tactics=[(name, words.text(f"tactics.{name}.name")) for name in words.rulebook.tactics],
        editions=changelogs(site().library, lang),
    )


@blueprint.get("/rules/<name>")
def rule(lang: str, name: str) -> Response | AnyResponse:
    """Show one rule: when it applies, what it does, why, and two businesses to compare."""
    words = _words(lang)
    found = words.rulebook.rules.get(name)
    if found is None:
        place = _meant(name, words.rulebook)
        return redirect(f"/{lang}/{place}", 308) if place else _not_today("rules", lang, name, words)
    path = f"/{lang}/rules/{name}"
    return render(
        "rules/rule.html",
        lang,
        index=True,
        path=path,
        rule=rule_view(found, words),
        names=_names(words),
        changes=about("rules", name, site().library, lang),
    )


@blueprint.get("/tactics/<name>")
def tactic(lang: str, name: str) -> Response | AnyResponse:
    """Show one tactic: what it is for, what it takes, how it is done, and what rules say of it."""
    words = _words(lang)
    found = words.rulebook.tactics.get(name)
    if found is None:
        return _not_today("tactics", lang, name, words)
    return render(
        "rules/tactic.html",
        lang,
        index=True,
        path=f"/{lang}/tactics/{name}",
        tactic=found,
        said=_said(found, words),
        remarks=remarks(found, words),
        sources=tactic_sources(found, words),
        example=of_tactic(name, words),
        changes=about("tactics", name, site().library, lang),
    )


def _meant(name: str, rulebook: Rulebook) -> str:
    """Return the page of a rule named in other letters, or of a tactic; nothing where there is neither."""
    rule = known_rules(rulebook).get(name.casefold())
    if rule:
        return f"rules/{rule.id}"
    return f"tactics/{name}" if name in rulebook.tactics else ""


def _words(lang: str) -> Speaker:
    return speaker(site().rulebook, lang, {"market": MARKETS.get(lang, "other")})


def _names(words: Speaker) -> dict[str, str]:
    return {name: words.text(f"tactics.{name}.name") for name in words.rulebook.tactics}


def _said(tactic: Tactic, words: Speaker) -> dict[str, object]:
    """Return what stands of a tactic in words and figures."""
    rulebook, key, language = words.rulebook, f"tactics.{tactic.id}", words.language
    return {
        "name": words.text(f"{key}.name"),
        "pitch": words.text(f"{key}.pitch"),
        "job": words.text(f"{key}.job"),
        "weekly": language.minutes(tactic.weekly) if tactic.weekly else "",
        "setup": language.minutes(tactic.setup),
        "setup_solo": language.minutes(tactic.setup_solo) if tactic.setup_solo != tactic.setup else "",
        "monthly": words.phrase("tactic.monthly", number=tactic.monthly) if tactic.monthly else "",
        "skills": [words.label("skills", skill) for skill in _in_order("skills", tactic.skills, rulebook)],
        "goals": [words.label("goal", goal) for goal in _in_order("goal", tactic.goals, rulebook)],
        "buying": [words.label("buying", way) for way in _in_order("buying", tactic.buying, rulebook)],
        "steps": [words.text(f"{key}.steps.{number}") for number in range(1, tactic.steps + 1)],
        "tasks": [
            (words.text(f"{key}.tasks.{task.id}"), words.phrase(f"task.{task.rhythm}", minutes=task.minutes))
            for task in tactic.tasks
        ],
    }


def _in_order(question: str, options: Collection[str], rulebook: Rulebook) -> list[str]:
    """Return options in the order in which they are asked for."""
    return [option.id for option in rulebook.questions[question].options if option.id in options]


def _not_today(kind: Kind, lang: str, name: str, words: Speaker) -> Response | AnyResponse:
    """Answer for an id that today's rules do not have: an older edition's leads to what became of it."""
    today, told = once(kind, name, site().library, lang)
    if today:
        return redirect(f"/{lang}/{kind}/{today}", 308)
    if told:
        return render("rules/gone.html", lang, status=410, name=name, changes=told)
    return _unknown(lang, name, words)


def _unknown(lang: str, name: str, words: Speaker) -> Response:
    """Say that there is no such rule or tactic, and name the one that is spelt most like it."""
    rulebook = words.rulebook
    places = {rule: f"/{lang}/rules/{rule}" for rule in rulebook.rules}
    places |= {tactic: f"/{lang}/tactics/{tactic}" for tactic in rulebook.tactics}
    near = {place: SequenceMatcher(None, place, name[:LONGEST]).ratio() for place in places}
    best = max(near, key=near.__getitem__)  # Of several the first, as they stand in the rulebook.
    nearest = best if near[best] >= ALIKE else ""
    shown = words.texts.get(f"tactics.{nearest}.name", nearest)
    return render(
        "rules/unknown.html",
        lang,
        status=404,
        lasting=False,
        nearest=(places[nearest], shown) if nearest else None,
    )
