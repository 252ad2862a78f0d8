"""Two plans in words: what differs, and why, each with the answers of the plan that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from somerec.advice.comparison import Answered, Comparison, GateChange, Turn
from somerec.advice.recommendation import Binding, Recommendation
from somerec.rulebook.conditions import GRID, Match, Matches
from somerec.rulebook.model import TIERS
from somerec.words import details, verdict, workload
from somerec.words.speaker import Speaker


@dataclass(frozen=True, slots=True)
class TurnText:
    """Tactics that come in or fall away for the same reason: their names and minutes a week, and why."""

    tactics: tuple[tuple[str, int], ...]
    because: str
    obstacle: str
    """What keeps them out of the other plan: the rule's own sentence."""


@dataclass(frozen=True)
class Telling:
    """Tells a comparison. `a` speaks to the business as the first plan has it, `b` as the second has it."""

    comparison: Comparison
    a: Speaker
    b: Speaker

    def lead(self) -> str:
        """Return in a sentence what the difference comes to."""
        found = self.comparison
        life = self._mood(found.answers)
        if found.same_plan:
            return self.a.phrase(f"compare.nothing{life}")
        if found.tier:
            grows = TIERS.index(found.tier.after) > TIERS.index(found.tier.before)
            before, after = self._scope(found.tier.before), self._scope(found.tier.after)
            name = f"compare.{'grows' if grows else 'shrinks'}{life}"
            return self.a.phrase(name, before=before, after=after)
        if found.gained or found.lost:
            name = "tactics" if found.gained and found.lost else "more" if found.gained else "fewer"
            return self.a.phrase(f"compare.{name}{life}", tier=self._scope(found.after.scope.tier))
        return self.a.phrase(f"compare.details{life}")

    @property
    def life(self) -> bool:
        """Whether a fact of life is among what differs, so that nobody can choose the second plan."""
        return bool(self._mood(self.comparison.answers))

    def _scope(self, tier: str) -> str:
        return self.a.text(f"tiers.{tier}.name")

    def limits(self) -> list[str]:
        """Return what sets the limit: in each plan where that differs, else what still does."""
        before, after = self.comparison.before.scope, self.comparison.after.scope
        old, new = _binding_clauses(before.binding, self.a), _binding_clauses(after.binding, self.b)
        if before.tier == after.tier and old == new:
            first, more = ("still_room", "room_also") if after.tier == TIERS[-1] else ("still", "limit_also")
            return [self.b.in_breaths(new, f"compare.{first}", f"verdict.{more}")]
        return [_limit("a", before.tier, old, self.a), _limit("b", after.tier, new, self.b)]

    def rules(self) -> list[str]:
        """Return the sentences of the rules that limit the second plan, each once."""
        binding = self.comparison.after.scope.binding
        if self.comparison.after.scope.tier == TIERS[-1]:
            return []
        return list(dict.fromkeys(self.b.say(cap.reason.text) for cap in binding))

    def counted(self) -> list[str]:
        """Return why the second plan counts on other hours, or proposes another goal, than the first."""
        found = self.comparison
        reasons = found.hours.reasons_after if found.hours else ()
        reasons += found.aim.reasons_after if found.aim else ()
        return [self.b.why(why) for why in reasons]

    def gate(self) -> str:
        """Return why new channels wait in the second plan, or may open; nothing where both plans agree."""
        gate = self.comparison.gate
        if gate is None:
            return ""
        deciding = self._deciding(gate)
        name = f"compare.gate_{gate.after}{self._mood(deciding)}"
        return self.b.in_breaths(self._clauses(deciding), name, "because_also")

    def _deciding(self, gate: GateChange) -> list[Answered]:
        """Return the changed answers that the gate rests on."""
        questions = {question for why in gate.reasons for question in why.questions}
        return [answer for answer in self.comparison.answers if answer.question in questions]

    def gained(self) -> list[TurnText]:
        """Return the tactics that come in; what held each back is said in the words of the first plan."""
        return self._turns("gained", self.comparison.gained, self.a)

    def lost(self) -> list[TurnText]:
        """Return the tactics that fall away."""
        return self._turns("lost", self.comparison.lost, self.b)

    def _turns(self, name: str, turns: Iterable[Turn], hindered: Speaker) -> list[TurnText]:
        """Return tactics by why they come in or fall away, so that the same is said only once."""
        alike: dict[tuple[tuple[str, ...], str, str], list[Turn]] = {}
        for turn in turns:
            deciding = [self._answers[question] for question in turn.deciding]
            clauses = tuple(self._deciding_clauses(turn, deciding))
            key = clauses, self._mood(deciding), hindered.say(turn.obstacle.text)
            alike.setdefault(key, []).append(turn)
        return [
            self._turn(f"compare.{name}{'_all' if len(found) > 1 else ''}{mood}", found, clauses, obstacle)
            for (clauses, mood, obstacle), found in alike.items()
        ]

    def _turn(self, phrase: str, turns: Iterable[Turn], clauses: Sequence[str], obstacle: str) -> TurnText:
        return TurnText(
            tactics=tuple((self.a.text(f"tactics.{turn.id}.name"), turn.chosen.weekly) for turn in turns),
            because=self.b.in_breaths(clauses, phrase, "because_also"),
            obstacle=obstacle,
        )

    def _deciding_clauses(self, turn: Turn, deciding: Iterable[Answered]) -> list[str]:
        """Return the new answers that decide; of several ticks only those that the obstacle speaks of."""
        spoken = [match for answer in deciding for match in _spoken_of(turn.obstacle.answers, answer.after)]
        return self.b.clauses(spoken) or self._clauses(self.comparison.answers)

    @cached_property
    def _answers(self) -> dict[str, Answered]:
        return {answer.question: answer for answer in self.comparison.answers}

    def _clauses(self, answers: Iterable[Answered]) -> list[str]:
        """Return the new answers as clauses; none where none of the questions is asked any more."""
        return self.b.clauses([match for answer in answers for match in answer.after])

    def _mood(self, answers: Iterable[Answered]) -> str:
        """Return the ending of the phrase for a fact of life where one of the answers is one."""
        questions = self.a.rulebook.questions
        return "_life" if any(questions[item.question].change == "life" for item in answers) else ""

    def change(self, question: str) -> str:
        """Return what it takes to change an answer, or that nobody chooses it."""
        return self.a.phrase(f"compare.change.{self.a.rulebook.questions[question].change}")


