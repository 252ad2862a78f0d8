"""The page of one share: how it stands, what its reader will see, and everything that can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from somerec.store import Logged, Share
from somerec.store.desk_model import DEFAULT_LIFE, LONGEST_LIFE
from somerec.takeaways.code import as_svg
from somerec.web.assets import asset
from somerec.web.desk.common import Answer, desk_blueprint, own, show, words
from somerec.web.desk.plan import Plan, differs, plan_of
from somerec.web.desk.told import effect
from somerec.web.desk.words import shown
from somerec.web.forms import Fault
from somerec.web.keeping import keeping
from somerec.web.site import site
from somerec.web.takeaways import mail, whole
from somerec.words.speaker import Speaker

blueprint = desk_blueprint("desk_share")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log."""

    when: str
    who: str
    what: str


@blueprint.get("/shares/<share>")
def page(lang: str, share: str) -> Answer:
    """Show a share."""
    return share_page(lang, own(share))


def share_page(lang: str, share: Share, *, pin: str = "", faults: tuple[Fault, ...] = ()) -> Answer:
    """Answer with the page of a share; a PIN that was just made is shown on it, this once."""
    said, today = words(lang), site().today()
    plan = plan_of(share, lang)
    return show(
        "share",
        lang,
        status=422 if faults else 200,
        faults=faults,
        share=share,
        state=share.state_on(today),
        expires=said.language.date(share.expires),
        pin=pin,
        differs=differs(share),
        link=link_of(lang, share),
        plan=_plan(plan) if plan else {},
        effect=effect(plan.adjusted, plan) if plan else None,
        greeting=shown(share.greeting),
        notes=shown(share.notes),
        log=[line(entry, said) for entry in keeping().store.desk.log(share.id)],
        first=today.isoformat(),
        last=(today + LONGEST_LIFE).isoformat(),
        usual=(today + DEFAULT_LIFE).isoformat(),
        here=f"/desk/{lang}/shares/{share.id}",
        answers=f"/desk/answers/{share.id}/{lang}/check",
        script=asset("share.js"),
    )


def _plan(plan: Plan) -> dict[str, Any]:
    said = plan.visit.speaker
    return {
        "scope": said.text(f"tiers.{plan.engine.scope.tier}.name"),
        "start": said.language.date(plan.engine.start),
        "edition": plan.visit.rulebook.edition,
    }


def link_of(lang: str, share: Share) -> dict[str, str]:
    """Return the link to send to the client: to answer, or to read. Empty where there is none to send.

    A link whose key is lost is not known any more, though it goes on working.
    """
    desk, language = keeping().store.desk, share.language or lang
    if share.state == "waiting":
        token = desk.intake_link(share)
        # Where none is laid down, the client's browser says which language to begin in.
        path = f"/i/{token}/{share.language}/" if share.language else f"/i/{token}/"
    else:
        token = desk.link(share) if share.state == "live" else None
        path = f"/{language}/s/{token}"
    if not token:
        return {}
    link = whole(path)
    warning = "desk.mail.intake" if share.state == "waiting" else "desk.mail.share"
    return {
        "link": link,
        "link_mail": mail(words(language), link, warning),
        "link_code": f"data:image/svg+xml,{quote(as_svg(link))}",
    }


def line(entry: Logged, said: Speaker) -> Line:
    """Return a line of the log as a page shows it."""
    moment = entry.at.astimezone()
    when = f"{said.language.date(moment.date())} {moment:%H:%M}"
    return Line(when, entry.consultant, said.phrase(f"desk.log.{entry.what}"))
