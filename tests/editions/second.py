"""Edition 2026-2: the first one with a few edits such as a year of advising would bring.

A tactic gets another id and takes less time, an option gets another id, another is split in two. A question
is asked no more, a cap and two conditions move, and there is one rule more. CHANGES tells it all.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from somerec.rulebook.load import EDITIONS, load_folder
from somerec.rulebook.model import Rulebook

FIRST, SECOND = "2026-1", "2026-2"

RENAMED = {"facebook_groups": "neighbour_groups", "nordic_eu": "europe"}
"""Ids that are called something else everywhere: a tactic, and an answer to where customers are."""

_FOOD = """\
      - id: food_drink
        label: Restaurant, café, or maker of food or drink
        clause: you serve or make food or drink
"""
_SERVE_AND_MAKE = """\
      - id: food_serve
        label: Restaurant, café or bar
        clause: you serve food or drink
      - id: food_make
        label: Maker of food or drink
        clause: you make food or drink
"""
_MARKETS = """\
  - id: R44c
    source: [judgement]
    when: {business_type: food_make, area: [local, region]}
    score: {event_listings: 3}
    because: Makers meet their customers at markets, and markets stand in the calendars.

"""

EDITS = (
    ("scope.yaml", "edition: 2026-1", "edition: 2026-2"),
    # The middle scope holds one tactic less.
    ("scope.yaml", "social: 2\n    tactics: 4", "social: 2\n    tactics: 3"),
    # Half a job is counted from 20 hours a week, not from 30.
    ("scope.yaml", "planning: {at_least: 1800}}   #", "planning: {at_least: 1200}}   #"),
    # Local groups take 20 minutes a week, not 30.
    (
        "tactics.yaml",
        "weekly: 30\n    money: m0\n    skills: [talk]",
        "weekly: 20\n    money: m0\n    skills: [talk]",
    ),
    ("tactics.yaml", "words.\n        minutes: 20", "words.\n        minutes: 10"),
    # Instagram takes three hours a week.
    ("choosing.yaml", "{below: 120}}\n        wait: [instagram]", "{below: 180}}\n        wait: [instagram]"),
    ("choosing.yaml", "Instagram takes two hours", "Instagram takes three hours"),
    # Who serves food and who makes it are told apart.
    ("questions.yaml", _FOOD, _SERVE_AND_MAKE),
    ("scope.yaml", "business_type: food_drink,", "business_type: [food_serve, food_make],"),
    *((file, "food_drink,", "food_serve, food_make,") for file in ("aim.yaml",) * 3 + ("choosing.yaml",)),
    ("choosing.yaml", "  - id: R45\n", f"{_MARKETS}  - id: R45\n"),
    # Nobody is asked by when any more.
    ("questions.yaml", "target_size, target_months, target_today", "target_size, target_today"),
    *(("aim.yaml", ", target_months: 3", ""),) * 2,
)
"""File, what stands there, and what takes its place; the first of several."""

CHANGES = """\
before: 2026-1

renamed:
  tactics: {facebook_groups: neighbour_groups}
  options:
    area: {nordic_eu: europe}

dropped:
  questions: [target_months]

split:
  business_type: {food_drink: [food_serve, food_make]}

changes:
  - id: three_tactics
    rules: [R57]
    text: A plan of the middle size has three tactics beyond the basics, not four. Few managed the fourth.
  - id: half_a_job
    rules: [R07]
    text: The yearly cost is worked out from 20 hours a week, because that is half a job.
  - id: groups
    tactics: [neighbour_groups]
    text: Local groups take twenty minutes a week instead of thirty. Answering one question well is enough.
  - id: instagram_hours
    rules: [R37]
    text: Instagram waits until there are three hours a week. With two, most accounts fell silent by summer.
  - id: food
    questions: [business_type]
    text: Those who serve food and those who make it are told apart, because their customers look elsewhere.
  - id: markets
    rules: [R44c]
    text: Those who make food are shown the event calendars, because that is where markets are announced.
  - id: no_deadline
    questions: [target_months]
    rules: [R22]
    text: Nobody is asked by when any more. A date that was guessed steered nothing.
  - id: europe
    questions: [area]
    text: The answer on the Nordic countries and Europe has a shorter name in addresses. Nothing else is new.
"""

_QUESTION = re.compile(r"  - id: target_months\n.*?(?=  - id: target_today\n)", re.DOTALL)
_PROPERTY = re.compile(
    r"  - id: target\n    same_for: \{question: target_months.*?(?=  - id: |\Z)", re.DOTALL
)


def second_edition(folder: Path) -> Rulebook:
    """Write the second edition into a folder of its own below this one, and read it."""
    return load_folder(write_second(folder))


def write_second(folder: Path) -> Path:
    """Write the second edition into a folder of its own below this one; return where."""
    made = shutil.copytree(EDITIONS / FIRST, folder / SECOND, ignore=shutil.ignore_patterns("*.json"))
    for file, old, new in EDITS:
        _replace(made / file, old, new)
    for file, pattern in (("questions.yaml", _QUESTION), ("properties.yaml", _PROPERTY)):
        found = pattern.search((made / file).read_text(encoding="utf-8"))
        assert found, f"{file} no longer holds what the second edition drops"
        _replace(made / file, found[0], "")
    for path in made.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for old, new in RENAMED.items():
            text = re.sub(rf"\b{old}\b", new, text)
        path.write_text(text, encoding="utf-8")
    (made / "changes.yaml").write_text(CHANGES, encoding="utf-8")
    return made


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
