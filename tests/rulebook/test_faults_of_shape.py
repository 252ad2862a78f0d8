"""What a rule, a text and a file must look like, and how the loader says so where they do not."""

from __future__ import annotations

import pytest

from tests.rulebook.broken import Break, Edition

HEAD = "\n  - id: R900\n    source: [judgement]\n"

RULES = [
    Break(
        "a rule has no id",
        "rule lacks an 'id'",
        "\n  - source: [judgement]\n    because: Said.\n",
        at="source",
    ),
    Break(
        "a rule stands twice, in two files",
        "rule 'R36' stands twice; the first is in choosing.yaml, line {line}",
        "\n  - id: R36\n    source: [judgement]\n    because: Said.\n    act: [counter]\n",
        at="R36",
        first="id: R36",
        first_file="choosing.yaml",
    ),
    Break(
        "a rule lacks a source",
        "rule 'R900' lacks 'source'",
        "\n  - id: R900\n    because: Said.\n    act: [counter]\n",
        at="R900",
    ),
    Break(
        "a rule names no source",
        "at least one source, or `judgement`",
        "\n  - id: R900\n    source: []\n    because: Said.\n    act: [counter]\n",
        at="source",
    ),
    Break(
        "a rule names a source that does not exist",
        "unknown source 'S2-100'; did you mean 'S2-10'?",
        "\n  - id: R900\n    source: [F1, S2-100]\n    because: Said.\n    act: [counter]\n",
        at="source",
    ),
    Break(
        "a part of a rule names a source that does not exist",
        "unknown source 'S2-100'; did you mean 'S2-10'?",
        "\n  - id: R900\n    source: [F1]\n    because: Said.\n    parts:\n"
        "      - source: [S2-100]\n        act: [counter]\n",
        at="source: [S2-100]",
    ),
    Break(
        "only one task is left of a tactic that has no such task",
        "unknown task of 'reviews' 'answr'; did you mean 'answer'?",
        "{reviews: answr}",
        old="{reviews: answer}",
        file="plan.yaml",
    ),
    Break(
        "a rule has no effect",
        "rule 'R900' does nothing: it has no effect",
        f"{HEAD}    because: Said.\n",
        at="id",
    ),
    Break(
        "a rule has both parts and effects of its own",
        "rule 'R900' has both 'parts' and effects of its own",
        f"{HEAD}    because: Said.\n    act: [counter]\n    parts:\n      - act: [decide_goal]\n",
        at="id",
    ),
    Break(
        "a part has no effect",
        "a part of 'rules.R900' has no effect",
        f"{HEAD}    because: Said.\n    parts:\n      - when: {{size: solo}}\n",
        at="when",
    ),
    Break(
        "a part with a reason of its own has no id",
        "a part of 'rules.R900' with its own 'because' needs an 'id'",
        f"{HEAD}    parts:\n      - act: [counter]\n        because: Said.\n",
        at="act",
    ),
    Break(
        "two parts with reasons of their own have the same id",
        "two parts of 'rules.R900' have the id 'one'",
        f"{HEAD}    parts:\n      - {{id: one, act: [counter], because: Said.}}\n"
        "      - {id: one, act: [decide_goal], because: Said again.}\n",
        at="- {id: one, act: [decide",
    ),
    Break(
        "a rule does not say why", "missing text 'rules.R900.because'", f"{HEAD}    act: [counter]\n", at="id"
    ),
    Break(
        "neither a part nor its rule says why",
        "missing text 'rules.R900.because'",
        f"{HEAD}    parts:\n      - act: [counter]\n",
        at="act",
    ),
    Break(
        "a key of a rule stands twice",
        "key 'act' stands twice; the first is in line {line}",
        f"{HEAD}    because: Said.\n    act: [counter]\n    act: [decide_goal]\n",
        at="act: [decide_goal]",
        first="    act: [counter]\n    act",
    ),
]

TEXTS = [
    Break(
        "a text is empty",
        "empty text 'rules.R900.because'",
        f"{HEAD}    because:\n    act: [counter]\n",
        at="because",
    ),
    Break(
        "a text holds straight quotation marks",
        "text 'rules.R900.because' holds a straight quotation mark; use ‘ ’ or “ ”",
        f'{HEAD}    because: Don\'t say "more".\n    act: [counter]\n',
        at="because",
    ),
    Break(
        "a text is a list",
        "text 'rules.R900.because' must be a sentence, or have exactly 'one' and 'many'",
        f"{HEAD}    because: [Said., Done.]\n    act: [counter]\n",
        at="because",
    ),
    Break(
        "a text has a form for one person only",
        "text 'rules.R900.because' must be a sentence, or have exactly 'one' and 'many'",
        f"{HEAD}    because: {{one: You say so.}}\n    act: [counter]\n",
        at="because",
    ),
    Break(
        "a form of a text is empty",
        "empty text 'rules.R900.because'",
        f'{HEAD}    because: {{one: You say so., many: ""}}\n    act: [counter]\n',
        at="because",
    ),
]

FILES = [
    Break(
        "a file has a key that means nothing",
        "unknown key 'rule' in care.yaml; did you mean 'rules'?",
        "\nrule: []\n",
        at="rule:",
    ),
    Break(
        "the rules are no list", "'rules' must be a list", "\nrules: R900\n", at="rules", file="goals.yaml"
    ),
    Break("a rule is no mapping", "'rules' must be a list of mappings", "\n  - R900\n", at="R900"),
    Break(
        "a file uses an alias",
        "an alias stands for another value; write the value out",
        f"{HEAD}    because: &why Said.\n    act: [counter]\n    texts: *why\n",
        at="texts",
    ),
    Break(
        "a key is more than a word",
        "a key must be one word",
        f"{HEAD}    because: Said.\n    act: [counter]\n    ? [size, hours]\n    : solo\n",
        at="? [",
    ),
]


@pytest.mark.parametrize("broken", [*RULES, *TEXTS, *FILES], ids=lambda broken: broken.behaviour)
def test_the_loader_names_the_fault_and_its_line_when(edition: Edition, broken: Break) -> None:
    expected = edition.break_with(broken)

    assert edition.faults() == [expected]
