"""Cases and quarantine as lines for a person at a terminal.

Everything that comes from a letter passes `app.inbox.visible`, and its text has a bar before each
line, so that a letter can neither act on the terminal nor pose as what the inbox itself says.
"""

from collections.abc import Iterator

from app.inbox.case_state import CaseState
from app.inbox.cases import Answer, Case, Contents, Quarantined, Reading
from app.inbox.meanings import MEANINGS
from app.inbox.records import opening
from app.inbox.sync import PullReport
from app.inbox.visible import quoted, visible_line

SHORT = 12
"""Characters of an id in a list: enough for `turva inbox show`."""


def pull_lines(report: PullReport) -> Iterator[str]:
    """Yield what one pull did."""
    yield f"{len(report.new)} new, {report.held} already kept."
    for trouble in report.troubles:
        yield f"{visible_line(trouble.name) or 'The listing'}: {_meaning(trouble.code)}"


def list_lines(contents: Contents) -> Iterator[str]:
    """Yield a line for each case, then one for each quarantined object."""
    if not contents.cases:
        yield "No letters yet: 'turva inbox pull' gets what has come in."
    for case in contents.cases:
        newest = case.newest
        language = newest.letter.language if newest.letter else "?"
        via = newest.letter.via if newest.letter else "?"
        written = newest.written or "no time known"
        start = f"{case.case_id[:SHORT]}  {written:17}  {language:5} {via:6}"
        yield f"{start}{_in_brief(case)}  {opening(newest)}"
    if contents.quarantine:
        yield f"Quarantined: {len(contents.quarantine)}"
    for each in contents.quarantine:
        yield f"{each.name[:SHORT]}  {each.code}: {MEANINGS[each.code].says}"
    yield from _irregular_lines(contents)


def show_lines(found: Case | Quarantined) -> Iterator[str]:
    """Yield one case with every reading of it, or one quarantined object."""
    if isinstance(found, Quarantined):
        yield f"Quarantined {found.name}, {found.size} bytes, {found.code}"
        yield _meaning(found.code)
        if found.raw:
            yield quoted(found.raw)
        return
    yield f"Case {found.case_id}"
    if found.claimed is None:
        yield "It came without a receipt, so it cannot be answered."
    elif found.unanswerable:
        yield found.unanswerable.says
    for rival in found.rivals:
        yield f"Gives the same receipt and wants its answers locked to another key: case {rival}"
    if found.differing:
        yield "A letter of it came with differing contents; all are shown."
    for reading in found.readings:
        yield ""
        yield from _reading_lines(reading, at_once=found.at_once)
    yield from _done_lines(found.state)


def _irregular_lines(contents: Contents) -> Iterator[str]:
    for each in contents.irregularities:
        by = each.author or "the roster"
        yield f"{each.event[:SHORT]}  {each.code}, named by {by}: {MEANINGS[each.code].says}"
    for name, code in sorted(contents.unread_events.items()):
        yield f"{name[:SHORT]}  {code}: {MEANINGS[code].says}"


def _in_brief(case: Case) -> str:
    letters = f", {len(case.letter_ids)} letters" if len(case.letter_ids) > 1 else ""
    differing = ", differing" if case.differing else ""
    claimed = f", {case.state.claimed_by}" if case.state.claimed_by else ""
    closed = ", deleted" if case.deleted else ", closed" if case.closed else ""
    found = letters + differing + claimed + closed
    return f" ({found.removeprefix(', ')})" if found else ""


def _done_lines(state: CaseState) -> Iterator[str]:
    """Yield what staff did, each list in its order."""
    if state.claimed_by:
        yield f"Claimed by {state.claimed_by}"
    if state.assigned:
        yield f"Assigned to {state.assigned}"
    if state.labels:
        yield f"Labels: {visible_line(', '.join(state.labels))}"
    done = {
        "Note": state.notes,
        "Call": state.calls,
        "Identity checked": state.checked,
        "Decision": state.decisions,
        "Moved": state.moved,
    }
    for what, entries in done.items():
        for entry in entries:
            yield f"{what}, {entry.author}, {entry.at}"
            yield quoted(entry.text)
    for reply in state.replies:
        gone = ", withdrawn" if reply.answer_id in state.withdrawn else ""
        yield f"Answer {reply.answer_id}, {reply.author}, {reply.at}, {reply.language}{gone}"
        yield quoted(reply.text)


def _reading_lines(reading: Reading, *, at_once: bool) -> Iterator[str]:
    letter = reading.letter
    if letter:
        yield f"Written {letter.written} by the sender's clock, in {letter.language}, {letter.via}"
        yield f"Form {letter.form} {letter.form_version}"
    if at_once:
        yield "It came together with another letter of the receipt: it may be someone else."
    elif reading.someone_else:
        yield "This came later, with the receipt of the case: it may be someone else."
    if reading.marks:
        yield f"Marks: {', '.join(reading.marks)}"
    for name in reading.envelopes:
        yield f"Envelope {name}"
    questions = reading.questionnaire.questions if reading.questionnaire else ()
    for question in questions:
        if question.key in reading.answers:
            labels = {option.value: option.label for option in question.options}
            yield f"{question.label}"
            yield quoted("\n".join(_labelled(reading.answers[question.key], labels)))
    if reading.raw_code:
        yield _meaning(reading.raw_code)
        if reading.raw:
            yield quoted(reading.raw)


def _meaning(code: str) -> str:
    return f"{MEANINGS[code].says} {MEANINGS[code].do}"


def _labelled(answer: Answer, labels: dict[str, str]) -> Iterator[str]:
    for value in (answer,) if isinstance(answer, str) else answer:
        yield labels.get(value, value)
