"""The page that a consultant's client reads: the advice as it was given, with her part of it beside.

Her words and changes stand under her name and in her language, before the advice and at each tactic that she
changed. The page is a record, and no address on it holds an answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from markupsafe import Markup

from somerec.advice.adjust import Made
from somerec.advice.since import since_in
from somerec.store import Consultant, Share
from somerec.takeaways.code import as_svg
from somerec.web.advice.reasons import Reasons
from somerec.web.advice.result import advice_page
from somerec.web.advice.shown import Langs, Shown, without_changes
from somerec.web.advice.since import since_part
from somerec.web.brand import brand_here, carry
from somerec.web.desk.plan import Plan, plan_of
from somerec.web.site import site
from somerec.web.skeleton import Html
from somerec.web.takeaways import KINDS, whole
from somerec.web.templating import environment
from somerec.words.beside import Adviser, Beside, change_text, left_out, over_text
from somerec.words.notes import notes_html


@dataclass(frozen=True)
class Reading:
    """A share in a language, as one of its readers has it before them."""

    share: Share
    plan: Plan
    adviser: Adviser
    path: str
    """Where it is read, below the language."""
    grant: str = ""
    """What stands for the right PIN; empty where there is none."""
    preview: bool = False
    """Whether it is the consultant who looks at what her client will see."""

    @property
    def lang(self) -> str:
        """The language that it is read in."""
        return self.plan.visit.lang

    @property
    def start(self) -> date:
        """The plan's first day."""
        return self.plan.engine.start

    @property
    def beside(self) -> Beside:
        """What stands beside the advice in every shape that it is taken away in."""
        return Beside(self.adviser, since_in(site().library, self.plan.visit.answers, self.start))

    @property
    def link(self) -> str:
        """The whole address that opens it again."""
        return whole(f"/{self.lang}{self.path}")


def reading(share: Share, consultant: Consultant, lang: str, path: str) -> Reading | None:
    """Return a share as it is read in a language, or None while it has no plan."""
    plan = plan_of(replace(share, start=share.start or site().today()), lang)
    if plan is None:
        return None
    carry(consultant.agency)
    language = share.notes_language or share.language or consultant.language
    adviser = Adviser(consultant.name, share.greeting, share.notes, language, plan.adjusted)
    return Reading(share, plan, adviser, path)


def share_page(read: Reading) -> Html:
    """Return the page."""
    return _Writer(read).page()


@dataclass(frozen=True)
class Change:
    """A change as the page tells it."""

    text: str
    reason: str
    rules: Markup
    """What the rules say for a tactic that was taken out."""


class _Writer:
    """Writes the consultant's parts of one page."""

    def __init__(self, read: Reading) -> None:
        self.read, self.adviser = read, read.adviser
        self.visit, self.plan = read.plan.visit, read.plan
        self.said = read.plan.visit.speaker

    def page(self) -> Html:
        shown = Shown(
            place=self.read.path,
            advice=self.plan.adjusted.advice,
            above=self._above(),
            marks={name: self._mark(made) for name, made in self.adviser.by_tactic.items()},
            take=self._take(),
            fixed=True,
            alone=True,
            added=frozenset(name for name in self.adviser.by_tactic if left_out(self.adviser, name)),
            over=self._fill("over", over=over_text(self.plan.adjusted, self.said)),
            langs=self._langs(),
            grant=self.read.grant.encode(),
        )
        return advice_page(self.visit, self.visit.answers, shown)

    def _langs(self) -> Langs:
        if self.read.preview or self.read.share.language:
            return "none"
        return "buttons" if self.read.grant else "links"

    def _fill(self, template: str, **context: object) -> Html:
        made = environment(self.read.lang, solo=self.visit.solo).get_template(f"share/{template}.html")
        return made.render(name=self.adviser.name, lang=self.adviser.language, **context).encode()

    def _above(self) -> Html:
        adjusted, adviser = self.plan.adjusted, self.adviser
        return self._fill(
            "above",
            preview=self.read.preview,
            desk=f"/desk/{self.read.lang}/shares/{self.read.share.id}",
            # Whoever wants to know what today's advice would be asks the consultant who gave this.
            record=Markup(since_part(self.visit, self.visit.answers, leads_on=False).decode()),  # noqa: S704
            greeting=Markup(notes_html(adviser.greeting)),  # noqa: S704  nh3 has cleaned it.
            notes=Markup(notes_html(adviser.notes)),  # noqa: S704  nh3 has cleaned it.
            changes=[self._change(made) for made in adjusted.made],
            over=over_text(adjusted, self.said),
        )

    def _change(self, made: Made) -> Change:
        rules = self._rules(made) if made.after.status == "dropped" else Markup()
        return Change(change_text(made, self.said), made.adjustment.reason, rules)

    def _rules(self, made: Made) -> Markup:
        """Return why the rules had chosen a tactic; none of its answers is a link here."""
        reasons = Reasons(self.visit.answers, self.said)
        listed = without_changes(reasons.list(made.before.reasons, shown=len(made.before.reasons)))
        return Markup(listed.decode())  # noqa: S704  The reasons are escaped already.

    def _mark(self, made: tuple[Made, ...]) -> Html:
        return self._fill("mark", changes=[self._change(one) for one in made])

    def _take(self) -> Html:
        read, here = self.read, f"/{self.read.lang}{self.read.path}"
        brand = brand_here()
        return self._fill(
            "take",
            files={ending: f"{here}/plan.{ending}" for ending in KINDS},
            grant=read.grant,
            preview=read.preview,
            link=read.link,
            code=f"data:image/svg+xml,{quote(as_svg(read.link))}",
            expires=self.said.language.date(read.share.expires),
            edition=self.visit.rulebook.edition,
            agency=brand if brand and brand.contact else None,
        )
