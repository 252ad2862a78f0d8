"""How often a PIN and a login may be tried: never more than the limit, however many try at once."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from somerec.store import Store, passwords
from somerec.store.desk_attempts import (
    LOGIN_AN_HOUR,
    LOGIN_FROM_NETWORK,
    NETWORK_AN_HOUR,
    PIN_A_DAY,
    PIN_AN_HOUR,
)
from tests.store.people import DAY, HOUR, MINUTE, NOW, live

PROCESSES = 8
TRIES = 1000

NETWORK = "203.0.113.0"
SHARE = "a share"


def test_a_pin_may_be_tried_five_times_an_hour_and_anew_once_it_was_right(store: Store) -> None:
    desk = store.desk
    assert [desk.may_try_pin(SHARE, NOW) for _ in range(7)] == [True] * 5 + [False] * 2
    assert desk.may_try_pin("another", NOW)
    assert desk.may_try_pin(SHARE, NOW + HOUR)
    desk.pin_was_right(SHARE, NOW)
    assert [desk.may_try_pin(SHARE, NOW) for _ in range(6)] == [True] * 5 + [False]


def test_a_pin_may_be_tried_twenty_times_a_day_and_anew_on_the_next(store: Store) -> None:
    desk, midnight = store.desk, NOW.replace(hour=0)
    hours = [midnight + number * HOUR for number in range(24)]
    assert [sum(desk.may_try_pin(SHARE, hour) for _ in range(7)) for hour in hours] == [5] * 4 + [0] * 20
    assert desk.may_try_pin("another", hours[-1])
    assert desk.may_try_pin(SHARE, midnight + DAY)


def test_a_guesser_gets_no_more_tries_a_day_beside_a_reader_who_knows_the_pin(store: Store) -> None:
    desk, guessed = store.desk, 0
    for number in range(200):
        if desk.may_try_pin(SHARE, NOW + number * MINUTE):
            desk.pin_was_right(SHARE, NOW + number * MINUTE)
        guessed += desk.may_try_pin(SHARE, NOW + number * MINUTE)
    assert guessed == 20


def test_whoever_is_refused_is_told_whether_the_hour_or_the_day_has_to_end(store: Store) -> None:
    desk, later = store.desk, NOW + 5 * MINUTE
    while desk.may_try_pin(SHARE, later):
        pass
    assert desk.pin_again(SHARE, later) == NOW + HOUR
    for number in range(1, 4):
        while desk.may_try_pin(SHARE, later + number * HOUR):
            pass
    assert desk.pin_again(SHARE, later + 3 * HOUR) == NOW.replace(hour=0) + DAY
    assert desk.pin_again("another", later) == later


def test_a_new_pin_and_a_new_link_may_be_tried_at_once(store: Store) -> None:
    desk, then = store.desk, NOW + 3 * HOUR
    for renew in ("pin", "link"):
        share, _ = live(desk)
        for number in range(4):
            while desk.may_try_pin(share.id, NOW + number * HOUR):
                pass
        if renew == "pin":
            desk.set_pin(share.consultant, share.id, "what argon2 made of it", then)
        else:
            desk.new_link(share.consultant, share.id, then)
        assert [desk.may_try_pin(share.id, then) for _ in range(6)] == [True] * 5 + [False]


def test_a_login_may_be_tried_ten_times_an_hour_from_one_network_however_it_is_written(store: Store) -> None:
    tries = [store.desk.may_try_login(("kari", " KARI")[number % 2], NETWORK, NOW) for number in range(12)]
    assert tries == [True] * 10 + [False] * 2
    assert store.desk.may_try_login("kari", NETWORK, NOW + HOUR)


def test_whoever_uses_up_the_tries_at_a_login_shuts_nobody_out_elsewhere(store: Store) -> None:
    while store.desk.may_try_login("kari", NETWORK, NOW):
        pass
    assert store.desk.may_try_login("kari", "another", NOW)


def test_a_login_may_be_tried_fifty_times_an_hour_from_however_many_networks(store: Store) -> None:
    tries = [store.desk.may_try_login("kari", f"network {number}", NOW) for number in range(52)]
    assert tries == [True] * 50 + [False] * 2
    assert store.desk.login_again("kari", "a new network", NOW) == NOW + HOUR


def test_a_network_may_try_thirty_times_an_hour_whatever_it_tries(store: Store) -> None:
    tries = [store.desk.may_try_login(f"login {n}", NETWORK, NOW) for n in range(32)]
    assert tries == [True] * 30 + [False] * 2
    assert store.desk.may_try_login("login 31", "another", NOW)


def test_a_right_password_forgets_the_tries_at_its_login_but_not_those_of_its_network(store: Store) -> None:
    for _ in range(3):
        for _ in range(10):
            assert store.desk.may_try_login("kari", NETWORK, NOW)
        store.desk.login_was_right("Kari", NETWORK, NOW)
    assert not store.desk.may_try_login("kari", NETWORK, NOW)
    assert store.desk.may_try_login("kari", "another", NOW)


def test_guessers_elsewhere_get_no_more_tries_from_a_consultant_who_signs_in_often(store: Store) -> None:
    guessed = 0
    for number in range(29):
        assert store.desk.may_try_login("kari", NETWORK, NOW)
        store.desk.login_was_right("kari", NETWORK, NOW)
        guessed += sum(store.desk.may_try_login("kari", f"network {number}", NOW) for _ in range(2))
        if guessed == 50:
            break
    assert guessed == 50
    assert not store.desk.may_try_login("kari", "a new network", NOW)


def test_a_try_that_one_limit_refuses_does_not_count_against_the_others(store: Store) -> None:
    for _ in range(60):
        store.desk.may_try_login("kari", NETWORK, NOW)
    assert [store.desk.may_try_login(f"login {n}", NETWORK, NOW) for n in range(21)] == [True] * 20 + [False]
    assert sum(store.desk.may_try_login("kari", f"network {n}", NOW) for n in range(50)) == 40


def test_the_limit_holds_for_those_who_all_looked_before_one_of_them_was_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look that makes a refusal cheap is none that a limit could rest on."""
    monkeypatch.setattr("somerec.store.attempts.used_up", lambda *_: False)
    assert [store.desk.may_try_pin(SHARE, NOW) for _ in range(7)] == [True] * 5 + [False] * 2


