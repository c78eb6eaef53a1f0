"""Cases and quarantine as JSON values: the shapes that `turva inbox … --json` promises.

Fields may be added later, never renamed. Texts are exact, as the sender's page sealed them; how
they are written to a terminal is `app.inbox.visible`'s work.
"""

from typing import Any

from app.inbox.cases import Case, Contents, Quarantined, Reading
from app.inbox.meanings import MEANINGS
from app.inbox.sync import PullReport
from app.inbox.visible import cut, visible


def pull_record(report: PullReport) -> dict[str, Any]:
    """Return what one pull did."""
    return {
        "new": list(report.new),
        "held": report.held,
        "troubles": [
            {"name": trouble.name, "code": trouble.code, **_meaning_record(trouble.code)}
            for trouble in report.troubles
        ],
    }


def list_record(contents: Contents) -> dict[str, Any]:
    """Return every case and every quarantined object, without any whole text."""
    return {
        "cases": [case_record(case) for case in contents.cases],
        "quarantine": [quarantine_record(each) for each in contents.quarantine],
    }


def case_record(case: Case) -> dict[str, Any]:
    """Return what is said of a case in a list: of its newest reading, and how many there are."""
    return {
        "id": case.case_id,
        **_heading(case.newest),
        "copies": len(case.envelopes),
        "differing": len(case.readings) > 1,
        "readable": all(reading.raw_code is None for reading in case.readings),
        "first_line": opening(case.newest),
    }


def quarantine_record(quarantined: Quarantined) -> dict[str, Any]:
    """Return what is said of a quarantined object in a list."""
    return {
        "id": quarantined.name,
        "code": quarantined.code,
        **_meaning_record(quarantined.code),
        "size": quarantined.size,
    }


def show_record(found: Case | Quarantined) -> dict[str, Any]:
    """Return one case with every reading of it, or one quarantined object with its raw text."""
    if isinstance(found, Quarantined):
        return {**quarantine_record(found), "raw": found.raw}
    letters = [_letter_record(reading) for reading in found.readings]
    return {**case_record(found), "letters": letters}


def opening(reading: Reading) -> str:
    """Return the first line of what was written, fit to be printed."""
    return visible(beginning(reading, 60))


def beginning(reading: Reading, length: int) -> str:
    """Return the first line of the first answered text, or of the raw text; it is still hostile."""
    questions = reading.questionnaire.questions if reading.questionnaire else ()
    for question in questions:
        answer = reading.answers.get(question.key)
        if question.kind == "text" and isinstance(answer, str) and answer.strip():
            return cut(answer, length)
    return cut(" ".join(reading.raw[: 10 * length].split()), length)


def _meaning_record(code: str) -> dict[str, str]:
    return {"meaning": MEANINGS[code].says, "do": MEANINGS[code].do}


def _heading(reading: Reading) -> dict[str, Any]:
    letter = reading.letter
    return {
        "written": letter.written if letter else None,
        "language": letter.language if letter else None,
        "form": letter.form if letter else None,
        "version": letter.form_version if letter else None,
        "via": letter.via if letter else None,
    }


def _letter_record(reading: Reading) -> dict[str, Any]:
    return {
        **_heading(reading),
        "serial": reading.letter.serial if reading.letter else None,
        "marks": list(reading.marks),
        "envelopes": list(reading.envelopes),
        "answers": {
            key: answer if isinstance(answer, str) else list(answer)
            for key, answer in reading.answers.items()
        },
        "attachments": list(reading.letter.attachments) if reading.letter else [],
        "raw": reading.raw,
        "raw_code": reading.raw_code,
    }
