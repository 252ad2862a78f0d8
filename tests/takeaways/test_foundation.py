"""What comes first can be ticked off; what is to be known of the plan stands beside it and cannot."""

from __future__ import annotations

import pytest

from somerec.takeaways.pdf import as_pdf
from somerec.words.details import REMARKS, foundation
from somerec.words.speaker import speaker_for
from tests.takeaways.businesses import advice, cases, rulebook
from tests.takeaways.tags import pages, squeezed

KNOWN = sorted(name for name in cases() if foundation(advice(name))[1])


def test_every_remark_is_an_action_of_the_rulebook_that_takes_no_time() -> None:
    actions = rulebook().actions
    assert all(actions[name].minutes == 0 for name in REMARKS)


@pytest.mark.parametrize("name", cases())
def test_every_action_is_one_or_the_other_in_its_order(name: str) -> None:
    first, remarks = foundation(advice(name))
    assert [item.id for item in remarks] == [item.id for item in advice(name).actions if item.id in REMARKS]
    assert [item.id for item in first] == [item.id for item in advice(name).actions if item.id not in REMARKS]


@pytest.mark.parametrize("name", KNOWN[:6])
def test_on_paper_a_remark_has_no_box(name: str) -> None:
    result = advice(name)
    words = speaker_for(result, rulebook(), "nb")
    text = squeezed("".join(pages(as_pdf(result, rulebook(), "nb", ""))))
    for item in result.actions:
        said = squeezed(words.say(item.text))[:40]
        assert said in text
        assert (f"☐{said}" in text) == (item.id not in REMARKS)