def _spoken_of(said: Matches, answers: Matches) -> Matches:
    """Return the answers that a reason speaks of, or all where it speaks of none of them."""
    return (
        tuple(match for match in answers if any(_about_the_same(match, other) for other in said)) or answers
    )


def _about_the_same(one: Match, other: Match) -> bool:
    same_row = one.question == other.question and one.question.startswith(GRID)
    return same_row or (one.question == other.question and not set(one.options).isdisjoint(other.options))


def _limit(plan: str, tier: str, clauses: Sequence[str], speaker: Speaker) -> str:
    name = "room" if tier == TIERS[-1] else "limit"
    return speaker.in_breaths(clauses, f"compare.{name}_{plan}", f"verdict.{name}_also")


def _binding_clauses(binding: Iterable[Binding], speaker: Speaker) -> list[str]:
    matches: dict[Match, None] = {}
    for cap in binding:
        matches.update(dict.fromkeys(cap.reason.answers))
    return speaker.clauses(matches)


@dataclass(frozen=True)
class Figures:
    """One plan's cells of the table."""

    r: Recommendation
    s: Speaker

    @property
    def scope(self) -> str:
        """The name of the scope."""
        return self.s.text(f"tiers.{self.r.scope.tier}.name")

    @property
    def planned(self) -> str:
        """The time of the plan a week."""
        return self.s.language.minutes(self.r.hours.planned)

    @property
    def counted(self) -> str:
        """The hours that the plan counts on a week."""
        return self.s.language.minutes(self.r.hours.planning)

    @property
    def worth(self) -> str:
        """What the time is worth a month."""
        monthly, _ = details.time_cost(self.r, self.s.rulebook)
        return self.s.language.money(monthly, self.r.currency)

    @property
    def fees(self) -> str:
        """What ads and services cost a month."""
        fees = workload.fees(self.r, self.s.rulebook)
        return (
            self.s.language.money(fees.amount, fees.currency) if fees else self.s.phrase("compare.no_money")
        )

    @property
    def setup(self) -> str:
        """All set-up, once."""
        return self.s.language.minutes(self.r.setup)

    @property
    def channels(self) -> str:
        """Whether new channels may open."""
        return self.s.phrase(f"compare.{self.r.gate}")

    @property
    def goal(self) -> str:
        """The goal."""
        return self.s.label("goal", self.r.aim.goal)

    @property
    def steering(self) -> str:
        """The goal to steer by meanwhile; nothing where it is the goal itself."""
        return self.s.label("goal", self.r.aim.steering) if self.r.aim.steering else ""

    @property
    def figure(self) -> str:
        """The most important figure."""
        return self.s.say(self.r.aim.kpi[1])

    @property
    def target(self) -> str:
        """How much better by when."""
        return verdict.target(self.r, self.s)

    @property
    def review(self) -> str:
        """When to look at the plan again."""
        return self.s.language.date(self.r.review.date)
