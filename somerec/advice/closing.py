"""The last stages: safeguards, law, what to stop, wishes, actions, depth and review.

All of them read what the plan became; none changes it (domain model, rules R58 to R80 and decisions 16, 21).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache

from somerec.advice.answers import Answers
from somerec.advice.firing import explain, firing, reason, said
from somerec.advice.fit import Fitted
from somerec.advice.recommendation import (
    FirstStep,
    Item,
    Money,
    Msg,
    Reason,
    Review,
    TacticAdvice,
    Wish,
)
from somerec.rulebook.conditions import GRID, Facts, Matches
from somerec.rulebook.model import Effect, LawTopic, Rulebook

MOST_FIRST_MINUTES = 45
"""The first step takes at most this long (decision 16)."""

WEEKS_A_YEAR = 52

LAW_NOTE = "no_legal_advice"
"""The line that ends the law list. It speaks of the list itself, so a reader needs no reason beside it."""

_FIRST_ACTIONS = ("name_answerer", "website_facts", "counter")
"""What the first step is taken from where no map profile is to be made (decision 16)."""

_KINDS = {"newsletter": "list", "blog": "site", "ads": "ads", "job_sites": "listing", "gbp": "map"}
"""How winding down is said, by row of the grid; every other row is a social channel."""


_MODES = ("pointer_or_close", "pointer_only", "answer_until_open", "run_down", "answer_only")
"""How a channel outside the plan winds down, where neither the law nor the end of the business decides."""


def choose_pack(facts: Facts, rulebook: Rulebook) -> str:
    """Return the safeguard pack (R63); the first that fires decides."""
    for effect in firing("pack", rulebook, facts):
        facts.derive("pack", effect.value, effect.part.when.matched(facts))
        return str(effect.value)
    raise ValueError("every size has a safeguard pack")


def place_wishes(facts: Facts, rulebook: Rulebook) -> tuple[Wish, ...]:
    """Place each wish on its level, in the question's order; the first rule that places it decides."""
    placed: dict[str, Wish] = {}
    for effect in firing("place", rulebook, facts):
        for wish, (level, variant) in effect.value.items():
            if wish not in placed:
                text = said(f"wishes.{wish}.{variant}")
                placed[wish] = Wish(wish, level, text, (reason(effect, facts),))
    options = rulebook.questions["wishes"].options
    return tuple([placed[option.id] for option in options if option.id in placed])


def list_actions(facts: Facts, rulebook: Rulebook, value: int) -> tuple[Item, ...]:
    """Return the foundation, in the order of the rulebook, each action with all its reasons.

    A rule may say that nothing but its own actions counts (`act_only`: who closes starts nothing).
    """
    reasons = _by_id("act", facts, rulebook)
    for effect in firing("act_only", rulebook, facts):
        reasons = {name: why for name, why in reasons.items() if name in effect.value}
    return tuple(
        [
            Item(name, _action_text(name, facts, rulebook, value), reasons[name], action.minutes)
            for name, action in rulebook.actions.items()
            if name in reasons
        ]
    )


def _action_text(name: str, facts: Facts, rulebook: Rulebook, value: int) -> Msg:
    """Return the text of an action; some name local services, and one what the hours cost a year."""
    key = f"actions.{name}.text"
    if name == "search_tenders":
        return Msg(key, {"tenders": _local_names("tenders", facts, rulebook)})
    if name == "post_vacancies":
        return Msg(key, {"job_board": _local_names("job_board", facts, rulebook)})
    if name == "yearly_cost":
        option = rulebook.questions["hours"].option(str(facts.values["hours"]))
        amount = (option.minutes if option else 0) * WEEKS_A_YEAR * value // 60
        return Msg(key, {"cost": Money(amount, rulebook.settings.currency[str(facts.values["market"])])})
    return said(key)


def _local_names(kind: str, facts: Facts, rulebook: Rulebook) -> tuple[Msg, ...]:
    """Return what a kind of service is called in the visitor's market, or the general word for it."""
    names = rulebook.local_names[str(facts.values["market"])].get(kind, ())
    return tuple([Msg("phrases.name", {"name": name}) for name in names]) or (said(f"phrases.{kind}"),)


def _by_id(verb: str, facts: Facts, rulebook: Rulebook) -> dict[str, tuple[Reason, ...]]:
    found: dict[str, tuple[Reason, ...]] = {}
    for effect in firing(verb, rulebook, facts):
        why = reason(effect, facts)
        for name in effect.value:
            found[name] = (*found.get(name, ()), why)
    return found


