"""What a rule does, in whole sentences: one for each effect, with the tactics, texts or limits it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from somerec.advice.recommendation import Msg
from somerec.rulebook.model import Effect
from somerec.rulebook.parse_effects import PLANNING
from somerec.words.speaker import Speaker


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that a rule does: a sentence, then the tactics or the lines of text that it is about."""

    text: str
    tactics: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


_Say = Callable[[Any, Speaker], Iterable[Deed]]


def deeds(effect: Effect, words: Speaker) -> tuple[Deed, ...]:
    """Say what an effect does. A mark without words of its own says nothing."""
    say = _SAID.get(effect.verb)
    if say is not None:
        return tuple(say(effect.value, words))
    key = f"do.{effect.verb}"
    if f"phrases.{key}" not in words.texts:
        return ()
    if isinstance(effect.value, tuple):
        return (Deed(words.phrase(key), tactics=effect.value),)
    return (Deed(words.phrase(key)),)


def event(name: str, words: Speaker) -> str:
    """Say what the engine does by itself at an event that a rule explains."""
    settings = words.rulebook.settings
    return words.phrase(f"event.{name}", number=settings.threshold, percent=settings.usable_percent)


def _name(key: str, words: Speaker) -> tuple[Msg, ...]:
    return (Msg(key),) if key in words.texts else ()


def _hours(value: Mapping[str, int], words: Speaker) -> Iterable[Deed]:
    if "exactly" in value:
        yield Deed(words.phrase("do.hours_exactly", minutes=value["exactly"]))
    elif "percent" in value:
        yield Deed(words.phrase("do.hours_percent", percent=value["percent"], minutes=value["least"]))
    else:
        yield Deed(words.phrase("do.hours_paid", minutes=value["least"]))
        yield Deed(words.phrase("do.hours_price", number=words.rulebook.settings.hired_hour_kr))


def _tier(key: str) -> _Say:
    def say(value: str, words: Speaker) -> Iterable[Deed]:
        yield Deed(words.phrase(key, tier=_name(f"tiers.{value}.name", words)))

    return say


def _cap_by(value: tuple[str, Mapping[str, str]], words: Speaker) -> Iterable[Deed]:
    name, caps = value
    lines = []
    for option, tier in caps.items():
        limit = _name(f"tiers.{tier}.name", words)
        if name == PLANNING:
            lines.append(words.phrase("do.cap_line_planning", minutes=int(option), tier=limit))
        else:
            lines.append(words.phrase("do.cap_line", answer=words.label(name, option), tier=limit))
    if name == PLANNING:
        yield Deed(words.phrase("do.cap_by_planning"), lines=tuple(lines))
    else:
        yield Deed(words.phrase("do.cap_by", question=words.question(name)), lines=tuple(lines))


def _minutes(key: str) -> _Say:
    def say(value: int, words: Speaker) -> Iterable[Deed]:
        yield Deed(words.phrase(key, minutes=value))

    return say


def _goal(key: str) -> _Say:
    def say(value: str, words: Speaker) -> Iterable[Deed]:
        if value == "trade":
            yield Deed(words.phrase(f"{key}_trade"))
        else:
            yield Deed(words.phrase(key, goal=_name(f"goals.{value}.name", words)))

    return say


def _flag(value: str, words: Speaker) -> Iterable[Deed]:
    if f"phrases.do.flag.{value}" in words.texts:
        yield Deed(words.phrase(f"do.flag.{value}"))


def _score(value: Mapping[str, int], words: Speaker) -> Iterable[Deed]:
    """Group tactics by their points, most first."""
    for points in sorted(set(value.values()), reverse=True):
        tactics = tuple(name for name, given in value.items() if given == points)
        key = ("do.one_" if abs(points) == 1 else "do.") + ("points" if points > 0 else "minus")
        yield Deed(words.phrase(key, number=abs(points)), tactics=tactics)


