"""Compiled templates make the same pages, and are the same whoever compiles them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask import render_template
from jinja2 import TemplateNotFound

from app.frame.compiled import compile_templates, use_compiled
from app.intake.program import framed
from tests.intake.stage import Stage, assets

ROOT = Path(__file__).parents[2]
LETTER_ID = re.compile(rb"[0-9a-f]{32}")
COMPILE = (
    "import sys; from pathlib import Path; from app.frame.compiled import compile_templates;"
    "from app.intake.program import framed; from tests.intake.stage import assets;"
    "folder = Path(sys.argv[1]); (folder / 'assets').mkdir(parents=True);"
    "compile_templates(framed(assets(folder / 'assets'), 'x'), folder / 'out')"
)


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    compile_templates(framed(assets(tmp_path), "Turva"), tmp_path / "compiled")
    return tmp_path / "compiled"


def test_a_page_of_compiled_templates_is_the_same_page(tmp_path: Path, compiled: Path) -> None:
    one, other = Stage(tmp_path), Stage(tmp_path)
    use_compiled(other.intake, compiled)
    for path in ("/ar/write/plain/", "/fi/refer/consent/plain/", "/en/return/plain/", "/sv/none"):
        answers = [
            LETTER_ID.sub(b"", each.intake.test_client().get(path).data) for each in (one, other)
        ]
        assert answers[0] == answers[1]


def test_they_are_used_and_what_is_not_there_is_compiled_as_always(
    tmp_path: Path, compiled: Path
) -> None:
    app = framed(assets(tmp_path), "Turva")
    for module in compiled.iterdir():
        module.write_text(module.read_text().replace("</title>", " compiled</title>"))
    use_compiled(app, compiled)
    with app.test_request_context("/en/"):
        made = render_template("error.html", status=404, reference=None)
        assert " compiled</title>" in made
        with pytest.raises(TemplateNotFound):
            render_template("nothing.html")
    for module in compiled.iterdir():
        module.unlink()
    app = framed(assets(tmp_path), "Turva")
    use_compiled(app, compiled)
    with app.test_request_context("/en/"):
        assert "</title>" in render_template("error.html", status=404, reference=None)


def test_whoever_compiles_them_they_are_the_same(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "77"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", COMPILE, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
        )
        made.append({each.name: each.read_bytes() for each in (folder / "out").iterdir()})

    assert made[0] == made[1]
    assert len(made[0]) > 30
    assert not any(str(tmp_path).encode() in each for each in made[0].values())
