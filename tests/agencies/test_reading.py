"""An agency's file is read whole, or every fault of it is named with its line and the nearest valid name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from somerec.agencies import Agency, AgencyError, read_agency
from somerec.agencies.sample import first_file
from somerec.rulebook.load import load_rulebook
from tests.agencies.conftest import SOUND

Read = Callable[..., Agency]
Faults = Callable[[str], list[str]]


def test_a_sound_file_is_an_agency_with_its_default_language_first(read: Read) -> None:
    agency = read(SOUND)
    assert (agency.key, agency.name, agency.enabled) == ("lund", "Lund Reklam", True)
    assert agency.languages == ("sv", "nb")
    assert agency.language == "sv"
    assert agency.origins == ("https://www.lund.example",)
    assert agency.contact is not None
    assert agency.contact.labels == {"sv": "Prata med oss", "nb": "Ta en prat med oss"}
    assert agency.prefilled == (("market", "se"),)
    assert agency.locked == (("business_type", "care"),)
    assert agency.introduction == {"sv": "Hej *du*."}


def test_the_first_file_of_a_new_agency_has_no_faults(tmp_path: Path) -> None:
    path = tmp_path / "hansen-co.toml"
    path.write_text(first_file("hansen-co"), encoding="utf-8")
    agency = read_agency(path, load_rulebook())
    assert agency.key == "hansen-co"
    assert agency.warnings == ()


def test_the_first_file_still_has_no_faults_when_every_comment_is_taken_away(tmp_path: Path) -> None:
    """What the comments offer can be used as it stands, but for the logo, which is the agency's own."""
    text = first_file("hansen-co").replace("# [", "[")
    for name in ("privacy", "accent", "paper", "link", "label", "market", "business_type", "nb", "sv", "en"):
        text = text.replace(f"# {name}", name)
    path = tmp_path / "hansen-co.toml"
    path.write_text(text, encoding="utf-8")
    agency = read_agency(path, load_rulebook())
    assert agency.contact is not None
    assert agency.locked == (("business_type", "care"),)
    assert set(agency.introduction) == {"nb", "sv", "en"}


def test_the_digest_changes_with_the_file_and_with_the_logo(read: Read, tmp_path: Path) -> None:
    (tmp_path / "lund.svg").write_text("<svg/>", encoding="utf-8")
    with_logo = SOUND.replace("[colours]", 'logo = "lund.svg"\n[colours]')
    first = read(with_logo).digest
    (tmp_path / "lund.svg").write_text("<svg></svg>", encoding="utf-8")
    second = read(with_logo).digest
    assert len({first, second, read(SOUND).digest}) == 3


