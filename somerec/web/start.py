"""The front door: which language to speak, what this is, and three results to look at beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from somerec.advice.answers import read_pairs
from somerec.advice.ceiling import ceiling
from somerec.advice.migrate import migrate
from somerec.agencies import Agency
from somerec.rulebook.library import Library
from somerec.web import intake
from somerec.web.desk import filling
from somerec.web.embed.agency import agency_here
from somerec.web.page import address, render
from somerec.web.pages import outline
from somerec.web.site import site
from somerec.web.task import task_here
from somerec.web.visit import Pair, Visit
from somerec.words.languages import negotiate
from somerec.words.speaker import speaker

door = Blueprint("door", __name__)
blueprint = Blueprint("start", __name__)

EXAMPLES = {
    "hairdresser": (
        "market=se&business_type=care&special=people_photos&situation=none&size=solo&who=set_time&hours=h3"
        "&money=m1&skills=photo_video&skills=talk&purpose=inspire&goal=visits_bookings&target_size=unknown"
        "&target_months=unknown&customers=consumers&area=local&age=a30_44&buying=inspired&website=converts"
        "&content=before_after&content=people&base=answer_owner&channels_now.facebook_page=quiet"
        "&channels_now.instagram=active&inbound=few&wishes=new_channel&wishes=followers"
    ),
    "carpenters": (
        "market=no&business_type=trades&special=people_photos&situation=none&size=micro&who=set_time&hours=h3"
        "&money=m2&skills=photo_video&skills=talk&purpose=trust&goal=enquiries&target_size=t25"
        "&target_months=6&customers=consumers&area=region&age=a45_59&buying=recommended&website=facts"
        "&content=before_after&content=stories&base=answer_owner&inbound=few&wishes=ads&wishes=like_big"
    ),
    "retail_group": (
        "market=se&business_type=shop&special=price_offers&special=paid_endorsements&situation=none"
        "&size=large&who=team_5_plus&hours=h41&money=m4&skills=write&skills=photo_video&skills=web&skills=ads"
        "&skills=numbers&skills=talk&purpose=inspire&goal=sales&target_size=own_number&target_months=12"
        "&target_today=20000&target_wanted=23000&customers=consumers&area=national&age=mixed&buying=inspired"
        "&website=converts&content=before_after&content=how_to&content=products&content=people"
        "&content=stories&content=answers&content=news&base=answer_owner&base=answer_time&base=guidelines"
        "&base=criticism&base=crisis&base=monitoring&base=insights&base=measuring"
        "&channels_now.facebook_page=active&channels_now.instagram=active&channels_now.linkedin_page=active"
        "&channels_now.tiktok=active&channels_now.youtube=active&channels_now.newsletter=active&inbound=flood"
        "&wishes=channel_strategy&wishes=plan"
    ),
}
"""Businesses whose advice anybody may look at, by name, with answers of edition 2026-1."""

EXAMPLES_OF = "2026-1"


@dataclass(frozen=True, slots=True)
class Example:
    """A business, the address of its advice, and how large its plan is."""

    id: str
    href: str
    tier: str


@door.get("/")
def choose() -> AnyResponse:
    """Lead to the start page in the language that the browser asks for, or in the one that is laid down."""
    agency, task = agency_here(), task_here()
    laid_down = agency.language if agency else task.share.language if task else ""
    lang = laid_down or negotiate(request.headers.get("Accept-Language", ""))
    response = redirect(f"/{lang}/", 302)
    response.vary.add("Accept-Language")
    return response


@blueprint.get("/")
def start(lang: str) -> Response | AnyResponse:
    """Show the start page; in an agency's frame, lead to the first question; elsewhere say what it is for."""
    task = task_here()
    if task:
        return intake.start(lang, task) if task.intake else filling.start(lang, task)
    agency = agency_here()
    if agency:
        return redirect(address(f"/{lang}/questions/1", known(lang, agency)), 302)
    rulebook = site().rulebook
    words = speaker(rulebook, lang, {})
    return render(
        "start.html",
        lang,
        solo=True,  # Whoever reads this page is one person, whatever stands behind.
        index=True,
        page=outline("start", lang),
        tiers=[words.text(f"tiers.{tier}.name") for tier in rulebook.tiers],
        examples=[
            Example(name, f"/{lang}/advice?{query}", words.text(f"tiers.{tier}.name"))
            for name, query, tier in examples(site().library)
        ],
    )


def known(lang: str, agency: Agency) -> list[Pair]:
    """Return the answers that a frame opens with.

    Those of the address go before those that the agency's file has filled in, those that it has locked before
    all. What cannot be used is left out without a word: the visitor has not answered anything yet.
    """
    sent = Visit.of(lang).state()
    named = {name for name, _ in sent}
    pairs = [*(pair for pair in agency.prefilled if pair[0] not in named), *sent]
    rulebook = site().rulebook
    return Visit(lang, rulebook, pairs, read_pairs(pairs, rulebook)).state()


@lru_cache(maxsize=4)
def examples(library: Library) -> tuple[tuple[str, str, str], ...]:
    """Return each example's name, canonical query and scope under the rules of today."""
    found, rulebook = [], library.latest
    for name, query in EXAMPLES.items():
        pairs = [*parse_qsl(query), ("edition", EXAMPLES_OF)]
        then = library.named(pairs)
        answers = read_pairs(migrate(pairs, then, library.path(then.edition)).pairs, rulebook).whole()
        scope = ceiling(answers, rulebook)
        found.append((name, answers.to_query(), scope.tier if scope else ""))
    return tuple(found)
