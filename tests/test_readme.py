"""The README's examples do what it says."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from app import create_app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _block(language: str, beginning: str) -> str:
    blocks = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return next(str(block) for block in blocks if block.startswith(beginning))


def test_the_command_line_example_prints_norwegian_advice_for_one_person() -> None:
    words = shlex.split(_block("sh", "somerec recommend"))
    command = [str(Path(sys.executable).with_name(words[0])), *words[1:]]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.startswith("# Én nettstrategi, ikke én per kanal\n")
    assert "Google-profilen din" in done.stdout


def test_the_http_example_answers_with_the_same_object_in_english() -> None:
    address = shlex.split(_block("sh", "curl"))[1]
    answer = create_app().test_client().get(address.removeprefix("http://127.0.0.1:8000"))
    assert answer.status_code == 200
    assert answer.get_json()["tier"] == "T1"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_python_example_runs_without_flask() -> None:
    code = _block("python", "from datetime") + "\nimport sys\nassert 'flask' not in sys.modules\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert re.fullmatch(r"T2 \['website_basics', .*\]\n", done.stdout)


def test_every_page_and_picture_the_readme_names_is_there() -> None:
    for target in re.findall(r"(?:\]\(|src=\")([^)#\"]+)", README):
        assert (ROOT / target).is_file(), target