FAULTS = {
    "the key of another file": (
        'key = "lund"', 'key = "oslo"',
        "lund.toml:1: key: the file is called lund.toml, so the key must be 'lund', not 'oslo'",
    ),
    "a key with a capital": (
        'key = "lund"', 'key = "Lund"',
        "lund.toml:1: key: 'Lund' is no key: use 1 to 40 small letters, digits and hyphens",
    ),
    "no name": ('name = "Lund Reklam"', 'name = " "', "lund.toml:2: name: is missing"),
    "a name that is a number": (
        'name = "Lund Reklam"', "name = 7", "lund.toml:2: name: must be a text in quotation marks",
    ),
    "an unknown key": ('name = "', 'nam = "', "lund.toml:2: nam: unknown key; did you mean 'name'?"),
    "an unknown key in a table": (
        "radius = 6", "corner = 6",
        "lund.toml:10: colours.corner: unknown key; known are accent, dark, paper, radius",
    ),
    "no origin": (
        '["https://www.lund.example"]', "[]",
        "lund.toml:3: origins: name at least one origin, such as https://www.example.no",
    ),
    "an origin without encryption": (
        'https://www.lund.example"]', 'http://www.lund.example"]',
        "lund.toml:3: origins: 'http://www.lund.example' must begin with https://",
    ),
    "an address for an origin": (
        'https://www.lund.example"]', 'https://www.lund.example/om"]',
        ("lund.toml:3: origins: 'https://www.lund.example/om' is an address; an origin ends after the name, "
        "such as https://www.example.no"),
    ),
    "this machine as an origin": (
        'https://www.lund.example"]', 'http://localhost:4000"]',
        ("lund.toml:3: origins: 'http://localhost:4000' is this machine, which is for development only "
        "(SOMEREC_LOCAL=1)"),
    ),
    "a directive smuggled into an origin": (
        'https://www.lund.example"]', 'https://a.example; script-src *"]',
        ("lund.toml:3: origins: 'https://a.example; script-src *' holds no host name that a browser "
        "would send; write accents in Punycode (xn--…)"),
    ),
    "a language that is not spoken here": (
        '["nb", "sv"]', '["nb", "svv"]',
        "lund.toml:4: languages: unknown name 'svv'; did you mean 'sv'?",
    ),
    "a default that is not offered": (
        'language = "sv"', 'language = "en"',
        "lund.toml:5: language: 'en' is not among languages, which are nb, sv",
    ),
    "a colour by name": (
        '"#24389c"', '"navy"',
        "lund.toml:8: colours.accent: 'navy' is no colour in six digits, such as #24389c",
    ),
    "an accent too pale for links": (
        '"#24389c"', '"#ffcc00"',
        ("lund.toml:8: colours.accent: #ffcc00 cannot be read on #ffffff and what stands on it "
        "(WCAG asks for 4.5:1); the nearest that passes is #866500"),
    ),
    "paper too dark for text": (
        '"#ffffff"', '"#777777"',
        ("lund.toml:9: colours.paper: text cannot be read on #777777 (WCAG asks for 4.5:1); "
        "the nearest that passes is #d9d9d9"),
    ),
    "too round a corner": (
        "radius = 6", "radius = 200", "lund.toml:10: colours.radius: must be a whole number from 0 to 32",
    ),
    "a radius of true": (
        "radius = 6", "radius = true", "lund.toml:10: colours.radius: must be a whole number from 0 to 32",
    ),
    "a script for a link": (
        "https://www.lund.example/kontakt", "javascript:alert(1)",
        ("lund.toml:13: contact.link: 'javascript:alert(1)' must be an address that begins with https:// "
        "and a host name"),
    ),
    "a label short of a language": (
        'label.nb = "Ta en prat med oss"', "", "lund.toml:12: contact.label.nb: is missing",
    ),
    "a label in a language that is not offered": (
        'label.nb = "Ta en prat med oss"', 'label.nb = "x"\nlabel.en = "Talk"',
        "lund.toml:15: contact.label.en: is not among languages, which are sv, nb",
    ),
    "an unknown question": (
        'locked.business_type = "care"', 'locked.busines_type = "care"',
        "lund.toml:19: answers.locked.busines_type: unknown key; did you mean 'business_type'?",
    ),
    "an unknown option": (
        'locked.business_type = "care"', 'locked.business_type = "cares"',
        "lund.toml:19: answers.locked.business_type: no option 'cares'; did you mean 'care'?",
    ),
    "two answers where one is asked for": (
        'locked.business_type = "care"', 'locked.business_type = ["care", "shop"]',
        "lund.toml:19: answers.locked.business_type: takes one answer only",
    ),
    "an answer that is a number": (
        'locked.business_type = "care"', "locked.business_type = 3",
        "lund.toml:19: answers.locked.business_type: must be the id of an option, or a list of them",
    ),
    "a table that is a text": (
        '[introduction]\nsv = "Hej *du*."', 'introduction = "Hej"',
        "lund.toml:21: answers.introduction: unknown key; known are locked, prefilled",
    ),
    "a logo elsewhere on the machine": (
        "[colours]", 'logo = "../secret.png"\n[colours]',
        "lund.toml:7: logo: '../secret.png' must be the name of a .png or .svg file beside this one",
    ),
    "a logo that is not there": (
        "[colours]", 'logo = "lund.png"\n[colours]',
        "lund.toml:7: logo: there is no file 'lund.png' beside this one",
    ),
    "text that is no TOML": ('name = "Lund', "name = Lund", "lund.toml:2: not TOML: invalid value"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_named_with_its_line_and_what_to_do(faults: Faults, fault: str) -> None:
    before, after, expected = FAULTS[fault]
    assert before in SOUND
    assert expected in faults(SOUND.replace(before, after, 1))


def test_all_faults_of_a_file_are_named_at_once(faults: Faults) -> None:
    text = SOUND.replace("radius = 6", "radius = -1").replace('"#ffffff"', '"white"')
    assert len(faults(text.replace("https://www.lund.example/kontakt", "ftp://x"))) == 3


def test_a_logo_that_is_no_picture_is_refused(faults: Faults, tmp_path: Path) -> None:
    (tmp_path / "lund.png").write_text("MZ", encoding="utf-8")
    text = SOUND.replace("[colours]", 'logo = "lund.png"\n[colours]')
    assert faults(text) == ["lund.toml:7: logo: 'lund.png' is no PNG file"]


def test_a_wildcard_works_and_is_warned_of(read: Read) -> None:
    agency = read(SOUND.replace('www.lund.example"]', '*.lund.example"]'))
    assert agency.origins == ("https://*.lund.example",)
    (warning,) = agency.warnings
    assert str(warning) == (
        "lund.toml:3: origins: 'https://*.lund.example' lets every site below that name show the frame; "
        "name each one if you can"
    )


def test_this_machine_may_show_frames_in_development(read: Read) -> None:
    agency = read(SOUND.replace('https://www.lund.example"]', 'http://localhost:4000"]'), local=True)
    assert agency.origins == ("http://localhost:4000",)


def test_text_in_another_encoding_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "lund.toml"
    path.write_bytes(b'key = "lund"\nname = "L\xf8nd"\n')
    with pytest.raises(AgencyError, match=r"^lund\.toml:2: not UTF-8 text$"):
        read_agency(path, load_rulebook())


def test_a_line_within_a_long_text_is_not_taken_for_a_key(faults: Faults) -> None:
    text = SOUND.replace('sv = "Hej *du*."', 'sv = """\ncontact = 1\n"""\nxx = 1')
    assert faults(text) == ["lund.toml:25: introduction.xx: is not among languages, which are sv, nb"]
