"""`somerec case` freezes a business, in the form in which the tests keep their cases."""

from __future__ import annotations

import yaml
from click.testing import CliRunner

from somerec import load_rulebook
from somerec.cli import main
from somerec.proof.lot import businesses
from tests.advice.cases import KEYS, Case


def test_a_frozen_business_is_a_case_that_holds() -> None:
    for answers in businesses(load_rulebook(), 8):
        done = CliRunner().invoke(
            main, ["case", f"/en/advice?{answers.to_query()}", "--title", "Ola’s: a shop"]
        )

        raw = yaml.load(done.output, yaml.BaseLoader)  # noqa: S506 - strings only, no objects
        case = Case("frozen", raw["title"], raw["sense"], raw["answers"], raw["expect"])
        assert done.exit_code == 0
        assert set(raw) == KEYS
        assert raw["title"] == "Ola’s: a shop"
        assert {"tier", "gate", "only", "rejected"} <= set(case.expect)
        assert [wrong for name in case.expect if (wrong := case.wrong(name))] == []


def test_answers_that_are_not_whole_freeze_to_nothing() -> None:
    done = CliRunner().invoke(main, ["case", "size=solo&who=teem"])

    assert done.exit_code == 2
    assert "missing: goal" in done.output
    assert "unknown_option: who teem" in done.output
