"""What staff do to a case from a terminal: answer, take back, write down, label, take, close.

The text of anything comes from an option or from standard input, never from a file that stays. What
is printed as JSON is only ever added to.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from app.commands.group import Refused
from app.commands.inbox import open_desk
from app.commands.terminal import AS_JSON, print_out

if TYPE_CHECKING:
    from app.inbox.cases import Case
    from app.inbox.desk import Desk
    from app.inbox.phrases import Phrase

CASE = click.argument("case_id", metavar="CASE")
TEXT = click.option("--text", help="The text; without it, standard input is read.")


@click.command()
@CASE
@click.option("--phrase", "key", help="Send a phrase: 'turva inbox phrases' lists them.")
@TEXT
@click.option("--language", help="The language of the text, if it is not the sender's.")
@click.option(
    "--holds",
    type=click.Choice(["address", "meeting", "number", "person"]),
    multiple=True,
    help="Say what delicate thing it holds: then the identity check has to stand.",
)
@click.option("--although", default="", help="Why, if the sender asked not to be contacted.")
@click.option("--answer", help="An id of your own (32 hex digits), so that a retry answers once.")
@AS_JSON
def reply(  # noqa: PLR0913 (an argument for each option)
    case_id: str,
    *,
    key: str | None,
    text: str | None,
    language: str | None,
    holds: tuple[str, ...],
    although: str,
    answer: str | None,
    as_json: bool,
) -> None:
    """Answer the sender: a phrase, or a text of your own."""
    from app.inbox.caution import delicate
    from app.inbox.replies import Draft, answered_by, language_of, new_answer_id, send

    if key and text is not None:
        raise click.UsageError("Give a phrase or a text, not both.")
    desk, case = _found(case_id)
    phrases = _phrases()
    if key and key not in phrases:
        raise Refused(f"There is no phrase {key}: 'turva inbox phrases' lists them.")
    wanted = language or language_of(case)
    said = answered_by(phrases.get(key or ""), wanted, "" if key else _text(text))
    draft = Draft(answer or new_answer_id(), *said, delicate(holds), although)
    send(desk, case, draft, phrases)
    _done(case, "Answered.", answer=draft.answer_id, language=draft.language, as_json=as_json)


@click.command()
@CASE
@click.argument("answers", metavar="ANSWER…", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every answer of the case.")
@AS_JSON
def withdraw(case_id: str, answers: tuple[str, ...], *, every: bool, as_json: bool) -> None:
    """Take answers back: the sender no longer sees them.

    ANSWER is an id that 'show' prints.
    """
    from app.inbox.replies import withdraw as take_back

    if bool(answers) == every:
        raise click.UsageError("Name the answers to take back, or give --all.")
    desk, case = _found(case_id)
    unknown = set(answers) - {each.answer_id for each in case.state.replies}
    if unknown:
        raise Refused("The case has no such answer: 'turva inbox show' prints the ids.")
    take_back(desk, case, *answers)
    _done(case, "Taken back.", as_json=as_json)


@click.command()
@CASE
@click.option("--add", default="", help="A label to put on.")
@click.option("--remove", default="", help="A label to take off.")
@AS_JSON
def label(case_id: str, *, add: str, remove: str, as_json: bool) -> None:
    """Put a label on a case, or take one off."""
    from app.inbox.acts import label as put

    desk, case = _found(case_id)
    put(desk, case, add, remove)
    _done(case, "Labelled.", as_json=as_json)


@click.command()
@CASE
@click.argument("member", default="")
@AS_JSON
def assign(case_id: str, member: str, *, as_json: bool) -> None:
    """Give a case to a colleague, or to nobody.

    MEMBER is the name of a colleague on the roster; without one it is given to nobody.
    """
    desk, case = _found(case_id)
    if member and member not in {each.name for each in desk.keychain.roster.members}:
        raise Refused("The roster has no such member: 'turva keys show' lists them.")
    desk.record("assign", case.case_id, {"member": member})
    _done(case, "Given." if member else "Given to nobody.", as_json=as_json)


@click.command()
@CASE
@click.argument("other", metavar="OTHER")
@AS_JSON
def merge(case_id: str, other: str, *, as_json: bool) -> None:
    """Say that one person wrote two cases; answers stay apart.

    CASE then stands under OTHER in the list. Each keeps its receipt and its answers: what is
    answered to one is not read with the receipt of the other. 'separate' undoes it.
    """
    from app.inbox.acts import merge as put_under

    desk, case = _found(case_id)
    into = put_under(desk, desk.contents(), case, other)
    _done(case, "Merged.", into=into.case_id, as_json=as_json)


@click.command()
@CASE
@AS_JSON
def separate(case_id: str, *, as_json: bool) -> None:
    """Undo that a case was merged into another."""
    from app.inbox.acts import separate as take_apart

    desk, case = _found(case_id)
    take_apart(desk, case)
    _done(case, "Separated.", as_json=as_json)


@click.command()
@click.argument("digits")
@AS_JSON
def phone(digits: str, *, as_json: bool) -> None:
    """Find a caller's letter by the three digits they say.

    It prints the three digits with which you answer.
    """
    from app.inbox.phone import callers, said
    from app.inbox.records import case_record

    group = said(digits)
    if group is None:
        raise Refused("Type the three digits that the person says.")
    found = callers(open_desk().contents(), group)
    answers = [(each, each.claimed.call_digits[1]) for each in found if each.claimed]
    if as_json:
        print_out({"cases": [{**case_record(each), "answer": said_} for each, said_ in answers]})
        return
    if not found:
        raise Refused("No letter has these digits: ask for them again, then pull.")
    several = ["Several letters have these digits: ask first when and in which language it was."]
    lines = [f"{each.case_id}  answer {said_}" for each, said_ in answers]
    print_out([*(several if len(found) > 1 else []), *lines])


@click.command()
@AS_JSON
def phrases(*, as_json: bool) -> None:
    """List the phrases: answers written once, in every language."""
    found = _phrases()
    if as_json:
        print_out({key: _phrase_record(phrase) for key, phrase in found.items()})
        return
    print_out([f"{key:20}{each.about['en']}{_needs(each)}" for key, each in found.items()])


def _needs(phrase: Phrase) -> str:
    if phrase.status == "received":
        return ""
    if phrase.status:
        return "  (needs the sender verified: 'turva inbox verify')"
    return "  (needs the identity check)" if phrase.needs_check else ""


def _saying(name: str, about: str, done: str) -> click.Command:
    def command(case_id: str, *, text: str | None, as_json: bool) -> None:
        _act(case_id, name, _text(text), as_json=as_json, done=done)

    return click.command(name, help=about)(CASE(TEXT(AS_JSON(command))))


def _doing(name: str, about: str, done: str) -> click.Command:
    def command(case_id: str, *, as_json: bool) -> None:
        _act(case_id, name, "", as_json=as_json, done=done)

    return click.command(name, help=about)(CASE(AS_JSON(command)))


def _act(case_id: str, name: str, text: str, *, as_json: bool, done: str) -> None:
    from app.inbox.acts import act

    desk, case = _found(case_id)
    act(desk, case, name, text)
    _done(case, done, as_json=as_json)


def _found(case_id: str) -> tuple[Desk, Case]:
    from app.inbox.cases import Case

    desk = open_desk()
    found = desk.contents().find(case_id)
    if not isinstance(found, Case):
        raise Refused("This object is in quarantine: nothing can be done to it as a case.")
    return desk, found


def _phrases() -> Mapping[str, Phrase]:
    from app.programs import load_phrases

    return load_phrases()


def _text(given: str | None) -> str:
    return sys.stdin.read() if given is None else given


def _done(case: Case, line: str, *, as_json: bool, **more: str) -> None:
    print_out({"id": case.case_id, **more} if as_json else [line])


def _phrase_record(phrase: Phrase) -> dict[str, Any]:
    return {
        "about": dict(phrase.about),
        "text": dict(phrase.text),
        "needs_check": phrase.needs_check,
        "reviewed": phrase.reviewed,
        "status": phrase.status,
    }


COMMANDS = (
    reply,
    withdraw,
    phrases,
    phone,
    _saying("check", "Write down how you checked whom you write to.", "Written down."),
    _saying(
        "verify",
        "Write down by which published number you verified the sender.",
        "Written down.",
    ),
    _saying("note", "Keep a note with a case; only colleagues read it.", "Noted."),
    _saying("call", "Write down a call: who called whom, what was said.", "Written down."),
    _saying("decision", "Write down what was decided, and why.", "Written down."),
    label,
    assign,
    merge,
    separate,
    _doing("claim", "Take a case, so that colleagues see that you do it.", "Taken."),
    _doing("release", "Give a case back that you took.", "Given back."),
    _doing("close", "Close a case; a new letter opens it again.", "Closed."),
    _doing("reopen", "Open a closed case again.", "Open again."),
    _saying("delete", "Delete a case, and say why; 'restore' undoes it.", "Deleted."),
    _doing("restore", "Undo the deletion of a case.", "Restored."),
)
"""What is added to `turva inbox`."""
