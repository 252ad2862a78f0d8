"""Random businesses for benchmarks: the same ones in every run."""

from __future__ import annotations

import random

from somerec.advice.answers import Answers, read_pairs
from somerec.rulebook.model import Question, Rulebook

SEED = 2027


def businesses(rulebook: Rulebook, count: int) -> list[Answers]:
    """Return that many whole sets of answers, drawn over all questions and options."""
    chance = random.Random(SEED)
    found: list[Answers] = []
    while len(found) < count:
        pairs = [pair for question in rulebook.questions.values() for pair in _answer(question, chance)]
        answers = read_pairs(pairs, rulebook).answers
        if not answers.missing:
            found.append(answers)
    return found


def _answer(question: Question, chance: random.Random) -> list[tuple[str, str]]:
    options = [option.id for option in question.options]
    if question.kind == "number":
        return [(question.id, str(chance.randint(1, 200)))]
    if question.kind == "grid":
        return [
            (f"{question.id}.{row}", chance.choice(("no", "no", "quiet", "active"))) for row in question.rows
        ]
    if question.kind == "many":
        return [(question.id, option) for option in chance.sample(options, chance.randint(1, 4))]
    return [(question.id, chance.choice(options))]
