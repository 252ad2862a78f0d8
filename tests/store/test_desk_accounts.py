"""How consultants are invited, get in, and are kept out."""

from __future__ import annotations

import multiprocessing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from somerec.store import GoneToken, LoginTaken, Store, Unfit, UnknownLogin, UnknownToken
from tests.store.conftest import content
from tests.store.people import DAY, HASH, HOUR, MINUTE, NOW, TODAY, live, someone


def test_who_is_invited_is_in_once_she_has_chosen_a_password(store: Store) -> None:
    desk = store.desk
    token = desk.invite(" Kari@Byraa.example ", "Kari Nord", "nb", "nord", NOW)
    invited = desk.invitation(token, NOW)
    assert (invited.login, invited.name, invited.language, invited.agency) == (
        *("kari@byraa.example", "Kari Nord"),
        *("nb", "nord"),
    )
    assert (invited.state, invited.created) == ("invited", TODAY)
    assert desk.login("kari@byraa.example") is None
    accepted = desk.accept(token, HASH, NOW)
    assert accepted.state == "active"
    assert desk.login("KARI@byraa.example ") == (accepted, HASH)
    assert desk.consultants() == (accepted,)
    assert desk.consultant(accepted.id) == accepted


def test_an_invitation_works_once_and_opening_it_does_not_count(store: Store) -> None:
    token = store.desk.invite("kari", "Kari", "nb", "", NOW)
    for _ in range(3):
        store.desk.invitation(token, NOW)
    store.desk.accept(token, HASH, NOW)
    with pytest.raises(GoneToken):
        store.desk.invitation(token, NOW)
    with pytest.raises(GoneToken):
        store.desk.accept(token, "another", NOW)
    found = store.desk.login("kari")
    assert found
    assert found[1] == HASH


def test_a_password_is_changed_where_the_old_one_is_still_stored_and_all_sessions_end(store: Store) -> None:
    desk, kari, ola = store.desk, someone(store.desk), someone(store.desk, "ola")
    sessions = [desk.open_session(one.id, NOW) for one in (kari, kari, ola)]
    assert not desk.change_password(kari.id, "an older one", "new", NOW)
    assert all(desk.session(token, NOW) for token in sessions)
    assert desk.change_password(kari.id, HASH, "new", NOW + HOUR)
    assert desk.login("kari") == (kari, "new")
    assert desk.login("ola") == (ola, HASH)
    assert [bool(desk.session(token, NOW)) for token in sessions] == [False, False, True]
    assert [(line.at, line.consultant, line.what) for line in desk.account_log(kari.id)] == [
        (NOW, "kari", "password_chosen"),
        (NOW + HOUR, "kari", "password_changed"),
    ]


@pytest.mark.parametrize("shut", ["disable", "reset"])
def test_whoever_is_shut_out_gets_in_by_no_change_of_password(store: Store, shut: str) -> None:
    kari = someone(store.desk)
    getattr(store.desk, shut)("kari", NOW)
    for before in (HASH, ""):
        assert not store.desk.change_password(kari.id, before, "new", NOW)
    assert store.desk.login("kari") is None


def accept(folder: Path, token: str, number: int, ready: Barrier, told: multiprocessing.Queue[str]) -> None:
    """Take up an invitation, as one of several processes that do so at the same moment."""
    ready.wait()
    try:
        told.put(Store(folder).desk.accept(token, f"hash {number}", NOW).state)
    except GoneToken:
        told.put("gone")


def test_of_several_who_take_up_an_invitation_at_the_same_moment_one_gets_in(store: Store) -> None:
    token = store.desk.invite("kari", "Kari", "nb", "", NOW)
    context = multiprocessing.get_context("spawn")
    told: multiprocessing.Queue[str] = context.Queue()
    ready = context.Barrier(4)
    processes = [
        context.Process(target=accept, args=(store.path.parent, token, number, ready, told))
        for number in range(4)
    ]
    for process in processes:
        process.start()
    found = sorted(told.get(timeout=60) for _ in processes)
    for process in processes:
        process.join()
    assert found == ["active", "gone", "gone", "gone"]


def test_an_invitation_ends_after_seven_days_and_is_remembered_when_it_is_purged(store: Store) -> None:
    token = store.desk.invite("kari", "Kari", "nb", "", NOW)
    store.desk.invitation(token, NOW + 7 * DAY - MINUTE)
    for later in (7 * DAY, 8 * DAY):
        with pytest.raises(GoneToken):
            store.desk.accept(token, HASH, NOW + later)
        assert store.purge((NOW + later).date())["invitations"] == (later == 8 * DAY)
    with pytest.raises(GoneToken):
        store.desk.invitation(token, NOW + 9 * DAY)


def test_a_login_is_one_person_s_however_it_is_written(store: Store) -> None:
    store.desk.invite("kåre", "Kåre", "nb", "", NOW)
    for same in ("kåre", " KÅRE", "ka\N{COMBINING RING ABOVE}re"):
        with pytest.raises(LoginTaken):
            store.desk.invite(same, "Somebody else", "nb", "", NOW)


