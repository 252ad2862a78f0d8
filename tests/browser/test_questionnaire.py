"""The questionnaire on a small phone, without scripts and without cookies, in every language."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Frame, Page

from tests.browser.conftest import Axe, Visit
from tests.browser.going import follow
from tests.browser.looks import fits, hold
from tests.turns import LANGUAGES, in_turn

STEPS: tuple[dict[str, str | list[str]], ...] = (
    {"market": "se", "business_type": "care"},
    {"special": ["people_photos"], "situation": ["none"]},
    {"size": "solo", "who": "set_time", "hours": "h3", "money": "m1", "skills": ["photo_video", "talk"]},
    {"purpose": "inspire", "goal": "visits_bookings", "target_size": "own_number", "target_months": "6"},
    {"target_today": "40", "target_wanted": "50,5"},
    {"customers": "consumers", "area": "local", "age": "a30_44", "buying": "inspired"},
    {"website": "converts", "content": ["before_after", "people"], "base": ["answer_owner"]},
    {"channels_now.instagram": "active", "channels_now.facebook_page": "quiet", "wishes": ["followers"]},
    {"inbound": "few"},
)
"""A hairdresser in a Swedish town, page by page as they come; two questions open on the way."""

ANSWERS = (
    "market=se&business_type=care&special=people_photos&situation=none&size=solo&who=set_time&hours=h3&money=m1"
    "&skills=photo_video&skills=talk&purpose=inspire&goal=visits_bookings&target_size=own_number"
    "&target_months=6&target_today=40&target_wanted=50.5&customers=consumers&area=local&age=a30_44"
    "&buying=inspired&website=converts&content=before_after&content=people&base=answer_owner"
    "&channels_now.facebook_page=quiet&channels_now.instagram=active&inbound=few&wishes=followers"
)
SPARSE = (
    "business_type=care&size=solo&who=set_time&hours=h3&goal=no_goal&customers=consumers&area=local"
    "&buying=unknown&website=none"
)
CLASHING = ANSWERS.replace("who=set_time", "who=nobody")

PLACES = (
    "/",
    *(f"/questions/{number}?{ANSWERS}" for number in range(1, 8)),
    "/questions/3?size=micro&skills=write&skills=none&go=size,who,hours,money,skills",
    "/questions/4?goal=sales&target_size=own_number&target_today=ten&go=goal,target_size,target_today",
    "/questions/4?size=solo&who=nobody&hours=h0&nonsense=1",
    f"/check?{ANSWERS}",
    f"/check?{SPARSE}",
    f"/check?{CLASHING}&go=advice",
)
"""Every kind of page in this room: start, steps, errors, something dropped, check, and asking again."""


def fill(page: Page | Frame, answers: dict[str, str | list[str]]) -> None:
    """Tick and type answers as a finger does."""
    for name, wanted in answers.items():
        for value in [wanted] if isinstance(wanted, str) else wanted:
            field = page.locator(f'label[for="{name}-{value}"]')
            if field.count():
                field.click()
            else:
                page.locator(f'[name="{name}"]').fill(value)


def send(page: Page) -> None:
    """Press the button of the form, and wait for the page that it leads to."""
    follow(page.locator("button[name=go]").first)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_questionnaire_is_done_on_a_small_phone(visit: Visit, lang: str) -> None:
    page = visit(f"/{lang}/")
    follow(page.locator("main .button"))
    for answers in STEPS:
        assert fits(page), page.url
        fill(page, answers)
        send(page)
    assert urlsplit(page.url)[2:] == (f"/{lang}/check", ANSWERS, "q")
    assert fits(page)
    send(page)
    assert urlsplit(page.url).path == f"/{lang}/advice"
    assert urlsplit(page.url).query.startswith(f"{ANSWERS}&start=")
    assert page.locator("html").get_attribute("lang") == lang


SCREENS = dict(enumerate((1.6, 1.75, 2.6, 2.65, 2.2, 2.2, 2.55), 1))
"""How many screens of a phone a step may fill, header and footer included, with every question open."""


@pytest.mark.parametrize(("number", "lang"), in_turn(SCREENS))
def test_a_step_is_a_phone_screen_or_two_and_every_option_takes_a_thumb(
    visit: Visit, lang: str, number: int
) -> None:
    page = visit(f"/{lang}/questions/{number}?{ANSWERS.replace('size=solo', 'size=micro')}", width=390)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollHeight") <= SCREENS[number] * 844
    boxes = [option.bounding_box() for option in page.locator(".option").all()]
    assert [box for box in boxes if not box or min(box["width"], box["height"]) < 44] == []


@pytest.mark.parametrize(("number", "lang"), in_turn([7]))
def test_the_state_of_a_channel_is_chosen_with_the_keyboard(visit: Visit, lang: str, number: int) -> None:
    page = visit(f"/{lang}/questions/{number}?size=micro&hours=h3")
    page.locator('[id="channels_now.instagram-no"]').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator('[id="channels_now.instagram-active"]').is_checked()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "channels_now.linkedin_page-no"
    page.keyboard.press("Enter")
    page.wait_for_url("**channels_now.instagram=active**")


def test_each_step_begins_at_its_questions(visit: Visit) -> None:
    page = visit("/nb/questions/1")
    fill(page, {"business_type": "shop"})
    send(page)
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.evaluate("document.querySelector('main').getBoundingClientRect().top") < 100


def test_back_reload_and_another_language_keep_every_answer(visit: Visit) -> None:
    page = visit(f"/nb/questions/6?{ANSWERS}")
    follow(page.get_by_role("link", name="Tilbake"))
    assert page.locator("#age-a30_44").is_checked()
    follow(page.get_by_role("link", name="Svenska"))
    assert page.locator("#age-a30_44").is_checked()
    page.go_back()
    page.go_back()
    page.reload()
    assert page.locator("#website-converts").is_checked()
    assert parse_qsl(urlsplit(page.url).query) == parse_qsl(ANSWERS)


def test_an_error_leads_to_the_question_and_nothing_typed_is_lost(visit: Visit) -> None:
    page = visit("/sv/questions/4?goal=sales&target_size=own_number")
    fill(page, {"target_today": "ungefär tio", "target_wanted": "20"})
    send(page)
    assert page.title().startswith("Fel: ")
    page.locator(".errors a").click()
    assert page.evaluate("document.activeElement.id") == "target_today-value"
    assert page.locator("#target_today-value").input_value() == "ungefär tio"
    assert page.locator("#target_wanted-value").input_value() == "20"


def test_a_change_comes_back_to_the_check_page(visit: Visit) -> None:
    page = visit(f"/en/check?{ANSWERS}")
    follow(page.get_by_role("link", name="Change How many hours a week"))
    assert page.evaluate("document.activeElement.id") == "hours"
    fill(page, {"hours": "h6"})
    send(page)
    assert urlsplit(page.url)[2:4] == ("/en/check", ANSWERS.replace("hours=h3", "hours=h6"))


def test_answers_that_clash_are_asked_about_and_may_be_insisted_on(visit: Visit) -> None:
    page = visit(f"/en/check?{CLASHING}")
    send(page)
    assert page.locator("h1").inner_text() == "Some answers do not seem to fit together"
    follow(page.get_by_role("link", name="The answers are right"))
    assert urlsplit(page.url).path == "/en/advice"


@pytest.mark.parametrize(("place", "lang"), in_turn(PLACES))
def test_axe_finds_nothing_by_day_or_by_night(visit: Visit, axe: Axe, lang: str, place: str) -> None:
    page = visit(f"/{lang}{place}")
    hold(page, axe)


def test_axe_finds_nothing_on_a_page_that_is_not_there(visit: Visit, axe: Axe) -> None:
    page = visit("/sv/finns-inte", status=404)
    hold(page, axe)
