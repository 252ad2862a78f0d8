"""What is wrong with answers, said kindly: what, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from somerec.advice.answers import Problem
from somerec.advice.migrate import Carried
from somerec.advice.recommendation import Msg
from somerec.rulebook.conditions import GRID
from somerec.words.catalogue import ONE
from somerec.words.speaker import Speaker
from somerec.words.speaker import speaker as speaker_of

MOST_SHOWN = 60
"""Characters of a value that are repeated back; the rest of a long one helps nobody."""


def problem_line(problem: Problem, speaker: Speaker) -> str:
    """Return a problem for a program or the command line: with the keys and values as they were given."""
    others = problem.others if isinstance(problem, Carried) else ()
    slots = {"key": _short(problem.key), "value": _short(problem.value), "nearest": problem.nearest}
    return _said(problem, speaker, slots, others)


def problem_text(problem: Problem, speaker: Speaker) -> str:
    """Return a problem for a page: with the question's own words where the key is a question."""
    if isinstance(problem, Carried):
        return _carried(problem, speaker)
    key = _question(problem.key, speaker)
    slots = {
        "key": key or _short(problem.key),
        "value": _label(problem.key, problem.value, speaker),
        "nearest": _label(problem.key, problem.nearest, speaker),
    }
    return _said(problem, speaker, slots)


def form_error(problem: Problem, speaker: Speaker) -> str:
    """Return a problem as a form says it: what to do, at the question that it concerns."""
    name: str = problem.kind if f"phrases.form.{problem.kind}" in speaker.texts else "other"
    if name == "missing" and speaker.rulebook.questions[problem.key].kind == "number":
        name = "missing_number"
    value = _label(problem.key, problem.value, speaker)
    return speaker.phrase(f"form.{name}", key=_question(problem.key, speaker), value=value)


def _carried(problem: Carried, speaker: Speaker) -> str:
    """Say what could not be carried over: what was given in the words of then, the rest in those of today."""
    values = {"size": "solo"} if speaker.number == ONE else {}
    then = speaker_of(problem.then or speaker.rulebook, speaker.language.code, values)
    slots = {
        "key": _question(problem.key, then) or _short(problem.key),
        "value": _label(problem.key, problem.value, then),
        "nearest": _label(problem.new_key, problem.nearest, speaker),
    }
    return _said(problem, speaker, slots, [_label(problem.new_key, name, speaker) for name in problem.others])


def _said(problem: Problem, speaker: Speaker, slots: Mapping[str, str], others: Iterable[str] = ()) -> str:
    name = f"problem.{problem.kind}"
    if problem.nearest and f"phrases.{name}_near" in speaker.texts:
        name = f"{name}_near"
    also = tuple(Msg("phrases.problem.split_other", {"value": other}) for other in others)
    return speaker.phrase(name, **slots, others=also)


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
