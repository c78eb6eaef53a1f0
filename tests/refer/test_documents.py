"""What the documents show as an example is accepted."""

import re
from pathlib import Path

from app.forms.source import read_source
from app.refer.lines import Content, read_lines
from tests.intake.stage import questionnaires
from tests.refer.stage import LANGUAGES

ROOT = Path(__file__).parents[2]


def example(document: str, language: str) -> str:
    found = re.findall(rf"(?s)```{language}\n(.*?)```", (ROOT / document).read_text("utf-8"))
    assert len(found) == 1
    return str(found[0])


def test_the_line_that_is_shown_to_programmers_is_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(example("REFER.md", "json").replace("\n", " "), encoding="utf-8")
    [line] = read_lines(path, questionnaires(), LANGUAGES)

    assert isinstance(line.said, Content)


def test_the_file_that_is_shown_to_editors_is_a_questionnaire() -> None:
    form = read_source(example("content/forms/README.md", "yaml"), "write/3.yaml").questionnaire

    assert ["how_reply", "phone"] == list(form.by_key)