def _points(value: Mapping[str, int], words: Speaker) -> Iterable[Deed]:
    for kind, points in value.items():
        yield Deed(words.phrase(f"do.base.{kind}", number=points))


def _after(value: Mapping[str, str], words: Speaker) -> Iterable[Deed]:
    for later, earlier in value.items():
        names = {
            "later": _name(f"tactics.{later}.name", words),
            "earlier": _name(f"tactics.{earlier}.name", words),
        }
        yield Deed(words.phrase("do.after", **names))


def _only_task(value: Mapping[str, str], words: Speaker) -> Iterable[Deed]:
    for tactic, task in value.items():
        line = words.text(f"tactics.{tactic}.tasks.{task}")
        yield Deed(words.phrase("do.only_task"), tactics=(tactic,), lines=(line,))


def _place(value: Mapping[str, tuple[str, str]], words: Speaker) -> Iterable[Deed]:
    for wish, (level, variant) in value.items():
        name, on = words.label("wishes", wish), _name(f"levels.{level}.name", words)
        answer = words.text(f"wishes.{wish}.{variant}")
        yield Deed(words.phrase("do.place", wish=name, level=on), lines=(answer,))


def _pack(value: str, words: Speaker) -> Iterable[Deed]:
    yield Deed(words.phrase("do.pack", pack=_name(f"packs.{value}.name", words)))


def _review(value: int, words: Speaker) -> Iterable[Deed]:
    yield Deed(words.phrase("do.review", number=value))


def _texts(verb: str, key: str) -> _Say:
    """Return how to say a verb that names texts of the rulebook, whose keys are made from `key`."""

    def say(value: str | tuple[str, ...], words: Speaker) -> Iterable[Deed]:
        names = (value,) if isinstance(value, str) else value
        yield Deed(words.phrase(f"do.{verb}"), lines=tuple(_text(key.format(name), words) for name in names))

    return say


def _text(key: str, words: Speaker) -> str:
    """Return a text; a service has its general name, and what states a visitor's own sum its shorter text."""
    text = words.text(key)
    if "{cost}" in text:
        return words.text(f"{key.removesuffix('.text')}.first")
    slots = {name: words.text(f"phrases.{name}") for name in ("tenders", "job_board")}
    return text.format(**slots) if "{" in text else text


def _law(value: tuple[str, ...], words: Speaker) -> Iterable[Deed]:
    lines = [
        words.phrase(
            "do.law_line",
            country=words.label("market", topic.market),
            text=words.text(f"law.{topic.id}.text"),
        )
        for name in value
        for topic in words.rulebook.law.values()
        if topic.topic == name
    ]
    yield Deed(words.phrase("do.law"), lines=tuple(lines))


def _no_theme(value: tuple[str, ...], words: Speaker) -> Iterable[Deed]:
    yield Deed(words.phrase("do.no_theme"), lines=tuple(words.label("content", name) for name in value))


_SAID: Mapping[str, _Say] = {
    "hours": _hours,
    "cap": _tier("do.cap"),
    "cap_by": _cap_by,
    "answering": _minutes("do.answering"),
    "lower": _tier("do.lower"),
    "propose": _goal("do.propose"),
    "steer": _goal("do.steer"),
    "flag": _flag,
    "score": _score,
    "points": _points,
    "after": _after,
    "only_task": _only_task,
    "place": _place,
    "pack": _pack,
    "sprint": _minutes("do.sprint"),
    "act": _texts("act", "actions.{}.text"),
    "act_only": lambda _value, words: (Deed(words.phrase("do.act_only")),),
    "safeguard": _texts("safeguard", "lines.{}"),
    "law": _law,
    "stop": _texts("stop", "stop.general.{}"),
    "no_theme": _no_theme,
    "measure": _texts("measure", "measure.{}"),
    "depth": _texts("depth", "depth.{}"),
    "review": _review,
}
"""By verb; any other names tactics, or nothing."""