def list_safeguards(facts: Facts, rulebook: Rulebook) -> tuple[Item, ...]:
    """Return the lines of the safeguard pack, in the order of the rules."""
    found = _by_id("safeguard", facts, rulebook)
    return tuple([Item(name, said(f"lines.{name}"), reasons) for name, reasons in found.items()])


def list_law(facts: Facts, rulebook: Rulebook) -> tuple[Item, ...]:
    """Return the country's law pointers in the order of the list, and the note that it is no legal advice."""
    fired: dict[str, list[Effect]] = {}
    for effect in firing("law", rulebook, facts):
        for topic in effect.value:
            fired.setdefault(topic, []).append(effect)
    market = facts.values["market"]
    items = [
        _pointer(topic, fired[topic.topic], facts)
        for topic in rulebook.law.values()
        if topic.market == market and topic.topic in fired
    ]
    if items:
        items.append(Item(LAW_NOTE, said("law.note"), items[0].reasons))
    return tuple(items)


def _pointer(topic: LawTopic, effects: list[Effect], facts: Facts) -> Item:
    """Return a pointer; its sources are its own, since a rule may name the law of several countries."""
    reasons = tuple([reason(effect, facts, source=topic.source) for effect in effects])
    return Item(topic.id, said(f"law.{topic.id}.text"), reasons)


def list_stops(facts: Facts, rulebook: Rulebook) -> tuple[Item, ...]:
    """Return what to stop doing in general."""
    found = _by_id("stop", facts, rulebook)
    return tuple([Item(name, said(f"stop.general.{name}"), reasons) for name, reasons in found.items()])


def list_measures(facts: Facts, rulebook: Rulebook) -> tuple[Item, ...]:
    """Return who counts, where the answers say so."""
    found = _by_id("measure", facts, rulebook)
    return tuple([Item(name, said(f"measure.{name}"), reasons) for name, reasons in found.items()])


def list_themes(facts: Facts, rulebook: Rulebook) -> tuple[Msg, ...]:
    """Return what posts and pages can be about, by what there is to show; nothing where none is planned."""
    if not any(rulebook.tactics[name].publishes for name in chosen_in(facts)):
        return ()
    content = facts.values["content"]
    ticked = content if isinstance(content, frozenset) else frozenset[str]()
    for effect in firing("no_theme", rulebook, facts):
        ticked = ticked.difference(effect.value)
    options = rulebook.questions["content"].options
    return tuple([said(f"themes.{option.id}") for option in options if option.id in ticked])


def chosen_in(facts: Facts) -> frozenset[str]:
    """Return the ids of the tactics in the plan."""
    chosen = facts.values["chosen"]
    return chosen if isinstance(chosen, frozenset) else frozenset[str]()


def choose_depth(facts: Facts, rulebook: Rulebook) -> str:
    """Return how detailed the plan is to be (R70)."""
    return str(firing("depth", rulebook, facts)[0].value)


def plan_review(facts: Facts, rulebook: Rulebook, start: date, pause_ends: int | None) -> Review:
    """Return when to look at the plan again (R72); a pause has a first check of its own (decision 21)."""
    effect = firing("review", rulebook, facts)[0]
    days = int(effect.value)
    first = first_check(start, pause_ends, days) if pause_ends else None
    return Review(days, start + timedelta(days=days), first, _triggers(rulebook), (reason(effect, facts),))


def first_check(start: date, pause_ends: int, after_days: int) -> date | None:
    """Return when a pause ends, at the latest after a year; None where the review comes no later."""
    weeks = min(pause_ends - 1, WEEKS_A_YEAR)
    return start + timedelta(weeks=weeks) if weeks and weeks * 7 < after_days else None


@cache
def _triggers(rulebook: Rulebook) -> tuple[Msg, ...]:
    return tuple(said(key) for key in rulebook.texts if key.startswith("triggers."))


def hour_value(answers: Answers, facts: Facts, rulebook: Rulebook) -> int:
    """Return what an hour is worth: as the visitor says, else the market's usual (R60)."""
    usual = rulebook.settings.hour_value[str(facts.values["market"])]
    return usual if answers.hour_value is None else answers.hour_value


