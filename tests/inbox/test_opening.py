"""Kept envelopes opened one by one: what is wrong with one is shown and hides no other."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.age import file as age_file
from app.age.hybrid import HybridIdentity
from app.age.scrypt import ScryptRecipient
from app.inbox.cases import Contents
from app.inbox.joining import read_cases
from app.inbox.meanings import MEANINGS
from app.inbox.opening import Found
from app.store.errors import Unavailable
from app.store.memory import MemoryArchive
from app.wire import letter as letters
from app.wire.envelope import seal_envelope
from app.wire.letter import Letter
from app.wire.padding import pad
from tests.inbox.shelf import LETTER, Shelf, identity, letter, questionnaires, seal

# --- what does not fit the form


def test_answers_that_do_not_fit_are_raw_text_and_what_was_not_asked_is_dropped(
    shelf: Shelf,
) -> None:
    shelf.keep(
        letter(
            answers={
                "message": "help",
                "verdict": "approved by staff",
                "writer": "the_director",
                "contact": "x" * 301,
            }
        ),
    )

    (case,) = shelf.read().cases

    assert {"message": "help"} == case.newest.answers
    assert "answers-invalid" == case.newest.raw_code
    assert {"writer", "contact"} == set(json.loads(case.newest.raw))
    assert 1 == case.newest.unasked


def test_a_letter_without_its_required_answer_is_still_a_case(shelf: Shelf) -> None:
    shelf.keep(letter(answers={"contact": "by the door"}))

    (case,) = shelf.read().cases

    assert {"contact": "by the door"} == case.newest.answers
    assert ("answers-invalid", "") == (case.newest.raw_code, case.newest.raw)


@pytest.mark.parametrize("form", [{"form": "refer"}, {"form_version": 9}])
def test_answers_to_an_unknown_form_are_raw_text(shelf: Shelf, form: dict[str, Any]) -> None:
    shelf.keep(letter(**form))

    (case,) = shelf.read().cases

    assert {} == case.newest.answers
    assert "form-unknown" == case.newest.raw_code
    assert LETTER.answers["message"] == json.loads(case.newest.raw)["message"]


def test_a_letter_of_an_unknown_version_is_raw_text_under_its_envelopes_id(shelf: Shelf) -> None:
    name = shelf.keep('{"wire":9,"said":"помогите"}'.encode())

    (case,) = shelf.read().cases

    assert name == case.case_id
    assert '{"wire":9,"said":"помогите"}' == case.newest.raw
    assert "letter-version-unknown" == case.newest.raw_code


# --- quarantine, one kind each


def not_for_us(_: bytes) -> bytes:
    return seal_envelope(b"{}", HybridIdentity.generate().recipient)


def damaged(sealed: bytes) -> bytes:
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


def damaged_header(sealed: bytes) -> bytes:
    place = sealed.index(b"--- ") + 4
    return (
        sealed[:place] + (b"A" if sealed[place : place + 1] != b"A" else b"B") + sealed[place + 1 :]
    )


def wrong_size(sealed: bytes) -> bytes:
    return sealed[:-1]


def not_age(_: bytes) -> bytes:
    return b"hello"


def empty(_: bytes) -> bytes:
    return b""


def no_stanza(sealed: bytes) -> bytes:
    return b"age-encryption.org/v1\n" + sealed[sealed.index(b"--- ") :]


def malformed_header(sealed: bytes) -> bytes:
    return sealed.replace(b"\n---", b"\n--- ---", 1)


def several_stanzas(_: bytes) -> bytes:
    others = [identity().recipient, HybridIdentity.generate().recipient]
    return age_file.seal(pad(b"{}"), others)


def classic(sealed: bytes) -> bytes:
    return sealed.replace(b"-> mlkem768x25519 ", b"-> X25519 ", 1)


def passphrase(_: bytes) -> bytes:
    return age_file.seal(pad(b"{}"), [ScryptRecipient("a b c", work_factor=1)])


def malformed_padding(_: bytes) -> bytes:
    return age_file.seal(b"\x00\x00\x00\x02{}".ljust(4095, b"\0") + b"x", [identity().recipient])


def malformed_letter(_: bytes) -> bytes:
    return seal_envelope(b'{"wire":1,"message":"help"}', identity().recipient)


def no_json(_: bytes) -> bytes:
    return seal_envelope(b"\xff\x00help", identity().recipient)


KINDS = {
    not_for_us: "not-for-us",
    damaged: "damaged",
    damaged_header: "damaged",
    wrong_size: "wrong-size",
    not_age: "not-age",
    empty: "not-age",
    no_stanza: "no-stanza",
    malformed_header: "malformed-header",
    several_stanzas: "several-stanzas",
    classic: "foreign-stanza",
    passphrase: "foreign-stanza",
    malformed_padding: "padding-malformed",
    malformed_letter: "letter-malformed",
    no_json: "letter-malformed",
}


@pytest.mark.parametrize("break_it", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_no_letter_is_quarantined_by_its_kind_and_hides_no_other(
    shelf: Shelf, break_it: Callable[[bytes], bytes]
) -> None:
    good = shelf.keep(letter())
    bad = shelf.put(break_it(shelf.store.get(good)))

    contents = shelf.read()

    assert [(good,)] == [case.envelopes for case in contents.cases]
    assert [(bad, KINDS[break_it], len(shelf.store.get(bad)))] == [
        (each.name, each.code, each.size) for each in contents.quarantine
    ]
    assert KINDS[break_it] in MEANINGS


def test_a_malformed_letter_is_shown_as_it_came(shelf: Shelf) -> None:
    shelf.keep('{"wire":1,"message":"помогите"}'.encode())

    (quarantined,) = shelf.read().quarantine

    assert '{"wire":1,"message":"помогите"}' == quarantined.raw


def test_a_kept_file_that_was_changed_is_quarantined_and_hides_no_other(shelf: Shelf) -> None:
    shelf.keep(letter())
    shelf.store.put("0" * 64, seal(letter(letter_id="f" * 32)))

    contents = shelf.read()

    assert [("0" * 64, "wrong-digest")] == [(each.name, each.code) for each in contents.quarantine]
    assert [LETTER.letter_id] == [case.case_id for case in contents.cases]


def test_a_kept_file_that_cannot_be_read_hides_no_other(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = shelf.keep(letter()), shelf.keep(letter(letter_id="f" * 32))
    whole = shelf.store.get

    def get(name: str) -> bytes:
        if name == bad:
            raise Unavailable("a bad sector")
        return whole(name)

    monkeypatch.setattr(shelf.store, "get", get)
    contents = shelf.read()

    assert [(good,)] == [case.envelopes for case in contents.cases]
    assert [(bad, "unreadable")] == [(each.name, each.code) for each in contents.quarantine]


def test_a_fault_of_ours_met_by_one_letter_hides_no_other(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = shelf.keep(letter()), shelf.keep(letter(letter_id="f" * 32))
    whole = letters.parse

    def parse(data: bytes) -> Letter:
        if b"f" * 32 in data:
            raise ZeroDivisionError
        return whole(data)

    monkeypatch.setattr(letters, "parse", parse)
    contents = shelf.read()

    assert [(good,)] == [case.envelopes for case in contents.cases]
    assert [(bad, "fault")] == [(each.name, each.code) for each in contents.quarantine]


ENVELOPE = seal(letter())


@settings(max_examples=50, deadline=None)
@given(place=st.integers(0, len(ENVELOPE) - 1), change=st.integers(1, 255))
def test_whatever_byte_of_an_envelope_is_changed_it_is_quarantined(place: int, change: int) -> None:
    shelf, envelope = Shelf(), bytearray(ENVELOPE)
    envelope[place] ^= change
    name = shelf.put(bytes(envelope))

    contents = shelf.read()

    assert [name] == [each.name for each in contents.quarantine]
    assert () == contents.cases


def test_what_was_looked_into_once_is_not_looked_into_again_while_it_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, known = MemoryArchive(), dict[str, Found]()
    junk, kept = Shelf(store).put(b"junk"), Shelf(store).keep(letter())

    def read() -> Contents:
        return read_cases(store, [identity()], questionnaires(), known)

    before = read()
    with monkeypatch.context() as context:
        context.setattr("app.inbox.joining.open_kept", lambda *_: 1 // 0)
        assert before == read()
    store.remove(kept)
    assert ((), before.quarantine) == (read().cases, read().quarantine)
    assert [junk] == list(known)


def test_what_the_disk_did_not_give_is_looked_into_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, known = Shelf(), dict[str, Found]()
    shelf.keep(letter())

    def refuse(_: str) -> bytes:
        raise Unavailable("the disk is gone")

    with monkeypatch.context() as context:
        context.setattr(shelf.store, "get", refuse)
        contents = read_cases(shelf.store, [identity()], questionnaires(), known)
        assert ["unreadable"] == [each.code for each in contents.quarantine]
    assert 1 == len(read_cases(shelf.store, [identity()], questionnaires(), known).cases)
