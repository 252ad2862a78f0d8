"""Links to shares, and what whoever has one can do."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from somerec.store import AnsweredToken, Draft, GoneToken, Stale, Store, Unfit, UnknownToken, WrongState
from somerec.store.keys import FILE
from somerec.store.upkeep import backup, restore
from tests.store.conftest import content
from tests.store.people import ANSWERS, DAY, HASH, HOUR, MINUTE, NOW, TODAY, live, someone

FORGED = ["", "x" * 22, "x" * 21, "x" * 100_000, "\udfff" * 22, "\0", "' OR 1=1 --", "%", "æøå"]


def waiting(store: Store) -> tuple[str, str, int]:
    """Return a share that waits for the client, the token of its questions, and its consultant."""
    kari = someone(store.desk)
    share = store.desk.create(kari.id, Draft(client="Ås"), NOW)
    token = store.desk.intake_link(share)
    assert token
    return share.id, token, kari.id


def test_the_desk_can_show_a_link_again_and_the_database_cannot(store: Store) -> None:
    share, token = live(store.desk)
    assert store.desk.link(share) == token
    assert store.desk.link(store.desk.share(share.consultant, share.id)) == token
    assert len(token) == 22
    assert token.encode() not in content(store.path)


def test_each_share_has_links_of_its_own(store: Store) -> None:
    first, token = live(store.desk)
    second, other = live(store.desk)
    assert token != other
    assert store.desk.shared(token, TODAY) == first
    assert store.desk.shared(other, TODAY) == second


def test_the_key_is_readable_by_its_owner_only_and_made_once(store: Store) -> None:
    live(store.desk)
    key = store.path.with_name(FILE)
    before = key.read_bytes()
    live(store.desk)
    assert (len(before), key.read_bytes()) == (32, before)
    assert key.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in store.path.parent.iterdir()} <= {
        *(FILE, "somerec.db", "somerec.db-journal", "somerec.db-wal", "somerec.db-shm"),
    }


@pytest.mark.parametrize("state", ["lost", "another", "cut short"])
def test_without_its_key_a_link_works_but_is_not_shown_until_there_is_a_new_one(
    store: Store, state: str
) -> None:
    share, token = live(store.desk)
    key = store.path.with_name(FILE)
    if state == "lost":
        key.unlink()
    else:
        key.write_bytes(b"k" * (32 if state == "another" else 7))
    assert store.desk.link(share) is None
    assert store.desk.shared(token, TODAY) == share
    new = store.desk.new_link(share.consultant, share.id, NOW)
    assert store.desk.link(share) == new
    assert len(key.read_bytes()) == 32
    assert store.desk.shared(new, TODAY).id == share.id
    with pytest.raises(GoneToken):
        store.desk.shared(token, TODAY)


def test_a_stolen_backup_opens_nothing_and_a_restored_one_keeps_links_working(store: Store) -> None:
    share, token = live(store.desk)
    file = store.path.parent / "copy.db"
    backup(store, file)
    assert token.encode() not in file.read_bytes()
    elsewhere = Store(store.path.parent / "elsewhere")
    restore(elsewhere, file)
    assert elsewhere.desk.shared(token, TODAY) == share
    assert elsewhere.desk.link(share) is None
    elsewhere.close()


def test_a_link_that_was_replaced_is_gone_and_stays_so(store: Store) -> None:
    share, first = live(store.desk)
    second = store.desk.new_link(share.consultant, share.id, NOW)
    third = store.desk.new_link(share.consultant, share.id, NOW)
    for old in (first, second):
        with pytest.raises(GoneToken):
            store.desk.shared(old, TODAY)
    assert store.desk.shared(third, TODAY).id == share.id
    assert store.desk.link(share) == third


def test_a_draft_gets_no_new_link(store: Store) -> None:
    kari = someone(store.desk)
    draft = store.desk.create(kari.id, Draft(client="Ås", answers=ANSWERS), NOW)
    with pytest.raises(WrongState, match="draft"):
        store.desk.new_link(kari.id, draft.id, NOW)


@pytest.mark.parametrize("token", FORGED)
def test_a_forged_link_is_unknown_to_everybody_who_asks(store: Store, token: str) -> None:
    share, _ = live(store.desk)
    store.desk.create(share.consultant, Draft(client="Ås"), NOW)
    with pytest.raises(UnknownToken):
        store.desk.shared(token, TODAY)
    with pytest.raises(UnknownToken):
        store.desk.intake(token, TODAY)
    with pytest.raises(UnknownToken):
        store.desk.answer(token, "2026-1", ANSWERS, None, NOW)
    assert not store.desk.granted(share.id, token, NOW)


def test_neither_link_opens_what_the_other_does_nor_does_the_share_s_name(store: Store) -> None:
    name, questions, _ = waiting(store)
    share, link = live(store.desk)
    for token in (questions, name, share.id):
        with pytest.raises(UnknownToken):
            store.desk.shared(token, TODAY)
    for token in (link, name, share.id):
        with pytest.raises(UnknownToken):
            store.desk.intake(token, TODAY)


def test_a_client_answers_once_and_the_desk_has_a_draft(store: Store) -> None:
    name, token, owner = waiting(store)
    assert store.desk.intake(token, TODAY).state == "waiting"
    draft = store.desk.answer(token, "2026-1", ANSWERS, 500, NOW + HOUR)
    assert (draft.state, draft.edition, draft.answers, draft.hour_value) == ("draft", "2026-1", ANSWERS, 500)
    assert (draft.version, draft.changed) == (2, NOW + HOUR)
    for _ in range(2):
        with pytest.raises(AnsweredToken):
            store.desk.answer(token, "2026-1", "size=large", None, NOW)
        with pytest.raises(AnsweredToken):
            store.desk.intake(token, TODAY)
    assert store.desk.share(owner, name) == draft
    assert store.desk.intake_link(draft) is None
    assert [(line.consultant, line.what) for line in store.desk.log(name)] == [
        ("kari", "created"),
        ("", "answered"),
    ]


def test_the_link_by_which_a_client_answered_is_not_the_one_that_opens_the_plan(store: Store) -> None:
    name, token, owner = waiting(store)
    store.desk.answer(token, "2026-1", ANSWERS, None, NOW)
    share = store.desk.publish(owner, name, NOW)
    assert store.desk.link(share) not in (None, token)
    with pytest.raises(UnknownToken):
        store.desk.shared(token, TODAY)


def test_the_answers_of_two_who_answer_at_once_are_not_mixed(store: Store) -> None:
    name, token, owner = waiting(store)
    told: list[str] = []

    def answer(answers: str) -> None:
        try:
            told.append(store.desk.answer(token, "2026-1", answers, None, NOW).answers)
        except AnsweredToken:
            told.append("answered")
        store.close()

    threads = [threading.Thread(target=answer, args=(f"size={size}",)) for size in ("solo", "micro", "small")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told)[:2] == ["answered", "answered"]
    assert store.desk.share(owner, name).answers == sorted(told)[2]


@pytest.mark.parametrize(("answers", "why"), [("", "empty"), ("x" * 8001, "long"), ("a\udfff", "text")])
def test_answers_that_cannot_be_stored_leave_the_link_as_it_is(store: Store, answers: str, why: str) -> None:
    _, token, _ = waiting(store)
    with pytest.raises(Unfit, match=f"answers: {why}"):
        store.desk.answer(token, "2026-1", answers, None, NOW)
    assert store.desk.intake(token, TODAY).version == 1


def test_an_answer_makes_a_form_of_the_consultant_stale(store: Store) -> None:
    name, token, owner = waiting(store)
    opened = store.desk.share(owner, name)
    answered = store.desk.answer(token, "2026-1", ANSWERS, None, NOW)
    with pytest.raises(Stale) as caught:
        store.desk.save(replace(opened, greeting="Hei"), NOW)
    assert caught.value.current == answered


def test_questions_that_were_withdrawn_have_expired_or_were_replaced_are_gone(store: Store) -> None:
    name, token, owner = waiting(store)
    with pytest.raises(GoneToken):
        store.desk.intake(token, TODAY + 91 * DAY)
    with pytest.raises(GoneToken):
        store.desk.answer(token, "2026-1", ANSWERS, None, NOW + 91 * DAY)
    second = store.desk.new_link(owner, name, NOW)
    with pytest.raises(GoneToken):
        store.desk.intake(token, TODAY)
    assert store.desk.intake(second, TODAY).id == name
    store.desk.withdraw(owner, name, NOW)
    with pytest.raises(GoneToken):
        store.desk.answer(second, "2026-1", ANSWERS, None, NOW)


def test_views_are_counted_without_a_trace_of_who(store: Store) -> None:
    share, _ = live(store.desk)
    for _ in range(3):
        store.desk.count_view(share.id, NOW + HOUR)
    store.desk.count_view("never-was-there-0", NOW)
    found = store.desk.share(share.consultant, share.id)
    assert (found.views, found.changed, found.version) == (3, NOW, 1)
    assert [line.what for line in store.desk.log(share.id)] == ["created", "published"]


def test_a_grant_stands_for_the_pin_of_one_share_for_half_an_hour(store: Store) -> None:
    share, _ = live(store.desk)
    other, _ = live(store.desk)
    token = store.desk.grant(share.id, NOW)
    assert store.desk.granted(share.id, token, NOW + 30 * MINUTE - MINUTE)
    assert not store.desk.granted(share.id, token, NOW + 30 * MINUTE)
    assert not store.desk.granted(other.id, token, NOW)
    assert token.encode() not in content(store.path)
    with pytest.raises(UnknownToken):
        store.desk.grant("never-was-there-0", NOW)


@pytest.mark.parametrize("what", ["another PIN", "no PIN", "withdrawn", "erased"])
def test_a_grant_ends_with_its_pin_and_its_share(store: Store, what: str) -> None:
    share, _ = live(store.desk)
    store.desk.set_pin(share.consultant, share.id, HASH, NOW)
    assert store.desk.pin_hash(share.id) == HASH
    token = store.desk.grant(share.id, NOW)
    if what == "withdrawn":
        store.desk.withdraw(share.consultant, share.id, NOW)
    elif what == "erased":
        store.desk.erase(share.consultant, share.id, NOW)
    else:
        pin = "another" if what == "another PIN" else None
        assert store.desk.set_pin(share.consultant, share.id, pin, NOW).has_pin is bool(pin)
        assert store.desk.pin_hash(share.id) == pin
    assert not store.desk.granted(share.id, token, NOW)
