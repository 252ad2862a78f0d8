"""Full disks, disks that may only be read, and folders that are not there."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from somerec.store import Store, StoreUnavailable, UnknownToken
from somerec.store import connection as connections
from somerec.store.upkeep import backup, verify
from tests.store.conftest import DAY, OTHER, RESULT, nobody, rows
from tests.store.people import LETTER, NOW, TODAY, live, someone


@pytest.fixture(name="small_disk")
def _small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with 400 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=400k", "tmpfs", place], check=False, capture_output=True
    )
    if not made or made.returncode:
        pytest.skip("Only root can make a small disk.")
    yield place
    subprocess.run([shutil.which("umount") or "umount", "--lazy", place], check=True)


def keep_until_full(store: Store) -> list[str]:
    """Keep results until the store refuses; return the tokens of those that it took."""
    taken: list[str] = []

    def keep() -> None:
        while len(taken) < 5000:
            taken.append(store.keep(RESULT, DAY).token)

    with pytest.raises(StoreUnavailable) as caught:
        keep()
    assert caught.value.failure == "full"
    return taken


def test_a_full_disk_refuses_new_results_and_loses_none(small_disk: Path) -> None:
    store = Store(small_disk / "data")
    taken = keep_until_full(store)
    assert len(taken) > 10
    for token in taken:
        assert store.open_kept(token, DAY) == RESULT
    with pytest.raises(StoreUnavailable):
        backup(store, small_disk / "copy.db")
    assert {path.name for path in small_disk.iterdir()} == {"data"}
    assert (verify(store).faults, verify(store).counts["kept"]) == ((), len(taken))
    store.close()


def test_when_there_is_room_again_the_store_goes_on(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(150_000))
    store = Store(small_disk / "data")
    taken = keep_until_full(store)
    (small_disk / "filler").unlink()
    assert store.open_kept(store.keep(OTHER, DAY).token, DAY) == OTHER
    assert {store.open_kept(token, DAY) for token in taken} == {RESULT}
    store.close()


def test_a_database_that_may_grow_no_further_refuses_new_results_and_loses_none(store: Store) -> None:
    first = store.keep(RESULT, DAY)
    with store.reading() as database:
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages}").close()
    taken = keep_until_full(store)
    assert store.open_kept(first.token, DAY) == RESULT
    assert len(rows(store.path)["kept"]) == len(taken) + 1
    with store.reading() as database:
        database.execute("PRAGMA max_page_count = 1000000").close()
    store.keep(OTHER, DAY)
    assert verify(store).faults == ()


def test_a_limit_on_the_size_of_files_is_told_from_a_fault_of_ours(store: Store) -> None:
    code = """
import resource, sys
from pathlib import Path
from somerec.store import Store, StoreUnavailable
from tests.store.conftest import DAY, RESULT
store = Store(Path(sys.argv[1]))
token = store.keep(RESULT, DAY).token
resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000))
try:
    for _ in range(5000):
        store.keep(RESULT, DAY)
except StoreUnavailable as error:
    assert store.open_kept(token, DAY) == RESULT
    print(error.failure)
