"""Cases and quarantine as JSON values: the shapes that `turva inbox … --json` promises.

Fields may be added later, never renamed. Texts are exact, as the sender's page sealed them; how
they are written to a terminal is `app.inbox.visible`'s work.
"""

from collections.abc import Iterable
from typing import Any

from app.inbox.case_state import CaseState, Entry
from app.inbox.cases import Case, Contents, Quarantined, Reading
from app.inbox.claims import claims
from app.inbox.contact import contacts
from app.inbox.conversation import Turn, conversation
from app.inbox.file_told import file_record, loose_records
from app.inbox.listing import Which, listed, to_do
from app.inbox.meanings import MEANINGS
from app.inbox.sync import PullReport
from app.inbox.visible import cut, visible
from app.inbox.wishes import wishes


def pull_record(report: PullReport) -> dict[str, Any]:
    """Return what one pull did."""
    return {
        "new": list(report.new),
        "held": report.held,
        "troubles": [
            {"name": trouble.name, "code": trouble.code, **_meaning_record(trouble.code)}
            for trouble in report.troubles
        ],
        "events": report.events,
    }


def list_record(contents: Contents, which: Which = "all") -> dict[str, Any]:
    """Return these cases and every quarantined object, without any whole text."""
    return {
        "cases": [case_record(case) for case in listed(contents, which)],
        "quarantine": [quarantine_record(each) for each in contents.quarantine],
        "irregular": [
            {"event": each.event, "author": each.author, "code": each.code}
            | _meaning_record(each.code)
            for each in contents.irregularities
        ],
        "unread_events": [
            {"id": name, "code": code, **_meaning_record(code)}
            for name, code in sorted(contents.unread_events.items())
        ],
        "loose_pieces": loose_records(contents),
    }


def case_record(case: Case) -> dict[str, Any]:
    """Return what is said of a case in a list: of its newest reading, and how many there are."""
    return {
        "id": case.case_id,
        **_heading(case.newest),
        "copies": len(case.envelopes),
        "differing": case.differing,
        "readable": all(reading.raw_code is None for reading in case.readings),
        "first_line": opening(case.newest),
        "letters_in_case": len(case.letter_ids) or 1,
        "answerable": case.unanswerable is None,
        "same_receipt": list(case.rivals),
        "claimed_by": case.state.claimed_by,
        "assigned": case.state.assigned,
        "labels": list(case.state.labels),
        "closed": case.closed,
        "deleted": case.deleted,
        "merged_into": case.state.merged_into,
        "belongs_to": case.belongs_to,
        "same_person": [each.case_id for each in case.same_person],
        "open": case.open,
        "to_do": to_do(case),
        "claims": list(claims(case)),
        "do_not_call": contacts(case).do_not_call_now,
        "wishes": {
            "do_not_contact": wishes(case).do_not_contact,
            "remove_answers": [reply.answer_id for reply in wishes(case).remove],
        },
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
    return {
        **case_record(found),
        "letters": letters,
        "done": _state_record(found.state),
        "conversation": [_turn_record(turn) for turn in conversation(found)],
    }


def opening(reading: Reading) -> str:
    """Return the first line of what was written, fit to be printed."""
    return visible(beginning(reading, 60))


def beginning(reading: Reading, length: int) -> str:
    """Return the first line of what was told, or of the raw text; it is still hostile.

    That is the first answer that has room for lines: a list shows no number without its context.
    """
    questions = reading.questionnaire.questions if reading.questionnaire else ()
    for question in questions:
        answer = reading.answers.get(question.key)
        if question.lines == "many" and isinstance(answer, str) and answer.strip():
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
        "attachments": [file_record(file) for file in reading.files],
        "unasked_attachments": reading.unasked_files,
        "raw": reading.raw,
        "raw_code": reading.raw_code,
        "letter": reading.letter.letter_id if reading.letter else None,
        "arrived": reading.arrived,
        "someone_else": reading.someone_else,
        "unasked": reading.unasked,
    }


def _turn_record(turn: Turn) -> dict[str, str]:
    """Return where to find one thing of the conversation; texts stand in `letters` and `done`."""
    if turn.reading:
        return {"kind": turn.kind, "envelope": turn.reading.envelopes[0]}
    if turn.reply:
        return {"kind": turn.kind, "answer": turn.reply.answer_id, "event": turn.reply.event}
    return {"kind": turn.kind, "event": turn.entry.event if turn.entry else ""}


def _state_record(state: CaseState) -> dict[str, Any]:
    return {
        "notes": _entries(state.notes),
        "calls": _entries(state.calls),
        "checked": _entries(state.checked),
        "decisions": _entries(state.decisions),
        "moved": _entries(state.moved),
        "replies": [
            {
                "answer": reply.answer_id,
                "by": reply.author,
                "at": reply.at,
                "language": reply.language,
                "phrase": reply.phrase,
                "text": reply.text,
                "withdrawn": reply.answer_id in state.withdrawn,
            }
            for reply in state.replies
        ],
    }


def _entries(entries: Iterable[Entry]) -> list[dict[str, str]]:
    return [
        {"by": each.author, "at": each.at, "text": each.text, "event": each.event}
        for each in entries
    ]
