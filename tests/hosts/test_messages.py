"""What the frame and its host say to each other: little, to nobody else, and never an answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from somerec import load_rulebook
from tests.browser.test_questionnaire import ANSWERS, STEPS, fill
from tests.hosts.conftest import Visitor, enter, fits, height, until, within
from tests.hosts.sites import Sites
from tests.hosts.test_any_host import take_a_step

RESULT = f"nb/advice?{ANSWERS}"
KNOWN = {
    "ready": {"somerec", "type", "language"},
    "size": {"somerec", "type", "height"},
    "page": {"somerec", "type", "moved"},
    "done": {"somerec", "type"},
    "contact": {"somerec", "type"},
}
"""What docs/embed.md promises of each event; a page that is a step has a number as well."""


def told(page: Page) -> list[dict[str, Any]]:
    """Return the events that a host has been told, in order."""
    found: list[dict[str, Any]] = page.evaluate("heard.filter(one => one.event).map(one => one.event)")
    return found


def heard(page: Page) -> list[dict[str, Any]]:
    """Return every message that any document around the frame or in it was sent."""
    return [one for frame in page.frames for one in frame.evaluate("self.heard")]


def test_a_host_is_told_what_happens(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(sites.first.page(sites.frame() + sites.loader))
    until(page, lambda: len(told(page)) >= 3)
    take_a_step(page)
    until(page, lambda: len(told(page)) >= 6)
    events = told(page)
    assert [event["type"] for event in events[:3]] == ["ready", "size", "page"]
    assert [event["language"] for event in events if event["type"] == "ready"] == ["nb", "nb"]
    assert [event for event in events if event["type"] == "page"] == [
        {"somerec": 1, "type": "page", "number": 1, "of": 7, "moved": False},
        {"somerec": 1, "type": "page", "number": 2, "of": 7, "moved": True},
    ]


def test_a_host_is_told_of_a_result_and_of_the_contact_button(sites: Sites, visitor: Visitor) -> None:
    page = visitor.open(sites.first.page(sites.frame(place=RESULT) + sites.loader))
    until(page, lambda: "done" in [event["type"] for event in told(page)])

    def agency(route: Route) -> None:
        route.fulfill(body="<h1>Lund</h1>", content_type="text/html")

    page.context.route("https://www.lund.example/**", agency)
    with page.expect_popup() as opened:
        enter(within(page).get_by_role("button", name="Ta en prat med oss"))
    opened.value.wait_for_url("https://www.lund.example/kontakt")
    assert opened.value.evaluate("opener") is None
    until(page, lambda: told(page)[-1] == {"somerec": 1, "type": "contact"})


def test_no_answer_is_ever_in_a_message(sites: Sites, visitor: Visitor) -> None:
    """From the first question to the result, and the contact button: nothing but what is documented."""
    page = visitor.open(sites.first.page(sites.frame() + sites.loader))
    messages: list[dict[str, Any]] = []
    frame = within(page)
    for number, answers in enumerate(STEPS):
        fits(page)
        fill(frame, answers)
        before = frame.url
        messages += frame.evaluate("self.heard")
        enter(frame.locator("button[name=go]").first)
        until(page, lambda: frame.url != before)  # noqa: B023  Called at once.
        assert number < 9
    enter(frame.locator("button[name=go]").first)
    until(page, lambda: "/advice" in frame.url)
    until(page, lambda: "done" in [event["type"] for event in told(page)])
    messages += heard(page)
    said = [one["data"] for one in messages if "data" in one]
    assert {item["type"] for item in said} == {"hello", "ready", "size", "page", "done"}
    for item in [*said, *told(page)]:
        expected = KNOWN.get(item["type"], {"somerec", "type"})
        assert item.keys() - {"number", "of"} == expected, item
    rulebook = load_rulebook()
    options = {option.id for question in rulebook.questions.values() for option in question.options}
    words = {value for item in [*said, *told(page)] for value in item.values() if isinstance(value, str)}
    assert words == {*KNOWN, "hello", "nb"} - {"contact"}
    assert not words & options


OTHERWISE_LISTED = """
document.addEventListener("readystatechange", () => {
  if (document.body.dataset.origins) document.body.dataset.origins = "https://www.lund.example";
});
"""
"""Before the frame's own script runs, its page lists another site than the one that shows it."""

