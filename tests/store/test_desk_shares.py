"""Shares as their consultant sees them."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from somerec.store import Draft, GoneToken, Share, Stale, Store, Unfit, UnknownToken, WrongState
from somerec.store.desk_model import MOST_LETTERS
from tests.store.people import ANSWERS, DAY, HASH, HOUR, LETTER, NOW, TODAY, live, someone

LATER = NOW + HOUR


def test_a_share_with_answers_is_a_draft_that_nobody_can_open(store: Store) -> None:
    kari = someone(store.desk)
    share = store.desk.create(kari.id, LETTER, NOW)
    assert {field.name: getattr(share, field.name) for field in fields(Draft)} == {
        field.name: getattr(LETTER, field.name) for field in fields(Draft)
    }
    assert (share.state, share.version, share.views, share.has_pin) == ("draft", 1, 0, False)
    assert (share.created, share.changed, share.expires) == (NOW, NOW, TODAY + 90 * DAY)
    assert len(share.id) == 16
    assert store.desk.link(share) is None
    assert store.desk.intake_link(share) is None
    assert store.desk.share(kari.id, share.id) == share


def test_a_list_has_the_shares_that_were_changed_last_first(store: Store) -> None:
    kari = someone(store.desk)
    first, second, third = (store.desk.create(kari.id, LETTER, NOW) for _ in range(3))
    saved = store.desk.save(first, LATER)
    assert store.desk.shares(kari.id) == (saved, third, second)


def test_saving_stores_what_the_share_says_and_nothing_else(store: Store) -> None:
    share, token = live(store.desk)
    store.desk.set_pin(share.consultant, share.id, HASH, NOW)
    said: dict[str, Any] = {
        "client": "Another",
        "edition": "2026-2",
        "answers": "size=solo",
        "start": None,
        "hour_value": None,
        "greeting": "",
        "notes": "# æøå 😀\r\n",
        "notes_language": "sv",
        "adjustments": "[]",
        "language": "",
    }
    forged: dict[str, Any] = {"state": "withdrawn", "expires": TODAY, "views": 900, "has_pin": False}
    saved = store.desk.save(replace(share, **said, **forged, copied_from="x"), LATER)
    assert saved == replace(share, **said, version=2, changed=LATER, has_pin=True)
    assert store.desk.shared(token, TODAY) == saved


def test_of_two_windows_the_second_to_save_is_told_what_the_first_saved(store: Store) -> None:
    share, _ = live(store.desk)
    first = store.desk.save(replace(share, notes="The first window’s"), NOW)
    with pytest.raises(Stale) as caught:
        store.desk.save(replace(share, notes="The second window’s"), NOW)
    assert caught.value.current == first
    assert store.desk.share(share.consultant, share.id) == first
    settled = store.desk.save(replace(first, notes="Both"), NOW)
    assert (settled.notes, settled.version) == ("Both", 3)


def test_what_no_form_holds_does_not_make_a_form_stale(store: Store) -> None:
    share, _ = live(store.desk)
    owner, name = share.consultant, share.id
    store.desk.renew(owner, name, TODAY + 9 * DAY, NOW)
    store.desk.set_pin(owner, name, HASH, NOW)
    store.desk.count_view(name, NOW)
    store.desk.new_link(owner, name, NOW)
    store.desk.withdraw(owner, name, NOW)
    store.desk.publish(owner, name, NOW)
    assert store.desk.save(replace(share, notes="Still fresh"), NOW).version == 2


def test_another_consultant_s_share_is_as_unknown_as_one_that_never_was(store: Store) -> None:
    desk = store.desk
    share, token = live(desk)
    ola = someone(desk, "ola").id
    for name in (share.id, "never-was-there-0"):
        for attempt in (
            lambda name=name: desk.share(ola, name),
            lambda name=name: desk.save(replace(share, consultant=ola, id=name), NOW),
            lambda name=name: desk.copy(ola, name, "Mine", NOW),
            lambda name=name: desk.publish(ola, name, NOW),
            lambda name=name: desk.renew(ola, name, TODAY, NOW),
            lambda name=name: desk.withdraw(ola, name, NOW),
            lambda name=name: desk.set_pin(ola, name, HASH, NOW),
            lambda name=name: desk.new_link(ola, name, NOW),
            lambda name=name: desk.export(ola, name, NOW),
            lambda name=name: desk.erase(ola, name, NOW),
        ):
            with pytest.raises(UnknownToken):
                attempt()
    assert desk.shares(ola) == ()
    assert desk.shared(token, TODAY) == share
    assert [line.what for line in desk.log(share.id)] == ["created", "published"]


@pytest.mark.parametrize("name", ["", "\udfff", "\0", "x" * 100_000, "' OR 1=1 --", "%"])
def test_an_odd_name_of_a_share_is_merely_unknown(store: Store, name: str) -> None:
    share, _ = live(store.desk)
    with pytest.raises(UnknownToken):
        store.desk.share(share.consultant, name)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"client": "  "}, "client: empty"),
        *(
            ({name: "x" * (most + 1)}, f"{name}: long")
            for name, most in MOST_LETTERS.items()
            if name in LETTER.__slots__
        ),
        ({"notes": "half a \ud83d"}, "notes: text"),
        ({"greeting": "nothing\0more"}, "greeting: text"),
        ({"language": "\udfff"}, "language: text"),
    ],
)
def test_what_cannot_be_stored_is_refused_and_what_was_there_stays(
    store: Store, changes: dict[str, Any], fault: str
) -> None:
    share, _ = live(store.desk)
    with pytest.raises(Unfit, match=fault):
        store.desk.create(share.consultant, replace(LETTER, **changes), NOW)
    with pytest.raises(Unfit, match=fault):
        store.desk.save(replace(share, **changes), NOW)
    assert store.desk.shares(share.consultant) == (share,)


def test_the_longest_texts_and_every_letter_come_back_as_they_were(store: Store) -> None:
    longest: dict[str, Any] = {
        name: "😀" * most for name, most in MOST_LETTERS.items() if name in LETTER.__slots__
    }
    share, _ = live(store.desk, **longest)
    assert {name: getattr(store.desk.share(share.consultant, share.id), name) for name in longest} == longest


def test_a_copy_says_the_same_under_another_name_and_has_no_link_and_no_pin(store: Store) -> None:
    share, _ = live(store.desk)
    store.desk.set_pin(share.consultant, share.id, HASH, NOW)
    copy = store.desk.copy(share.consultant, share.id, "Ås, with more hours", LATER)
    assert copy == replace(
        *(share,),
        id=copy.id,
        client="Ås, with more hours",
        state="draft",
        copied_from=share.id,
        created=LATER,
        changed=LATER,
    )
    assert store.desk.link(copy) is None


def test_a_copy_of_what_has_no_answers_waits_for_its_own(store: Store) -> None:
    kari = someone(store.desk)
    waiting = store.desk.create(kari.id, Draft(client="Ås"), NOW)
    copy = store.desk.copy(kari.id, waiting.id, "Ås 2", NOW)
    assert copy.state == "waiting"
    assert store.desk.intake_link(copy) not in (None, store.desk.intake_link(waiting))


def test_a_share_is_published_until_a_day_that_is_at_most_a_year_ahead(store: Store) -> None:
    kari = someone(store.desk)
    share = store.desk.create(kari.id, LETTER, NOW)
    for day in (TODAY - DAY, TODAY + 366 * DAY, date.max):
        with pytest.raises(Unfit, match="expires: date"):
            store.desk.publish(kari.id, share.id, NOW, expires=day)
        with pytest.raises(Unfit, match="expires: date"):
            store.desk.renew(kari.id, share.id, day, NOW)
    for day in (TODAY, TODAY + 365 * DAY):
        assert store.desk.publish(kari.id, share.id, NOW, expires=day).expires == day
        assert store.desk.renew(kari.id, share.id, day, NOW).expires == day


def test_a_link_works_until_the_end_of_its_last_day_and_again_once_it_is_renewed(store: Store) -> None:
    share, token = live(store.desk)
    assert store.desk.shared(token, share.expires).state_on(share.expires) == "live"
    late = share.expires + DAY
    with pytest.raises(GoneToken):
        store.desk.shared(token, late)
    assert store.desk.share(share.consultant, share.id).state_on(late) == "expired"
    store.desk.renew(share.consultant, share.id, late, NOW + 91 * DAY)
    assert store.desk.shared(token, late).state == "live"


def test_a_share_that_is_withdrawn_is_gone_until_it_is_published_again(store: Store) -> None:
    share, token = live(store.desk)
    withdrawn = store.desk.withdraw(share.consultant, share.id, LATER)
    assert (withdrawn.state, withdrawn.expires) == ("withdrawn", TODAY)
    with pytest.raises(GoneToken):
        store.desk.shared(token, TODAY)
    with pytest.raises(WrongState, match="withdrawn"):
        store.desk.renew(share.consultant, share.id, TODAY + DAY, NOW)
    with pytest.raises(WrongState, match="withdrawn"):
        store.desk.new_link(share.consultant, share.id, NOW)
    assert store.desk.withdraw(share.consultant, share.id, LATER) == withdrawn
    again = store.desk.publish(share.consultant, share.id, LATER)
    assert (again.state, again.expires) == ("live", TODAY + 90 * DAY)
    assert store.desk.shared(token, TODAY) == again


def test_what_has_no_answers_is_not_published(store: Store) -> None:
    kari = someone(store.desk)
    share = store.desk.create(kari.id, Draft(client="Ås"), NOW)
    with pytest.raises(WrongState, match="waiting"):
        store.desk.publish(kari.id, share.id, NOW)
    store.desk.withdraw(kari.id, share.id, NOW)
    with pytest.raises(WrongState, match="withdrawn"):
        store.desk.publish(kari.id, share.id, NOW)


def test_a_share_that_waits_becomes_a_draft_when_its_consultant_answers(store: Store) -> None:
    kari = someone(store.desk)
    share = store.desk.create(kari.id, Draft(client="Ås"), NOW)
    token = store.desk.intake_link(share)
    assert token
    assert store.desk.save(replace(share, greeting="Hei"), NOW).state == "waiting"
    share = store.desk.share(kari.id, share.id)
    answered: Share = store.desk.save(replace(share, edition="2026-1", answers=ANSWERS), NOW)
    assert answered.state == "draft"
    with pytest.raises(GoneToken):
        store.desk.intake(token, TODAY)


def test_a_share_lasts_for_thirty_days_after_its_last_day_or_its_last_change(store: Store) -> None:
    desk = store.desk
    share, token = live(desk)
    edited, _ = live(desk)
    withdrawn, _ = live(desk)
    desk.withdraw(withdrawn.consultant, withdrawn.id, NOW)

    def left(days: int) -> set[str]:
        store.purge(TODAY + days * DAY)
        return {found.id for found in desk.shares(share.consultant)}

    assert left(30) == {share.id, edited.id, withdrawn.id}
    assert left(31) == {share.id, edited.id}
    desk.save(edited, NOW + 100 * DAY)
    assert left(120) == {share.id, edited.id}
    assert left(121) == {edited.id}
    assert left(130) == {edited.id}
    assert left(131) == set()
    with pytest.raises(GoneToken):
        desk.shared(token, TODAY)
