"""What a business is to do this week is said whole, in every language."""

from __future__ import annotations

import re

import pytest

from somerec import Answers, recommend
from somerec.words.languages import LANGUAGES
from somerec.words.speaker import speaker_for
from tests.words.businesses import RULEBOOK, START

LOCAL_SERVICES = {
    "post_vacancies": (
        "market=se&business_type=industry&size=medium&who=one_full&hours=h21&money=m3&skills=write&goal=recruit"
        "&area=region&buying=compare&website=useful&content=people&base=answer_owner&base=guidelines"
        "&base=measuring&target_size=t25&target_months=12"
    ),
    "search_tenders": (
        "market=no&business_type=advice&size=micro&who=set_time&hours=h6&skills=write&goal=enquiries"
        "&customers=public&area=national&buying=sales_contact&website=converts&content=people&base=answer_owner"
        "&base=guidelines&base=measuring&target_size=t25&target_months=12"
    ),
}
"""Businesses whose first step is with a service that bears another name in each country."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", LOCAL_SERVICES)
def test_a_first_step_with_a_local_service_has_no_empty_slot(action: str, language: str) -> None:
    found = recommend(Answers.from_query(LOCAL_SERVICES[action], RULEBOOK), RULEBOOK, START)
    assert found.first_step.text.key == f"actions.{action}.first"
    said = speaker_for(found, RULEBOOK, language).say(found.first_step.text)
    assert not re.search("[{}]", said), said