@pytest.mark.parametrize(
    ("login", "name", "fault"),
    [
        ("", "Kari", "login: empty"),
        (" ", "Kari", "login: empty"),
        ("kari", " ", "name: empty"),
        ("k" * 101, "Kari", "login: long"),
        ("kari", "K" * 101, "name: long"),
        ("kari", "K\udfff", "name: text"),
        ("ka\0ri", "Kari", "login: text"),
    ],
)
def test_a_login_or_name_that_cannot_be_stored_is_refused(
    store: Store, login: str, name: str, fault: str
) -> None:
    with pytest.raises(Unfit, match=fault):
        store.desk.invite(login, name, "nb", "", NOW)
    assert store.desk.consultants() == ()


def test_a_session_ends_after_twelve_hours(store: Store) -> None:
    kari = someone(store.desk)
    token = store.desk.open_session(kari.id, NOW)
    assert store.desk.session(token, NOW + 12 * HOUR - MINUTE) == kari
    assert store.desk.session(token, NOW + 12 * HOUR) is None


def test_a_session_ends_when_she_signs_out_and_no_other_does(store: Store) -> None:
    kari = someone(store.desk)
    here, there = store.desk.open_session(kari.id, NOW), store.desk.open_session(kari.id, NOW)
    store.desk.close_session(here)
    store.desk.close_session("nothing")
    assert store.desk.session(here, NOW) is None
    assert store.desk.session(there, NOW) == kari


def test_who_is_disabled_is_signed_out_everywhere_at_once_and_cannot_come_back(store: Store) -> None:
    desk = store.desk
    kari, ola = someone(desk), someone(desk, "ola")
    token, other = desk.open_session(kari.id, NOW), desk.open_session(ola.id, NOW)
    desk.disable("Kari", NOW)
    assert desk.session(token, NOW) is None
    assert desk.login("kari") is None
    assert desk.session(other, NOW) == ola


def test_who_is_disabled_while_her_password_is_checked_is_not_let_in(store: Store) -> None:
    kari = someone(store.desk)
    store.desk.disable("kari", NOW)
    assert store.desk.session(store.desk.open_session(kari.id, NOW), NOW) is None


def test_an_invitation_dies_with_being_disabled(store: Store) -> None:
    token = store.desk.invite("kari", "Kari", "nb", "", NOW)
    store.desk.disable("kari", NOW)
    with pytest.raises(GoneToken):
        store.desk.accept(token, HASH, NOW)


def test_a_reset_ends_password_sessions_and_links_and_lets_a_disabled_one_back_in(store: Store) -> None:
    desk = store.desk
    kari = someone(desk)
    session, first = desk.open_session(kari.id, NOW), desk.reset("kari", NOW)
    assert desk.session(session, NOW) is None
    assert desk.login("kari") is None
    second = desk.reset("kari", NOW)
    with pytest.raises(GoneToken):
        desk.invitation(first, NOW)
    desk.disable("kari", NOW)
    third = desk.reset("kari", NOW)
    with pytest.raises(GoneToken):
        desk.invitation(second, NOW)
    assert desk.accept(third, "new", NOW) == kari
    assert desk.login("kari") == (kari, "new")
    assert desk.session(session, NOW) is None


@pytest.mark.parametrize("login", ["nobody", "", "\udfff", "x" * 100_000, "' OR 1=1 --"])
def test_nobody_of_that_name_is_known(store: Store, login: str) -> None:
    someone(store.desk)
    assert store.desk.login(login) is None
    with pytest.raises(UnknownLogin):
        store.desk.reset(login, NOW)
    with pytest.raises(UnknownLogin):
        store.desk.disable(login, NOW)


@pytest.mark.parametrize("token", ["", "x" * 22, "x" * 100_000, "\udfff", "\0", "' OR 1=1 --"])
def test_a_forged_token_invites_nobody_and_is_no_session(store: Store, token: str) -> None:
    desk = store.desk
    kari = someone(desk)
    desk.invite("ola", "Ola", "nb", "", NOW)
    desk.open_session(kari.id, NOW)
    with pytest.raises(UnknownToken):
        desk.invitation(token, NOW)
    with pytest.raises(UnknownToken):
        desk.accept(token, HASH, NOW)
    assert desk.session(token, NOW) is None


def test_the_database_holds_no_token_that_lets_anybody_in(store: Store) -> None:
    desk = store.desk
    invitation = desk.invite("ola", "Ola", "nb", "", NOW)
    session = desk.open_session(someone(desk).id, NOW)
    for token in (invitation, session):
        assert len(token) == 22
        assert token.encode() not in content(store.path)


def test_consultants_go_a_year_after_their_account_was_closed_once_no_share_is_left(store: Store) -> None:
    desk = store.desk
    share, _ = live(desk)
    desk.renew(share.consultant, share.id, TODAY + 365 * DAY, NOW)
    someone(desk, "ola")
    someone(desk, "eva")
    desk.invite("never", "Never Came", "nb", "", NOW)
    for login in ("kari", "ola"):
        desk.disable(login, NOW)
    left = {}
    for days in (365, 366, 396):
        store.purge(TODAY + days * DAY)
        left[days] = {one.login for one in desk.consultants()}
    assert left == {365: {"kari", "ola", "eva", "never"}, 366: {"kari", "eva"}, 396: {"eva"}}


def test_who_was_shut_out_while_the_password_was_checked_gets_no_session(store: Store) -> None:
    """Nor does the session that was then opened come to life with the next password."""
    kari = someone(store.desk)
    token = store.desk.reset(kari.login, NOW)
    late = store.desk.open_session(kari.id, NOW)
    store.desk.accept(token, HASH, NOW)
    assert store.desk.session(late, NOW) is None
