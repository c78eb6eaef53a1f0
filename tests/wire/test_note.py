"""Signed notes (WIRE §9; C2SP signed-note.md)."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wire.errors import NoteError, NoteForged, NoteKeyMalformed, NoteMalformed
from app.wire.note import SigningKey, VerifierKey, open_note, parse_note, sign

KEY = SigningKey("turva-root", bytes(range(32)))
TEXT = "turva/test/1\nhello\n"
NOTE = sign(TEXT, KEY)

# The example of the reference implementation, Go's golang.org/x/mod/sumdb/note.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_NOTE = (
    f"{GO_TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
    "KvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_the_reference_implementations_note_is_opened() -> None:
    assert GO_TEXT == open_note(GO_NOTE, VerifierKey.parse(GO_KEY))


def test_a_signed_text_is_opened_with_the_key() -> None:
    assert TEXT == open_note(NOTE, KEY.verifier)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n")))
@settings(max_examples=200, deadline=None)
def test_open_inverts_sign(text: str) -> None:
    signed_text = text + "\n"
    assert signed_text == open_note(sign(signed_text, KEY), KEY.verifier)


@pytest.mark.parametrize(
    "text", ["no last newline", "a\r\n", "a\tb\n", "\x00\n", "", "a" * 20000 + "\n", "\ud800\n"]
)
def test_a_text_that_cannot_be_a_note_is_not_signed(text: str) -> None:
    with pytest.raises(NoteMalformed):
        sign(text, KEY)


@given(st.integers(0, len(NOTE) - 1), st.characters(codec=None, exclude_categories=()))
@settings(max_examples=300, deadline=None)
def test_a_changed_character_is_refused(position: int, character: str) -> None:
    changed = NOTE[:position] + character + NOTE[position + 1 :]
    if changed != NOTE:
        with pytest.raises(NoteError):
            open_note(changed, KEY.verifier)


@given(st.text(st.characters(codec=None, exclude_categories=()) | st.sampled_from("\n— =")))
@settings(max_examples=300, deadline=None)
def test_any_text_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        open_note(text, KEY.verifier)


def test_a_longer_note_is_signed_and_opened_only_where_more_is_allowed() -> None:
    text = "a" * 20_000 + "\n"
    signed = sign(text, KEY, limit=30_000)
    assert text == open_note(signed, KEY.verifier, limit=len(signed.encode()))
    for limit in (16_384, len(signed.encode()) - 1):
        with pytest.raises(NoteMalformed, match=f"at most {limit} bytes"):
            open_note(signed, KEY.verifier, limit=limit)
    with pytest.raises(NoteMalformed):
        parse_note(signed)


def test_a_note_signed_under_another_name_is_forged() -> None:
    with pytest.raises(NoteForged):
        open_note(sign(TEXT, SigningKey("turva-other", KEY.seed)), KEY.verifier)


def test_signatures_of_others_are_kept_but_count_for_nothing() -> None:
    witness = SigningKey.generate("witness.example/w1")
    both = NOTE + sign(TEXT, witness).rpartition("\n\n")[2]
    assert TEXT == open_note(both, KEY.verifier)
    assert TEXT == open_note(both, witness.verifier)
    assert ["turva-root", "witness.example/w1"] == [s.name for s in parse_note(both).signatures]


def test_keys_are_parsed_as_they_are_serialised() -> None:
    key = SigningKey.generate("turva-root")
    assert key == SigningKey.parse(key.serialise())
    assert key.verifier == VerifierKey.parse(key.verifier.serialise())


def test_a_signing_key_never_shows_its_seed() -> None:
    told = repr(KEY) + str(KEY)
    assert "turva-root" in told
    assert repr(KEY.seed) not in told
    assert KEY.seed.hex() not in told
    assert base64.b64encode(KEY.seed).decode() not in told


@pytest.mark.parametrize("name", ["", "a b", "a+b", "é", "a\n"])
def test_a_name_that_a_note_cannot_hold_makes_no_key(name: str) -> None:
    with pytest.raises(NoteKeyMalformed):
        SigningKey.generate(name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "turva-root",
        GO_KEY.replace("c74f20a3", "c74f20a4"),
        GO_KEY.replace("c74f20a3", "C74F20A3"),
        GO_KEY.replace("PeterNeumann", "PeterNeuman"),
        GO_KEY.replace("+ARpc", "+Ahpc"),
        GO_KEY[:-4],
        GO_KEY + "\n",
        KEY.serialise(),
    ],
    ids=["empty", "name", "id", "upper", "other-name", "algorithm", "cut", "newline", "private"],
)
def test_a_text_that_is_no_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(NoteKeyMalformed):
        VerifierKey.parse(text)


def test_a_refused_signing_key_is_not_told() -> None:
    secret = KEY.serialise()
    for text in (secret[:-4], secret.replace("turva", "other"), secret.removeprefix("PRIVATE+")):
        with pytest.raises(NoteKeyMalformed) as caught:
            SigningKey.parse(text)
        assert secret[-20:-8] not in str(caught.value)
