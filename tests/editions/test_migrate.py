"""Answers of an old edition under today's: what goes over without a word, and what is said of the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from somerec.advice.answers import read_pairs
from somerec.advice.migrate import Carried, migrate
from somerec.rulebook.history import History, Moves
from somerec.rulebook.library import Library
from somerec.rulebook.load import load_rulebook
from somerec.rulebook.model import Rulebook
from somerec.words.problems import problem_text
from somerec.words.speaker import speaker
from tests.strategies import RULEBOOK, Business, businesses

Pairs = list[tuple[str, str]]


@pytest.fixture(scope="module", name="first")
def _first() -> Rulebook:
    return load_rulebook("2026-1")


def moved(*moves: Moves) -> list[Rulebook]:
    """Return later editions that differ by these moves alone."""
    return [
        replace(RULEBOOK, edition=f"2026-{number}", history=History(f"2026-{number - 1}", step))
        for number, step in enumerate(moves, start=2)
    ]


def carried(pairs: Pairs, *moves: Moves) -> tuple[Pairs, list[tuple[str, str, str]]]:
    """Return the pairs of today, and the kind, key and value of each note."""
    found = migrate(pairs, RULEBOOK, moved(*moves))
    return found.pairs, [(note.kind, note.key, note.value) for note in found.notes]


# Random answers of the first edition under the second


@given(business=businesses())
def test_answers_that_were_valid_are_valid_today_but_for_what_the_notes_say(
    second: Rulebook, business: Business
) -> None:
    found = migrate(business.answers.pairs(), RULEBOOK, [second])
    reading = read_pairs(found.pairs, second)

    assert reading.problems == ()
    assert reading.answers.missing == ()
    assert {note.kind for note in found.notes} <= {"split", "question_gone"}


@given(business=businesses())
def test_every_answer_goes_over_unless_a_note_names_it(second: Rulebook, business: Business) -> None:
    before = business.answers.pairs(edition=False)
    found = migrate(before, RULEBOOK, [second])
    noted = {note.key for note in found.notes}
    renamed = {("area", "nordic_eu"): ("area", "europe")}

    kept = [renamed.get(pair, pair) for pair in before if pair[0] not in noted]

    assert [pair for pair in kept if pair not in found.pairs] == []


@given(business=businesses())
def test_what_was_only_renamed_gets_no_note(second: Rulebook, business: Business) -> None:
    notes = migrate(business.answers.pairs(), RULEBOOK, [second]).notes

    assert "area" not in {note.key for note in notes}


@given(business=businesses())
def test_carrying_over_twice_changes_nothing(two_editions: Library, business: Business) -> None:
    def carry(pairs: Pairs) -> Pairs:
        then = two_editions.named(pairs)
        return migrate(pairs, then, two_editions.path(then.edition)).pairs

    once = carry(business.answers.pairs())

    assert carry(once) == once
    assert ("edition", "2026-2") in once


# One step


def test_a_renamed_question_option_and_row_go_over_without_a_word() -> None:
    moves = Moves(
        questions={"area": "where"},
        options={("area", "local"): ("near",), ("buying", "urgent"): ("hurry",)},
        rows={"blog": "articles"},
    )

    pairs, notes = carried(
        [("area", "local"), ("buying", "urgent"), ("channels_now.blog", "active"), ("size", "solo")], moves
    )

    assert pairs == [
        ("where", "near"),
        ("buying", "hurry"),
        ("channels_now.articles", "active"),
        ("size", "solo"),
    ]
    assert notes == []


def test_of_a_split_answer_the_first_part_is_taken_and_the_others_are_named(second: Rulebook) -> None:
    found = migrate([("business_type", "food_drink")], RULEBOOK, [second])

    assert found.pairs == [("business_type", "food_serve")]
    assert found.notes == (
        Carried(
            "split",
            "business_type",
            "food_drink",
            "food_serve",
            then=RULEBOOK,
            new_key="business_type",
            others=("food_make",),
        ),
    )


def test_what_is_gone_is_left_out_and_named() -> None:
    moves = Moves(questions={"age": ""}, options={("skills", "talk"): ()}, rows={"blog": ""})

    pairs, notes = carried(
        [("age", "a60"), ("skills", "talk"), ("skills", "web"), ("channels_now.blog", "quiet")], moves
    )

    assert pairs == [("skills", "web")]
    assert notes == [
        ("question_gone", "age", ""),
        ("option_gone", "skills", "talk"),
        ("row_gone", "channels_now.blog", "quiet"),
    ]


def test_a_question_that_is_gone_is_named_once_however_much_was_ticked() -> None:
    _, notes = carried([("skills", "talk"), ("skills", "web")], Moves(questions={"skills": ""}))

    assert notes == [("question_gone", "skills", "")]


def test_a_channel_that_was_not_held_is_not_missed() -> None:
    pairs, notes = carried([("channels_now.blog", "no")], Moves(rows={"blog": ""}))

    assert (pairs, notes) == ([], [])


def test_two_options_that_become_one_are_one_answer() -> None:
    moves = Moves(options={("skills", "talk"): ("people",), ("skills", "web"): ("people",)})

    assert carried([("skills", "talk"), ("skills", "web")], moves) == ([("skills", "people")], [])


def test_what_is_no_answer_stays_but_for_the_edition() -> None:
    pairs, notes = carried(
        [("start", "2027-01-04"), ("go", "check"), ("zz", "1"), ("edition", "2026-1")],
        Moves(questions={"start": "never", "go": ""}),
    )

    assert pairs == [
        ("start", "2027-01-04"),
        ("go", "check"),
        ("zz", "1"),
        ("edition", "2026-2"),
    ]
    assert notes == []


def test_a_question_that_was_left_open_is_left_open_under_its_name_of_today() -> None:
    moves = Moves(questions={"area": "where", "age": ""})

    assert carried([("area", ""), ("age", "")], moves) == ([("where", "")], [])


def test_answers_of_today_stay_as_they_are() -> None:
    pairs = [("age", "a60"), ("edition", "2026-1")]

    assert migrate(pairs, RULEBOOK, []).pairs == pairs


# Several editions


def test_an_answer_goes_through_every_edition_between() -> None:
    steps = (
        Moves(questions={"area": "where"}),
        Moves(options={("where", "local"): ("near",)}),
        Moves(questions={"where": "place"}),
    )

    assert carried([("area", "local"), ("edition", "2026-1")], *steps) == (
        [("place", "near"), ("edition", "2026-4")],
        [],
    )


def test_the_parts_of_a_split_answer_go_on_by_themselves() -> None:
    steps = (
        Moves(options={("buying", "urgent"): ("today", "this_week", "soon")}),
        Moves(options={("buying", "today"): (), ("buying", "soon"): ("later",)}),
    )
    found = migrate([("buying", "urgent")], RULEBOOK, moved(*steps))

    assert found.pairs == [("buying", "this_week")]
    assert [(note.kind, note.nearest, note.others) for note in found.notes] == [
        ("split", "this_week", ("later",))
    ]


def test_a_split_answer_of_which_one_part_is_left_needs_no_word() -> None:
    steps = (
        Moves(options={("buying", "urgent"): ("today", "soon")}),
        Moves(options={("buying", "today"): ()}),
    )

    assert carried([("buying", "urgent")], *steps) == ([("buying", "soon")], [])


def test_what_is_gone_is_named_as_it_was_called_when_it_was_answered() -> None:
    steps = (Moves(questions={"area": "where"}), Moves(questions={"where": ""}))

    assert carried([("area", "local")], *steps) == ([], [("question_gone", "area", "")])


# The words

SAID = {
    "nb": (
        "«Restaurant, kafé, mat- eller drikkeproduksjon» er nå delt i flere svar. "
        "Vi har valgt «Restaurant, kafé eller bar». Det kan også være «Produksjon av mat eller drikke». "
        "Vi stiller ikke lenger spørsmålet «Innen når?», så svaret ditt er ikke tatt med."
    ),
    "sv": (
        "”Restaurang, kafé eller tillverkning av mat eller dryck” är nu uppdelat i flera svar. "
        "Vi har valt ”Restaurang, kafé eller bar”. Det kan också vara ”Tillverkning av mat eller dryck”. "
        "Vi ställer inte längre frågan ”Till när?”, så ditt svar är utelämnat."
    ),
    "en": (
        "“Restaurant, café, or maker of food or drink” is now more than one answer. "
        "We took “Restaurant, café or bar”. It could also be “Maker of food or drink”. "
        "The question “By when?” is no longer asked, so your answer to it was left out."
    ),
}


@pytest.mark.parametrize("lang", SAID)
def test_a_note_speaks_the_words_of_then_and_of_today(second: Rulebook, lang: str) -> None:
    pairs = [("business_type", "food_drink"), ("target_months", "6")]
    words = speaker(second, lang, {"size": "solo"})

    notes = migrate(pairs, RULEBOOK, [second]).notes

    assert " ".join(problem_text(note, words) for note in notes) == SAID[lang]


def test_an_option_and_a_channel_that_are_gone_are_named_by_their_labels(first: Rulebook) -> None:
    later = moved(Moves(options={("skills", "talk"): ()}, rows={"blog": ""}))
    notes = migrate([("skills", "talk"), ("channels_now.blog", "quiet")], first, later).notes
    words, asked = speaker(later[-1], "en", {}), "What are you good at, or have help with?"

    assert [problem_text(note, words) for note in notes] == [
        f"“Talking with people” is no longer among the answers to “{asked}”, so it was left out.",
        "We no longer ask about “Useful articles on the website”, so your answer to it was left out.",
    ]