"""
    command = [sys.executable, "-c", code, str(store.path.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("full", "broken")
    assert verify(store).faults == ()


def test_on_a_disk_that_may_only_be_read_results_open_and_none_is_kept(common: Path) -> None:
    with nobody():
        store = Store(common / "data")
        tokens = store.keep(RESULT, DAY)
        store.close()
        store.path.chmod(0o400)
        store.path.parent.chmod(0o500)
        later = DAY.replace(month=5)
        if connections.wal_is_sound(sqlite3.sqlite_version_info):
            # A write-ahead log cannot be read where its index cannot be written.
            with pytest.raises(StoreUnavailable):
                store.open_kept(tokens.token, later)
        else:
            # The view cannot be noted, and the result is shown all the same.
            assert store.open_kept(tokens.token, later) == RESULT
        for attempt in (
            lambda: store.keep(OTHER, DAY),
            lambda: store.delete_kept(tokens.delete_token, DAY),
            lambda: store.purge(DAY),
        ):
            with pytest.raises(StoreUnavailable) as caught:
                attempt()
            assert caught.value.failure in ("read_only", "missing")
        store.path.parent.chmod(0o700)
        store.path.chmod(0o600)
        # The process need not be started anew.
        assert store.open_kept(tokens.token, later) == RESULT
        assert store.open_kept(store.keep(OTHER, DAY).token, DAY) == OTHER
        store.close()


def test_a_full_disk_refuses_notes_and_loses_none(small_disk: Path) -> None:
    store = Store(small_disk / "data")
    share, token = live(store.desk)
    saved, refused = share, ""
    while not refused:
        try:
            saved = store.desk.save(replace(saved, notes=f"{saved.version}. " + "Mer å si. " * 1000), NOW)
            store.desk.copy(share.consultant, share.id, "A copy", NOW)
        except StoreUnavailable as error:
            refused = error.failure
    assert refused == "full"
    assert store.desk.share(share.consultant, share.id) == saved
    assert store.desk.link(saved) == token
    store.desk.count_view(share.id, NOW)
    assert store.desk.shared(token, TODAY).notes == saved.notes
    assert verify(store).faults == ()
    store.close()


def test_where_the_key_of_the_desk_cannot_be_written_nothing_is_published(common: Path) -> None:
    with nobody():
        store = Store(common / "data")
        kari = someone(store.desk)
        draft = store.desk.create(kari.id, LETTER, NOW)
        # The database and its journal are there and can be written; no other file can come to be.
        store.path.parent.chmod(0o500)
        before = {path.name for path in store.path.parent.iterdir()}
        with pytest.raises(StoreUnavailable) as caught:
            store.desk.publish(kari.id, draft.id, NOW)
        assert caught.value.failure == "read_only"
        assert {path.name for path in store.path.parent.iterdir()} == before
        assert store.desk.share(kari.id, draft.id) == draft
        store.path.parent.chmod(0o700)
        assert store.desk.link(store.desk.publish(kari.id, draft.id, NOW))
        store.close()


def test_on_a_disk_that_may_only_be_read_shares_open_and_nothing_changes(common: Path) -> None:
    with nobody():
        store = Store(common / "data")
        share, token = live(store.desk)
        session = store.desk.open_session(share.consultant, NOW)
        store.close()
        store.path.chmod(0o400)
        store.path.parent.chmod(0o500)
        if not connections.wal_is_sound(sqlite3.sqlite_version_info):
            store.desk.count_view(share.id, NOW)
            assert store.desk.shared(token, TODAY) == share
            assert store.desk.link(share) == token
            assert store.desk.session(session, NOW)
        for attempt in (
            lambda: store.desk.save(share, NOW),
            lambda: store.desk.publish(share.consultant, share.id, NOW),
            lambda: store.desk.erase(share.consultant, share.id, NOW),
            lambda: store.desk.open_session(share.consultant, NOW),
            lambda: store.desk.may_try_pin(share.id, NOW),
            lambda: store.desk.invite("ola", "Ola", "nb", "", NOW),
        ):
            with pytest.raises(StoreUnavailable) as caught:
                attempt()
            assert caught.value.failure in ("read_only", "missing")
        store.path.parent.chmod(0o700)
        store.path.chmod(0o600)
        assert store.desk.save(share, NOW).version == 2
        store.close()


def test_a_folder_that_may_not_be_written_in_is_said_to_be_so(common: Path) -> None:
    common.chmod(0o555)
    with nobody(), pytest.raises(StoreUnavailable) as caught:
        Store(common / "data").keep(RESULT, DAY)
    assert caught.value.failure == "read_only"


def test_a_folder_whose_parent_is_missing_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        Store(tmp_path / "not" / "there").keep(RESULT, DAY)
    assert caught.value.failure == "missing"
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StoreUnavailable) as caught:
        Store(tmp_path / "data").keep(RESULT, DAY)
    assert caught.value.failure == "missing"


def test_a_folder_that_is_removed_while_we_run_is_made_anew(store: Store) -> None:
    token = store.keep(RESULT, DAY).token
    shutil.rmtree(store.path.parent)
    with pytest.raises(UnknownToken):
        store.open_kept(token, DAY)
    assert store.open_kept(store.keep(OTHER, DAY).token, DAY) == OTHER


def test_a_file_that_is_no_database_is_left_as_it_is(store: Store) -> None:
    store.path.parent.mkdir()
    letter = b"Dear grandmother, " * 1000
    store.path.write_bytes(letter)
    with pytest.raises(StoreUnavailable) as caught:
        store.keep(RESULT, DAY)
    assert caught.value.failure == "broken"
    assert store.path.read_bytes() == letter


def test_a_lock_that_is_never_released_is_not_waited_for_without_end(
    store: Store,
) -> None:
    store.keep(RESULT, DAY)
    with store.writing():
        caught: list[StoreUnavailable] = []

        def keep() -> None:
            with store.reading() as database:
                assert isinstance(database, connections.PatientDatabase)
                database.patience = 0.2
            try:
                store.keep(OTHER, DAY)
            except StoreUnavailable as error:
                caught.append(error)

        thread = threading.Thread(target=keep)
        thread.start()
        thread.join(timeout=10)
    assert [error.failure for error in caught] == ["busy"]


def test_a_fault_of_ours_is_not_blamed_on_the_disk(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError), store.writing() as database:
        database.execute("INSERT INTO gone VALUES (NULL, '')")
    assert rows(store.path)["gone"] == set()