def first_step(facts: Facts, actions: tuple[Item, ...], tactics: tuple[TacticAdvice, ...]) -> FirstStep:
    """Return what to do this week (decision 16); a business that closes begins with its notice."""
    by_id = {action.id: action for action in actions}
    if "closing_notice" in by_id:
        return _as_first(by_id["closing_notice"])
    chosen = [tactic for tactic in tactics if tactic.status == "chosen"]
    if facts.values.get(f"{GRID}.gbp") == "no" and any(tactic.id == "gbp" for tactic in chosen):
        return FirstStep(said("first.gbp"), MOST_FIRST_MINUTES)
    for name in _FIRST_ACTIONS:
        if name in by_id:
            return _as_first(by_id[name])
    for action in actions:
        if action.minutes:
            return _as_first(action)
    for tactic in chosen:
        if tactic.setup:
            # The step alone would not say what it belongs to.
            inline, step = said(f"tactics.{tactic.id}.inline"), said(f"tactics.{tactic.id}.steps.1")
            return FirstStep(Msg("first.begin", {"tactic": (inline,), "step": (step,)}), MOST_FIRST_MINUTES)
    return FirstStep(said("first.fixed"), 15)


def _as_first(action: Item) -> FirstStep:
    minutes = min(action.minutes or MOST_FIRST_MINUTES, MOST_FIRST_MINUTES)
    return FirstStep(Msg(f"actions.{action.id}.first", action.text.params), minutes)


def wind_down(facts: Facts, rulebook: Rulebook, fitted: list[Fitted]) -> tuple[Item, ...]:
    """Say what becomes of each channel that is held and not chosen (R71, A5), once and in one place.

    The tactics of such a channel are told why.
    """
    lines: list[Item] = []
    for row, mine in _held(facts, rulebook, fitted).items():
        name = f"{GRID}.{row}"
        if any(item.status == "chosen" for item in mine):
            continue
        line = _line(row, _mode(str(facts.values[name]), mine, facts), facts.matches(name), rulebook)
        lines.append(line)
        for item in mine:
            item.told_last += line.reasons
    return tuple(lines)


@lru_cache(maxsize=512)
def _line(row: str, mode: str, held: Matches, rulebook: Rulebook) -> Item:
    """Return the line for a channel that winds down; the same for everybody who holds it so."""
    key = _text_key(mode, _KINDS.get(row, "social"), rulebook)
    text = Msg(f"stop.{key}", {"channel": (said(f"stop.channels.{row}"),)})
    return Item(f"{mode}_{row}", text, (explain("wind_down", rulebook, held),))


def winding_down(row: str) -> frozenset[str]:
    """Return the ids of the lines that wind a channel down; what the law says is not among them."""
    return frozenset(f"{mode}_{row}" for mode in _MODES)


def _held(facts: Facts, rulebook: Rulebook, fitted: list[Fitted]) -> dict[str, list[Fitted]]:
    """Return the rows of the grid that are held, in its order, each with its tactics."""
    rows = facts.values.get(GRID)
    if not isinstance(rows, frozenset) or not rows:
        return {}
    held: dict[str, list[Fitted]] = {row: [] for row in rulebook.questions[GRID].rows if row in rows}
    for item in fitted:
        if item.stands.tactic.channel in held:
            held[item.stands.tactic.channel].append(item)
    return held


def _mode(held: str, mine: list[Fitted], facts: Facts) -> str:
    situation = facts.values["situation"]
    if isinstance(situation, frozenset) and "closing" in situation:
        return "closing"
    if any(_by_law(item) for item in mine):
        return "by_law"
    if held == "quiet":
        rejected = all(item.status == "rejected" for item in mine)
        return "pointer_or_close" if rejected else "pointer_only"
    if any(item.stands.answer_only and item.status == "later" for item in mine):
        return "answer_until_open"
    if any(item.over_social_cap for item in mine):
        return "run_down"
    return "answer_only"


def _by_law(item: Fitted) -> bool:
    return any(ground.effect and ground.effect.rule.id == "R78" for ground in item.stands.rejects)


def _text_key(mode: str, kind: str, rulebook: Rulebook) -> str:
    """Return the text for a mode and kind; where the law forbids, what cannot be kept is closed."""
    if f"{mode}.{kind}" in rulebook.stops:
        return f"{mode}.{kind}"
    return f"{'pointer_or_close' if mode == 'by_law' else 'answer_only'}.{kind}"
