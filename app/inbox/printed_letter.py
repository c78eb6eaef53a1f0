"""One letter as lines for a person at a terminal, its answers in staff's language.

Beside every text of ours stands what the sender read. What they typed has a bar before each line;
nothing of it is ever among our own words.
"""

from collections.abc import Iterator

from app.frame.locale import Language
from app.inbox.answers import Answered, Part, Wording, answers_to, parts
from app.inbox.cases import Case, Reading
from app.inbox.contact import TIMED, Contact, contacts
from app.inbox.meanings import MEANINGS
from app.inbox.numbers import numbers
from app.inbox.reaching import BY, UNVERIFIED, Way
from app.inbox.safe_times import Now
from app.inbox.visible import quoted, visible_line

LEAVING = {
    "yes": "If nobody answers, you may leave a message.",
    "call_back_only": "If nobody answers, say only that someone called, and ask to call back.",
    "": "If nobody answers, LEAVE NO MESSAGE.",
}
SAYING = {
    "wrong_number": "If someone else answers, say that it is a wrong number.",
    "other": "If someone else answers, ask for the name that stands in the letter, or do not call.",
    "": "If someone else answers, do not say who you are, and hang up.",
}


def contact_lines(case: Case, ours: Language) -> Iterator[str]:
    """Yield whether the sender may be called, and how they can be reached."""
    found = contacts(case)
    if found.do_not_call:
        yield "DO NOT CALL."
    elif found.not_now:
        yield "DO NOT CALL NOW."
    if not found.agreed:
        yield "Its versions say different things about calling: read all of them."
        return
    contact = found.each[0]
    for mind in contact.minds:
        yield mind.says
    if found.unverified(contact):
        yield UNVERIFIED
    if not found.unwanted and contact.known != "unread":
        yield from _ways_lines(contact, found.now, ours)


def reading_lines(reading: Reading, ours: Language, *, at_once: bool) -> Iterator[str]:
    """Yield what one content says, whence it came, and what of it could not be read."""
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
    found = parts(reading, ours)
    for part in found:
        yield from _part_lines(part)
    yield from _open_lines(found)
    if reading.unasked:
        yield f"Answers that its form does not ask, and that are not shown: {reading.unasked}"
    if reading.raw_code:
        yield f"{MEANINGS[reading.raw_code].says} {MEANINGS[reading.raw_code].do}"
        if reading.raw:
            yield quoted(reading.raw)


def _part_lines(part: Part) -> Iterator[str]:
    if part.title and part.answered:
        yield f"== {_both(part.title)} =="
    for answer in part.answered:
        yield _both(answer.question)
        yield _quoted_answer(answer)


def _open_lines(found: tuple[Part, ...]) -> Iterator[str]:
    for part in found:
        if part.unanswered and part.title:
            asked = " · ".join(each.ours.text for each in part.unanswered)
            yield f"Not answered, {part.title.ours.text}: {asked}"


def _ways_lines(contact: Contact, now: Now, ours: Language) -> Iterator[str]:
    if contact.way and contact.shown:
        yield from _way_lines(contact, contact.way, ours)
        if contact.way.by in TIMED:
            yield from _time_lines(contact, now)
        if contact.callable:
            yield LEAVING.get(contact.leave, LEAVING[""])
            yield SAYING.get(contact.say, SAYING[""])
    for way in contact.beside:
        yield from _way_lines(contact, way, ours)
        for mind in contact.minds_of(way):
            yield mind.says


def _way_lines(contact: Contact, way: Way, ours: Language) -> Iterator[str]:
    yield BY[way.by]
    for answer in answers_to(contact.reading, way.keys, ours) if contact.reading else ():
        if len(way.keys) > 1:
            yield answer.question.ours.text
        yield _quoted_answer(answer)


def _time_lines(contact: Contact, now: Now) -> Iterator[str]:
    if now.safe == "unsaid" or now.here is None:
        if contact.asks_times and not contact.any_time:
            yield "When it is safe is not known: read the letter, and look at a clock in Helsinki."
        return
    said = "is" if now.safe == "yes" else "is NOT"
    yield f"Now, {now.here:%A %H:%M} in Helsinki, {said} among the times that are safe."


def _quoted_answer(answer: Answered) -> str:
    if answer.typed is not None:
        return "\n".join([quoted(answer.typed), *_number_lines(answer.typed)])
    return quoted("\n".join(map(_both, answer.chosen)))


def _number_lines(text: str) -> Iterator[str]:
    """Yield the digits of a text as typed: a terminal may turn their groups round in it."""
    found = numbers(text)
    if found.runs:
        sure = "" if not found.unsure else " (perhaps several, or parts of one)"
        yield f"Numbers in it, in the order in which they were typed{sure}:"
        yield quoted("\n".join(map(visible_line, found.runs)))


def _both(wording: Wording) -> str:
    theirs = wording.theirs
    return f"{wording.ours.text}  [{theirs.text}]" if theirs else wording.ours.text