FORGED = (
    {"somerec": 1, "type": "size", "height": 5000},
    {"somerec": 1, "type": "page", "moved": True},
    {"somerec": 1, "type": "done"},
    "somerec",
    None,
)


@pytest.mark.parametrize(
    "whence", ["another site's frame", "the host itself", "a stranger in the place of our frame"]
)
def test_a_forged_message_changes_nothing(sites: Sites, visitor: Visitor, whence: str) -> None:
    shout = f"for (const one of {json.dumps(FORGED)}) parent.postMessage(one, '*')"
    evil = sites.stranger.put(
        f"<!doctype html><script>addEventListener('load', () => {{ {shout} }})</script>"
    )
    body = f'{sites.frame()}<iframe id="evil" src="{evil}" title="evil"></iframe>{sites.loader}'
    page = visitor.open(sites.first.page(body))
    fits(page)
    tall, events = height(page.locator("iframe").first), len(told(page))
    if whence == "the host itself":
        page.evaluate(shout)
    elif whence == "a stranger in the place of our frame":
        page.evaluate("heard.length = 0")
        page.evaluate("address => { frames[0].location = address }", evil)
        events = 0
    until(page, lambda: page.evaluate("heard.some(one => one.data && one.data.height === 5000)"))
    page.wait_for_timeout(200)
    assert height(page.locator("iframe").first) == tall
    assert height(page.locator("#evil")) < 300
    assert len(told(page)) == events


def test_two_agencies_never_touch_each_other(sites: Sites, visitor: Visitor) -> None:
    """Each frame moves itself alone, and one frame's greetings get nothing out of another."""
    page = visitor.open(sites.first.page(sites.frame("lund") + sites.frame("berg", "sv/") + sites.loader))
    fits(page, 0)
    fits(page, 1)
    berg = height(page.locator("iframe").nth(1))
    within(page, 0).evaluate("parent.postMessage({somerec: 1, type: 'size', height: 3000}, '*')")
    until(page, lambda: height(page.locator("iframe").first) == 3004)
    assert height(page.locator("iframe").nth(1)) == berg
    within(page, 0).evaluate("parent.frames[1].postMessage({somerec: 1, type: 'hello'}, '*')")
    within(page, 0).evaluate("self.heard.length = 0")
    page.wait_for_timeout(300)
    assert within(page, 0).evaluate("self.heard") == []
    events = page.evaluate("heard.filter(one => one.event).map(one => one.frame + one.event.type)")
    assert events.count("berg: how much is right?ready") == 1
    assert events.count("berg: how much is right?size") == 1
    within(page, 1).locator("details.ask-why summary").first.press("Enter")
    until(page, lambda: height(page.locator("iframe").nth(1)) > berg)
    fits(page, 1)
    colours = [
        within(page, number).evaluate("getComputedStyle(document.querySelector('.button')).backgroundColor")
        for number in (0, 1)
    ]
    assert colours == ["rgb(11, 93, 78)", "rgb(138, 28, 74)"]


def test_a_frame_tells_nothing_to_a_site_that_is_not_listed(sites: Sites, visitor: Visitor) -> None:
    """Where the browser let such a site show the frame after all, greetings would still go unanswered."""
    page = visitor.open(sites.first.page(sites.frame() + sites.loader))
    fits(page)
    page.context.add_init_script(OTHERWISE_LISTED)
    page.reload()
    until(page, lambda: page.evaluate("heard.some(one => one.data && one.data.type == 'hello')"))
    assert within(page).evaluate("document.body.dataset.origins") == "https://www.lund.example"
    page.wait_for_timeout(300)
    assert told(page) == []
