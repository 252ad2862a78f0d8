"""Everything that is held about a client is in its export, and nothing of it is left once it is erased."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from somerec.store import STORED, GoneToken, Store, UnknownToken
from somerec.store.upkeep import backup, restore
from tests.store.conftest import content
from tests.store.people import HASH, HOUR, LETTER, NOW, TODAY, live, someone

OLD = """
    UPDATE shares SET expires = '2026-01-01', changed = '2026-01-01T12:00:00+00:00' WHERE id = ?"""


def test_an_export_has_every_column_of_the_share_and_what_refers_to_it(store: Store) -> None:
    share, _ = live(store.desk)
    store.desk.set_pin(share.consultant, share.id, HASH, NOW)
    store.desk.grant(share.id, NOW)
    held = store.desk.export(share.consultant, share.id, NOW + HOUR)
    assert json.loads(json.dumps(held)) == held
    assert {field.name for field in STORED if field.table == "shares"} == set(held) - {"grants", "log"}
    assert (held["client"], held["greeting"], held["notes"]) == (LETTER.client, LETTER.greeting, LETTER.notes)
    assert (held["answers"], held["adjustments"]) == (LETTER.answers, LETTER.adjustments)
    assert (held["start"], held["expires"]) == ("2027-01-11", "2027-04-11")
    assert held["consultant"] == {"login": "kari", "name": "Kari", "agency": ""}
    assert (held["pin_hash"], held["link_hash"], held["intake_hash"]) == (True, True, False)
    assert held["grants"] == ["2027-01-11T12:00:00+00:00"]
    assert [(line["consultant"], line["what"]) for line in held["log"]] == [
        ("kari", what) for what in ("created", "published", "pin_set", "exported")
    ]
    assert held["log"][-1]["at"] == "2027-01-11T13:00:00+00:00"


def test_every_table_that_refers_to_a_share_is_in_its_export(store: Store) -> None:
    """Whoever adds one is told here to export it too."""
    with store.reading() as database:
        referring = {
            table
            for table in database.table_names()
            if any(key.other_table == "shares" for key in database.table(table).foreign_keys)
            or any(name == "share" for name in database.table(table).columns_dict)
        }
    assert referring == {"grants", "share_log"}


def test_what_is_erased_is_gone_for_readers_and_unknown_at_the_desk(store: Store) -> None:
    share, token = live(store.desk)
    copy = store.desk.copy(share.consultant, share.id, "A copy", NOW)
    store.desk.erase(share.consultant, share.id, NOW)
    with pytest.raises(GoneToken):
        store.desk.shared(token, TODAY)
    with pytest.raises(UnknownToken):
        store.desk.share(share.consultant, share.id)
    with pytest.raises(UnknownToken):
        store.desk.erase(share.consultant, share.id, NOW)
    assert store.desk.shares(share.consultant) == (replace(copy, copied_from=""),)


def test_the_log_says_that_something_was_erased_but_not_whose_it_was(store: Store) -> None:
    share, _ = live(store.desk)
    store.desk.erase(None, share.id, NOW)
    assert [(line.consultant, line.what) for line in store.desk.log(share.id)] == [
        ("kari", "created"),
        ("kari", "published"),
        ("", "erased"),
    ]


def test_after_an_erasure_no_byte_of_the_client_is_in_the_file(store: Store) -> None:
    share, _ = live(store.desk)
    kept, _ = live(store.desk, client="Somebody else")
    texts = ("Rørlegger Ås", "Hei, Åse", "**beskjeden**", "Har alt", "business_type=trades", HASH)
    store.desk.set_pin(share.consultant, share.id, HASH + " of the PIN", NOW)
    store.desk.erase(share.consultant, kept.id, NOW)
    with_it = content(store.path)
    for text in texts:
        assert text.encode() in with_it, text
    store.desk.erase(share.consultant, share.id, NOW)
    for text in (*texts[:5], HASH + " of the PIN"):
        assert text.encode() not in content(store.path), text


@pytest.mark.parametrize("how", ["erased", "purged"])
@pytest.mark.parametrize("seed", [17, 35])
def test_nor_after_many_shares_have_been_written_and_moved_about(store: Store, seed: int, how: str) -> None:
    """SQLite leaves copies where it moves rows; with these seeds, unless the shares are scrubbed."""
    lots, owner = random.Random(seed), someone(store.desk).id
    marks: dict[str, str] = {}
    for number in range(60):
        mark = f"MARK{number:03d}Q"
        most = 800 if lots.random() < 0.5 else 10
        notes = f"{mark} " * lots.randrange(1, most)
        marks[store.desk.create(owner, replace(LETTER, client=mark, notes=notes), NOW).id] = mark
        for _ in range(lots.randrange(4)):
            name = lots.choice(list(marks))
            share = store.desk.share(owner, name)
            store.desk.save(replace(share, notes=f"{marks[name]} " * lots.randrange(1, 900)), NOW)
        if lots.random() < 0.5:
            name = lots.choice(list(marks))
            if how == "erased":
                store.desk.erase(owner, name, NOW)
            else:
                with store.writing() as database:
                    database.execute(OLD, (name,))
                assert store.purge(TODAY)["shares"] == 1
            assert marks.pop(name).encode() not in content(store.path)
    assert {share.id for share in store.desk.shares(owner)} == set(marks)


def test_scrubbing_changes_no_share_and_no_grant(store: Store) -> None:
    erased, _ = live(store.desk)
    shares = [live(store.desk)[0] for _ in range(3)]
    grants = [store.desk.grant(share.id, NOW) for share in shares]
    store.desk.erase(erased.consultant, erased.id, NOW)
    assert store.desk.shares(erased.consultant) == tuple(reversed(shares))
    assert all(store.desk.granted(share.id, token, NOW) for share, token in zip(shares, grants, strict=True))
    with store.reading() as database:
        assert database.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_what_was_purged_leaves_no_byte_either(store: Store) -> None:
    _, token = live(store.desk, client="Purged AS")
    assert store.purge(TODAY.replace(year=2028))["shares"] == 1
    assert b"Purged AS" not in content(store.path)
    with pytest.raises(GoneToken):
        store.desk.shared(token, TODAY)


# A backup that is put back


def test_a_restored_backup_deletes_again_what_was_erased_since(store: Store) -> None:
    share, token = live(store.desk, client="Erased AS")
    copy = store.desk.copy(share.consultant, share.id, "A copy", NOW)
    file = store.path.parent / "copy.db"
    backup(store, file)
    store.desk.erase(share.consultant, share.id, NOW)
    restore(store, file, force=True)
    with pytest.raises(GoneToken):
        store.desk.shared(token, TODAY)
    assert store.desk.shares(share.consultant) == (replace(copy, copied_from=""),)
    assert b"Erased AS" not in content(store.path)


@pytest.mark.parametrize("seed", [18, 214])
def test_nor_is_a_byte_of_many_erased_shares_left_in_a_restored_backup(
    store: Store, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """With these seeds copies are left where rows were moved, unless the shares are scrubbed.

    Names are drawn by them too, because shares are deleted in the order of the hashes of their names.
    """
    lots = random.Random(seed)
    monkeypatch.setattr("secrets.token_urlsafe", lambda _: f"{lots.getrandbits(96):024x}")
    owner = someone(store.desk).id
    marks = {}
    for number in range(80):
        mark = f"MARK{number:03d}Q"
        notes = f"{mark} " * lots.randrange(1, 300 if lots.random() < 0.5 else 10)
        marks[store.desk.create(owner, replace(LETTER, client=mark, notes=notes), NOW).id] = mark
    file = store.path.parent / "copy.db"
    backup(store, file)
    erased = lots.sample(list(marks), lots.randrange(1, 79))
    for name in erased:
        store.desk.erase(owner, name, NOW)
    restore(store, file, force=True)
    left = content(store.path)
    assert not [marks[name] for name in erased if marks[name].encode() in left]
    assert {share.id for share in store.desk.shares(owner)} == set(marks) - set(erased)


def test_a_restored_backup_lets_nobody_in_who_was_shut_out_since(store: Store) -> None:
    desk = store.desk
    share, replaced = live(desk)
    withdrawn, gone = live(desk)
    for login in ("ola", "eva"):
        someone(desk, login)
    session, grant = desk.open_session(share.consultant, NOW), desk.grant(share.id, NOW)
    invitation = desk.invite("new", "New", "nb", "", NOW)
    file = store.path.parent / "copy.db"
    backup(store, file)
    new = desk.new_link(share.consultant, share.id, NOW)
    desk.set_pin(share.consultant, share.id, HASH, NOW)
    desk.withdraw(withdrawn.consultant, withdrawn.id, NOW)
    desk.disable("ola", NOW)
    desk.accept(desk.reset("eva", NOW), "another", NOW)
    restore(store, file, force=True)
    for token in (replaced, gone):
        with pytest.raises(GoneToken):
            desk.shared(token, TODAY)
    assert desk.shared(new, TODAY).has_pin
    assert desk.link(share) == new
    assert desk.login("ola") is None
    found = desk.login("eva")
    assert found
    assert found[1] == "another"
    assert desk.session(session, NOW) is None
    assert not desk.granted(share.id, grant, NOW)
    with pytest.raises(UnknownToken):
        desk.invitation(invitation, NOW)


def test_a_backup_holds_nothing_that_lets_anybody_in(store: Store) -> None:
    share, _ = live(store.desk)
    store.desk.open_session(share.consultant, NOW)
    store.desk.grant(share.id, NOW)
    store.desk.invite("new", "New", "nb", "", NOW)
    store.desk.may_try_pin(share.id, NOW)
    with store.reading() as database:
        hashes = [
            bytes(row[0])
            for table in ("sessions", "grants", "invitations")
            for row in database.execute(f"SELECT hash FROM {table}").fetchall()  # noqa: S608
        ]
    report = backup(store, store.path.parent / "copy.db")
    assert len(hashes) == 3
    assert not any(hashed in (store.path.parent / "copy.db").read_bytes() for hashed in hashes)
    assert {table: count for table, count in report.counts.items() if count} == {
        "gone": 1,
        "consultants": 2,
        "shares": 1,
        "share_log": 3,
    }


def test_a_restored_backup_opens_no_share_for_longer_than_its_consultant_said_since(store: Store) -> None:
    share, token = live(store.desk)
    file = store.path.parent / "copy.db"
    backup(store, file)
    store.desk.renew(share.consultant, share.id, TODAY, NOW)
    restore(store, file, force=True)
    assert store.desk.shared(token, TODAY).expires == TODAY
    with pytest.raises(GoneToken):
        store.desk.shared(token, TODAY + timedelta(days=1))
