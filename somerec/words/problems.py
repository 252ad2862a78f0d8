"""What is wrong with answers, said kindly: what, where, and what to do."""

from __future__ import annotations

from somerec.advice.answers import Problem
from somerec.rulebook.conditions import GRID
from somerec.words.speaker import Speaker

MOST_SHOWN = 60
"""Characters of a value that are repeated back; the rest of a long one helps nobody."""


def problem_line(problem: Problem, speaker: Speaker) -> str:
    """Return a problem for a program or the command line: with the keys and values as they were given."""
    return _said(problem, speaker, _short(problem.key), _short(problem.value), problem.nearest)


def problem_text(problem: Problem, speaker: Speaker) -> str:
    """Return a problem for a page: with the question's own words where the key is a question."""
    key = _question(problem.key, speaker)
    return _said(
        problem,
        speaker,
        key or _short(problem.key),
        _label(problem.key, problem.value, speaker),
        _label(problem.key, problem.nearest, speaker),
    )


def form_error(problem: Problem, speaker: Speaker) -> str:
    """Return a problem as a form says it: what to do, at the question that it concerns."""
    name: str = problem.kind if f"phrases.form.{problem.kind}" in speaker.texts else "other"
    if name == "missing" and speaker.rulebook.questions[problem.key].kind == "number":
        name = "missing_number"
    value = _label(problem.key, problem.value, speaker)
    return speaker.phrase(f"form.{name}", key=_question(problem.key, speaker), value=value)


def _said(problem: Problem, speaker: Speaker, key: str, value: str, nearest: str) -> str:
    name = f"problem.{problem.kind}"
    if problem.nearest and f"phrases.{name}_near" in speaker.texts:
        name = f"{name}_near"
    return speaker.phrase(name, key=key, value=value, nearest=nearest)


def _question(key: str, speaker: Speaker) -> str:
    if key.startswith(f"{GRID}."):
        return speaker.texts.get(f"questions.{GRID}.rows.{key.removeprefix(f'{GRID}.')}.label", "")
    return speaker.question(key)


def _label(key: str, value: str, speaker: Speaker) -> str:
    question = GRID if key.startswith(f"{GRID}.") else key
    path = f"questions.{question}.options.{value}.label"
    return speaker.label(question, value) if path in speaker.texts else _short(value)


def _short(text: str) -> str:
    # What cannot be printed is shown as a mark, so that an address cannot rearrange the page or the terminal.
    visible = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )
    return visible if len(visible) <= MOST_SHOWN else f"{visible[:MOST_SHOWN]}…"