def test_a_refusal_waits_for_nobody_who_writes(store: Store) -> None:
    for _ in range(5):
        store.desk.may_try_pin(SHARE, NOW)
    other = Store(store.path.parent)
    with other.writing():
        assert not store.desk.may_try_pin(SHARE, NOW)
    other.close()


def guess(folder: Path, share: str, ready: Barrier, told: multiprocessing.Queue[dict[str, int]]) -> None:
    """Try at a PIN, at a login and, by ever new names, at all logins: one of several who do so at once.

    What may be checked of PINs is checked, once all have tried: the tries themselves are to fall together as
    closely as they can.
    """
    desk = Store(folder).desk
    stored = desk.pin_hash(share)
    kinds: dict[str, Callable[[int], bool]] = {
        "pin": lambda _: desk.may_try_pin(share, NOW),
        "pin all day": lambda number: desk.may_try_pin(share, NOW.replace(hour=number % 24) + DAY),
        "login": lambda number: desk.may_try_login("kari", f"network {number}", NOW),
        "login from a network": lambda _: desk.may_try_login("ola", "their network", NOW),
        "network": lambda number: desk.may_try_login(f"somebody {number}", NETWORK, NOW),
    }
    allowed: dict[str, list[int]] = {}
    for kind, may_try in kinds.items():
        ready.wait()
        allowed[kind] = [number for number in range(TRIES // PROCESSES) if may_try(number)]
    assert not any(passwords.is_right(stored, f"{number:06d}") for number in allowed["pin"])
    told.put({kind: len(numbers) for kind, numbers in allowed.items()})


def test_a_thousand_tries_in_eight_processes_at_once_are_checked_no_oftener_than_allowed(
    store: Store,
) -> None:
    share, _ = live(store.desk)
    store.desk.set_pin(share.consultant, share.id, passwords.hashed("493817"), NOW)
    context = multiprocessing.get_context("spawn")
    told: multiprocessing.Queue[dict[str, int]] = context.Queue()
    ready = context.Barrier(PROCESSES)
    arguments = (store.path.parent, share.id, ready, told)
    processes = [context.Process(target=guess, args=arguments) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    checked = [told.get(timeout=120) for _ in processes]
    for process in processes:
        process.join()
    assert {kind: sum(each[kind] for each in checked) for kind in checked[0]} == {
        "pin": PIN_AN_HOUR,
        "pin all day": PIN_A_DAY,
        "login": LOGIN_AN_HOUR,
        "login from a network": LOGIN_FROM_NETWORK,
        "network": NETWORK_AN_HOUR,
    }
