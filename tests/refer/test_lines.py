"""What a file holds is read line by line; what is no letter is refused with its reasons alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.refer.errors import FileUnusable
from app.refer.lines import Content, Line, Reason, read_lines
from tests.intake.stage import questionnaires
from tests.refer.stage import LANGUAGES, answers, text

MEBIBYTE = 2**20


def read(folder: Path, data: bytes) -> list[Line]:
    path = folder / "lines.jsonl"
    path.write_bytes(data)
    return list(read_lines(path, questionnaires(), LANGUAGES))


def reasons(line: Line) -> list[Reason]:
    assert not isinstance(line.said, Content)
    return list(line.said)


def line(**fields: Any) -> bytes:
    whole = {"form": "consultation", "language": "fi", "answers": answers("consultation")}
    return json.dumps({**whole, **fields}).encode()


def test_how_lines_end_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    one, two = text().encode(), text(known="Other").encode()
    plain = read(tmp_path, one + b"\n" + two + b"\n")
    other = read(tmp_path, b"\xef\xbb\xbf" + one + b"\r\n" + two)

    assert [each.digest for each in plain] == [each.digest for each in other]
    assert [1, 2] == [each.number for each in other if isinstance(each.said, Content)]


def test_blank_lines_count_and_are_no_letters(tmp_path: Path) -> None:
    assert [3] == [each.number for each in read(tmp_path, b"\n \r\n" + text().encode())]


@pytest.mark.parametrize(
    "junk",
    [
        b"junk",
        b"[]",
        b"\xff\xfe",
        b"\x00\x01\x02",
        b'{"form": NaN}',
        b'{"form": "consultation", "form": "consultation"}',
        b'{"answers": {"question": "\\ud800"}}',
        b"[" * 100_000,
        "\ufeff{}".encode("utf-16"),
    ],
    ids=range(9),
)
def test_what_is_no_object_is_refused_and_the_next_line_is_read(
    tmp_path: Path, junk: bytes
) -> None:
    found = read(tmp_path, junk.replace(b"\n", b"") + b"\n" + text().encode())

    assert [Reason("not-json")] == reasons(found[0])
    assert isinstance(found[1].said, Content)


def test_a_huge_line_is_passed_over(tmp_path: Path) -> None:
    found = read(tmp_path, b"x" * (3 * MEBIBYTE) + b"\n" + text().encode())

    assert [Reason("line-too-long")] == reasons(found[0])
    assert (2, True) == (found[1].number, isinstance(found[1].said, Content))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"form": "write"}, [Reason("form-unknown")]),
        ({"form": ["consultation"]}, [Reason("form-unknown")]),
        ({"version": 2}, [Reason("version-unknown")]),
        ({"version": True}, [Reason("version-unknown")]),
        ({"version": "1"}, [Reason("version-unknown")]),
        ({"language": "xx"}, [Reason("language-unknown")]),
        ({"language": {}}, [Reason("language-unknown")]),
        ({"answers": []}, [Reason("answers-malformed")]),
        ({"answers": {}}, None),
        ({"extra": 1}, [Reason("field-unknown", "extra")]),
        ({"Maria M.": 1}, [Reason("field-unknown")]),
    ],
)
def test_what_is_wrong_around_the_answers_is_told(
    tmp_path: Path, fields: dict[str, Any], expected: list[Reason] | None
) -> None:
    [found] = read(tmp_path, line(**fields))

    if expected is None:
        assert {"required"} == {each.code for each in reasons(found)}
    else:
        assert expected == reasons(found)


def test_a_field_that_is_missing_is_told(tmp_path: Path) -> None:
    assert [Reason("field-missing", "form"), Reason("field-missing", "answers")] == reasons(
        read(tmp_path, b'{"language": "fi"}')[0]
    )


def test_a_consultation_takes_no_name_by_any_key(tmp_path: Path) -> None:
    given = {**answers("consultation"), "name": "Maria M.", "Maria M.": "", "person": {"a": 1}}
    found = reasons(read(tmp_path, line(answers=given))[0])

    assert {Reason("unknown_question", "name"), Reason("unknown_question", "person")} < set(found)
    assert "Maria" not in repr(found)


def test_a_referral_without_its_record_of_consent_is_refused(tmp_path: Path) -> None:
    given = {
        key: value for key, value in answers("referral").items() if not key.startswith("consent")
    }
    found = {each.key for each in reasons(read(tmp_path, line(form="referral", answers=given))[0])}

    assert {
        "consent",
        "consent_told",
        "consent_asked_by",
        "consent_language",
        "consent_interpreter",
    } == found


def test_a_consent_of_which_something_was_not_told_is_refused(tmp_path: Path) -> None:
    given = {**answers("referral"), "consent_told": ["help", "voluntary"]}

    assert [Reason("every", "consent_told")] == reasons(
        read(tmp_path, line(form="referral", answers=given))[0]
    )


def test_no_answer_shows_in_what_is_kept_of_a_line(tmp_path: Path) -> None:
    assert "Zebra" not in repr(read(tmp_path, text(question="Zebra").encode()))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable, match="No such file"):
        list(read_lines(tmp_path / "none", questionnaires(), LANGUAGES))
