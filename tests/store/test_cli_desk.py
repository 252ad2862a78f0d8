"""The commands for consultants and their shares, as whoever runs somerec types them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import create_app
from somerec.cli import main
from somerec.cli_consultant import consultant
from somerec.cli_share import share as share_commands
from somerec.store import Draft, GoneToken, Share, Store
from tests.store.people import ANSWERS, HASH

COMMANDS = [
    (str(group.name), name) for group in (consultant, share_commands) for name in sorted(group.commands)
]
NOW = datetime.now(UTC)


def run(*words: str, data: Path, base_url: str = "") -> Result:
    """Run a command on a data folder."""
    return CliRunner().invoke(main, words, env={"SOMEREC_DATA": str(data), "SOMEREC_BASE_URL": base_url})


def refused(*words: str, data: Path) -> str:
    """Return the one line by which a command is refused."""
    result = run(*words, data=data)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1), result.output
    return result.stderr


@pytest.fixture(name="data")
def _data(store: Store) -> Path:
    return store.path.parent


@pytest.fixture(name="kari")
def _kari(store: Store) -> int:
    """The number of a consultant who is in."""
    return store.desk.accept(store.desk.invite("kari", "Kari Nord", "nb", "", NOW), HASH, NOW).id


@pytest.fixture(name="share")
def _share(store: Store, kari: int) -> Share:
    """A share of hers that is to be read."""
    begun = store.desk.create(kari, Draft(client="Ås AS", edition="2026-1", answers=ANSWERS), NOW)
    return store.desk.publish(kari, begun.id, NOW)


def test_the_desk_s_commands_are_all_there() -> None:
    assert [
        *(("consultant", name) for name in ("disable", "invite", "list", "reset")),
        *(("share", name) for name in ("erase", "export", "list")),
    ] == COMMANDS


@pytest.mark.parametrize(("group", "name"), COMMANDS)
def test_every_command_explains_itself_with_an_example(group: str, name: str) -> None:
    result = CliRunner().invoke(main, [group, name, "--help"])
    assert result.exit_code == 0
    assert f"Example:\n    somerec {group} {name}" in result.output


def test_an_invitation_is_printed_as_a_link_that_lets_her_in(store: Store, data: Path) -> None:
    result = run("consultant", "invite", "Kari", "--name", "Kari Nord", "--language", "sv", data=data)
    assert result.exit_code == 0
    found = re.fullmatch(r"/desk/sv/welcome/([\w-]{22})\n", result.stdout)
    assert found
    assert result.stderr == "Send it to Kari alone. It works once, for 7 days.\n"
    assert store.desk.accept(found[1], HASH, NOW).name == "Kari Nord"


@pytest.mark.parametrize("command", ["invite", "reset"])
def test_the_printed_link_opens_the_page_on_which_she_chooses_a_password(data: Path, command: str) -> None:
    printed = run("consultant", "invite", "kari", "--name", "Kari Nord", data=data).stdout
    if command == "reset":
        printed = run("consultant", "reset", "kari", data=data).stdout
    page = create_app({"DATA": data}).test_client().get(printed.strip())
    assert page.status_code == 200
    assert "Kari Nord" in page.text


def test_a_link_is_whole_where_it_is_known_where_somerec_is(data: Path) -> None:
    words = ("consultant", "invite", "kari", "--name", "Kari")
    result = run(*words, data=data, base_url="https://somerec.example/")
    assert result.stdout.startswith("https://somerec.example/desk/nb/welcome/")


def test_a_login_is_taken_only_once_and_reset_is_named_as_the_way(data: Path) -> None:
    run("consultant", "invite", "kari", "--name", "Kari", data=data)
    line = refused("consultant", "invite", "KARI", "--name", "Another", data=data)
    assert line == ("Somebody has the login kari already. Use somerec consultant reset to send a new link.\n")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("two words", "--name", "Kari"), "A login is one word"),
        (("", "--name", "Kari"), "A login is one word"),
        (("kari", "--name", " "), "The name is empty."),
        (("k" * 101, "--name", "Kari"), "The login is too long."),
        (("kari", "--name", "Kari", "--agency", "nowhere"), "There is no agency nowhere."),
        (("kari", "--name", "Kari", "--agency", "../data"), "There is no agency ../data."),
    ],
)
def test_who_cannot_be_invited_is_said_in_one_line(data: Path, words: tuple[str, ...], line: str) -> None:
    assert refused("consultant", "invite", *words, data=data).startswith(line)


def test_a_consultant_is_listed_with_her_agency_her_state_and_her_shares(
    store: Store, data: Path, share: Share
) -> None:
    (data / "agencies").mkdir()
    (data / "agencies" / "nord.toml").write_text("")
    run("consultant", "invite", "ola", "--name", "Ola", "--agency", "nord", data=data)
    lines = run("consultant", "list", data=data).stdout.splitlines()
    assert [line.split() for line in lines] == [
        ["login", "name", "language", "agency", "state", "shares"],
        ["kari", "Kari", "Nord", "nb", "-", "active", "1"],
        ["ola", "Ola", "nb", "nord", "invited", "0"],
    ]


def test_disable_and_reset_sign_her_out(store: Store, data: Path, kari: int) -> None:
    for command in ("disable", "reset"):
        session = store.desk.open_session(kari, NOW)
        result = run("consultant", command, "Kari", data=data)
        assert result.exit_code == 0
        assert store.desk.session(session, NOW) is None
    token = result.stdout.strip().rpartition("/")[2]
    assert store.desk.accept(token, "new", NOW).state == "active"


@pytest.mark.parametrize("command", ["disable", "reset"])
def test_nobody_of_that_name_is_said_in_one_line(data: Path, kari: int, command: str) -> None:
    assert refused("consultant", command, "nobody", data=data).startswith("Nobody has the login nobody.")


def test_shares_are_listed_with_client_consultant_and_state(store: Store, data: Path, share: Share) -> None:
    store.desk.accept(store.desk.invite("ola", "Ola", "nb", "", NOW), HASH, NOW)
    heading, line = run("share", "list", data=data).stdout.splitlines()
    assert heading.split() == ["share", "client", "consultant", "state", "expires", "changed"]
    assert line.split() == [
        *(share.id, "Ås", "AS", "kari", "live"),
        *(str(share.expires), str(NOW.date())),
    ]
    assert run("share", "list", "--consultant", "KARI", data=data).stdout.splitlines() == [heading, line]
    assert run("share", "list", "--consultant", "ola", data=data).stdout == "There are no shares.\n"
    assert refused("share", "list", "--consultant", "eva", data=data).startswith("Nobody has the login eva.")


def test_an_export_is_json_that_names_the_operator_s_export_too(
    store: Store, data: Path, share: Share, tmp_path: Path
) -> None:
    held = json.loads(run("share", "export", share.id, data=data).stdout)
    assert (held["id"], held["client"], held["answers"]) == (share.id, "Ås AS", ANSWERS)
    assert held["log"][-1]["what"] == "exported"
    assert held["log"][-1]["consultant"] == ""
    file = tmp_path / "client.json"
    assert run("share", "export", share.id, "--output", str(file), data=data).stdout == ""
    assert json.loads(file.read_text("utf-8"))["client"] == "Ås AS"


def test_erasing_leaves_a_link_that_is_gone(store: Store, data: Path, share: Share) -> None:
    token = store.desk.link(share)
    assert token
    result = run("share", "erase", share.id, data=data)
    assert (result.exit_code, result.output) == (0, f"{share.id}: deleted.\n")
    with pytest.raises(GoneToken):
        store.desk.shared(token, NOW.date())
    assert store.desk.log(share.id)[-1].what == "erased"


@pytest.mark.parametrize("command", ["export", "erase"])
@pytest.mark.parametrize("name", ["nothing", "\udcff", "'; DROP TABLE shares; --"])
def test_a_share_that_is_not_there_is_said_in_one_line(
    data: Path, share: Share, command: str, name: str
) -> None:
    assert refused("share", command, name, data=data).startswith("There is no such share.")


WORDS = [
    *(("consultant", "list"), ("consultant", "disable", "kari"), ("consultant", "reset", "kari")),
    *(("share", "list"), ("share", "export", "x"), ("share", "erase", "x")),
]


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_where_nothing_is_stored_yet_no_command_makes_a_database(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert "Nothing has been kept here yet." in refused(*words, data=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [*WORDS, ("consultant", "invite", "kari", "--name", "Kari")], ids=" ".join)
def test_a_store_that_is_broken_is_said_in_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "somerec.db").write_bytes(b"Dear grandmother, " * 1000)
    assert refused(*words, data=tmp_path).startswith("broken: ")


def test_no_share_has_a_name_that_a_command_takes_for_an_option(
    store: Store, kari: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter(["-erase-this-one0", "--help-this-one0", "Zk3_pQ8sLw1xYv7b"])
    monkeypatch.setattr("secrets.token_urlsafe", lambda _: next(drawn))
    assert store.desk.create(kari, Draft(client="Ås", answers=ANSWERS), NOW).id == "Zk3_pQ8sLw1xYv7b"
