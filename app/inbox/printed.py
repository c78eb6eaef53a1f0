"""Cases and quarantine as lines for a person at a terminal.

Everything that comes from a letter passes `app.inbox.visible`, and its text has a bar before each
line, so that a letter can neither act on the terminal nor pose as what the inbox itself says.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from app.frame.locale import Language
from app.inbox.case_state import CaseState
from app.inbox.cases import Case, Contents, Quarantined
from app.inbox.claims import CLAIMS, claims
from app.inbox.conversation import Kind, Turn, conversation
from app.inbox.file_told import file_lines, loose_lines
from app.inbox.languages import ENGLISH
from app.inbox.listing import Which, count, listed, to_do
from app.inbox.meanings import MEANINGS
from app.inbox.printed_letter import contact_lines, reading_lines
from app.inbox.records import opening
from app.inbox.sync import PullReport
from app.inbox.visible import quoted, visible_line
from app.inbox.wishes import wishes

SHORT = 12
"""Characters of an id in a list: enough for `turva inbox show`."""

_SAID: Final[Mapping[Kind, str]] = {
    "note": "Note",
    "call": "Call",
    "check": "Identity checked",
    "decision": "Decision",
    "moved": "Moved",
}


def pull_lines(report: PullReport) -> Iterator[str]:
    """Yield what one pull did."""
    yield f"{len(report.new)} new, {report.held} already kept."
    for trouble in dict.fromkeys(report.troubles):
        yield f"{visible_line(trouble.name) or 'The listing'}: {_meaning(trouble.code)}"


def list_lines(contents: Contents, which: Which = "open") -> Iterator[str]:
    """Yield a line for each of these cases, then one for each quarantined object."""
    cases = listed(contents, which)
    if not contents.cases:
        yield "No letters yet: 'turva inbox pull' gets what has come in."
    elif not cases:
        yield "No letter is closed, deleted or merged." if which == "done" else "Nothing is open."
    for case in cases:
        newest = case.newest
        language = newest.letter.language if newest.letter else "?"
        via = newest.letter.via if newest.letter else "?"
        written = newest.written or "no time known"
        start = f"{case.case_id[:SHORT]}  {written:17}  {language:5} {via:6}"
        yield f"{start}{_in_brief(case)}  {opening(newest)}"
    done = count(contents, "done")
    if which == "open" and done:
        yield f"Closed, deleted or merged: {done}; 'turva inbox list --show done' lists them."
    if contents.quarantine:
        yield f"Quarantined: {len(contents.quarantine)}"
    for each in contents.quarantine:
        yield f"{each.name[:SHORT]}  {each.code}: {MEANINGS[each.code].says}"
    yield from loose_lines(contents)
    yield from _irregular_lines(contents)


def show_lines(found: Case | Quarantined, ours: Language = ENGLISH) -> Iterator[str]:
    """Yield one case as a conversation, in order, or one quarantined object.

    Answers of a letter are in `ours`, beside what the sender read.
    """
    if isinstance(found, Quarantined):
        yield f"Quarantined {found.name}, {found.size} bytes, {found.code}"
        yield _meaning(found.code)
        if found.raw:
            yield quoted(found.raw)
        return
    yield f"Case {found.case_id}"
    yield from _to_mind_lines(found, ours)
    if found.claimed is None:
        yield "It came without a receipt, so it cannot be answered."
    elif found.unanswerable:
        yield found.unanswerable.says
    for rival in found.rivals:
        yield f"Gives the same receipt and wants its answers locked to another key: case {rival}"
    if found.differing:
        yield "A letter of it came with differing contents; all are shown."
    yield from _state_lines(found.state)
    for turn in conversation(found):
        yield from _turn_lines(found, turn, ours)


def _to_mind_lines(case: Case, ours: Language) -> Iterator[str]:
    """Yield what staff must know before they do anything: wishes first, then who else it is."""
    asked = wishes(case)
    if asked.do_not_contact:
        yield "DO NOT CONTACT the sender, who asked for that: do not call, and do not write."
    else:
        yield from contact_lines(case, ours)
    for claim in claims(case):
        yield f"The letter {CLAIMS[claim]}. Anybody can claim it: read the letter."
    if asked.remove:
        named = " ".join(reply.answer_id for reply in asked.remove)
        yield "The sender asked to have these answers taken back. To do it, type:"
        yield f"turva inbox withdraw {case.case_id[:SHORT]} {named}"
    for other in case.same_person:
        yield f"The same person wrote case {other.case_id}: its receipt and answers are its own."
    if case.belongs_to:
        yield f"In the list it stands under case {case.belongs_to}."


def _irregular_lines(contents: Contents) -> Iterator[str]:
    for each in contents.irregularities:
        by = each.author or "the roster"
        yield f"{each.event[:SHORT]}  {each.code}, named by {by}: {MEANINGS[each.code].says}"
    for name, code in sorted(contents.unread_events.items()):
        yield f"{name[:SHORT]}  {code}: {MEANINGS[code].says}"


def _in_brief(case: Case) -> str:
    asked = wishes(case)
    under = bool(case.same_person) and not case.belongs_to
    found = [
        "to do" if to_do(case) else "",
        *(CLAIMS[claim] for claim in claims(case)),
        "DO NOT CONTACT" if asked.do_not_contact else "",
        "take answers back" if asked.remove else "",
        f"{len(case.letter_ids)} letters" if len(case.letter_ids) > 1 else "",
        "differing" if case.differing else "",
        f"same person as {case.belongs_to[:SHORT]}" if case.belongs_to else "",
        f"{len(case.same_person)} more of this person" if under else "",
        case.state.claimed_by,
        "deleted" if case.deleted else "closed" if case.closed else "",
    ]
    said = ", ".join(each for each in found if each)
    return f" ({said})" if said else ""


def _state_lines(state: CaseState) -> Iterator[str]:
    if state.claimed_by:
        yield f"Claimed by {state.claimed_by}"
    if state.assigned:
        yield f"Assigned to {state.assigned}"
    if state.labels:
        yield f"Labels: {visible_line(', '.join(state.labels))}"


def _turn_lines(case: Case, turn: Turn, ours: Language) -> Iterator[str]:
    """Yield one thing of the conversation."""
    yield ""
    if turn.reading:
        yield from reading_lines(turn.reading, ours, at_once=case.at_once)
        yield from file_lines(turn.reading)
    elif turn.reply:
        reply = turn.reply
        gone = ", withdrawn" if reply.answer_id in case.state.withdrawn else ""
        yield f"Answer {reply.answer_id}, {reply.author}, {reply.at}, {reply.language}{gone}"
        yield quoted(reply.text)
    elif turn.entry:
        yield f"{_SAID[turn.kind]}, {turn.entry.author}, {turn.entry.at}"
        yield quoted(turn.entry.text)


def _meaning(code: str) -> str:
    return f"{MEANINGS[code].says} {MEANINGS[code].do}"
