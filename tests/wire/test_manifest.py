"""The manifest: what a build holds, in one way of writing, signed by the release key (WIRE §18)."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wire.errors import ManifestForged, ManifestMalformed, NoteError
from app.wire.manifest import RELEASE_NAME, open_manifest, parse, serialise, sign_manifest, unsigned
from app.wire.note import SigningKey

KEY = SigningKey(RELEASE_NAME, bytes(range(32)))
DIGEST = hashlib.sha256(b"").hexdigest()
TEXT = serialise({"en/index.html": DIGEST, "404.html": DIGEST})
SIGNED = sign_manifest(TEXT, KEY)

steps = st.text(
    st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="/"), min_size=1
)
paths = st.lists(steps.filter(lambda step: step not in {".", ".."}), min_size=1, max_size=4)
builds = st.dictionaries(
    paths.map("/".join),
    st.binary(max_size=4).map(lambda data: hashlib.sha256(data).hexdigest()),
    min_size=1,
)


@given(builds)
@settings(max_examples=50, deadline=None)
def test_what_was_signed_is_read(digests: dict[str, str]) -> None:
    text = serialise(digests)
    assert digests == open_manifest(sign_manifest(text, KEY), KEY.verifier)
    assert digests == parse(unsigned(text))
    assert text == unsigned(sign_manifest(text, KEY))


def test_it_is_written_as_the_specification_says_and_sha256sum_reads() -> None:
    assert f"turva/manifest/1\n{DIGEST}  404.html\n{DIGEST}  en/index.html\n" == TEXT


@given(st.integers(0, len(SIGNED) - 1), st.characters(codec=None, exclude_categories=()))
@settings(max_examples=200, deadline=None)
def test_a_changed_character_is_refused(position: int, character: str) -> None:
    changed = SIGNED[:position] + character + SIGNED[position + 1 :]
    if changed != SIGNED:
        with pytest.raises(NoteError):
            open_manifest(changed, KEY.verifier)


def test_another_digest_under_an_old_signature_is_forged() -> None:
    with pytest.raises(ManifestForged, match="turva release sign"):
        open_manifest(SIGNED.replace(DIGEST, hashlib.sha256(b"x").hexdigest()), KEY.verifier)


def test_a_manifest_of_another_key_is_forged_whatever_its_name() -> None:
    for other in (SigningKey.generate(RELEASE_NAME), SigningKey("turva-root", KEY.seed)):
        with pytest.raises(ManifestForged):
            open_manifest(sign_manifest(TEXT, other), KEY.verifier)


def test_one_that_nobody_signed_is_not_opened() -> None:
    with pytest.raises(ManifestForged, match="nobody has signed it"):
        open_manifest(TEXT, KEY.verifier)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [f"{DIGEST}  b", f"{DIGEST}  a"],
        [f"{DIGEST}  a", f"{DIGEST}  a"],
        [f"{DIGEST} a"],
        [f"{DIGEST.upper()}  a"],
        [f"{DIGEST[1:]}  a"],
        [f"{DIGEST}  /a"],
        [f"{DIGEST}  a//b"],
        [f"{DIGEST}  ../a"],
        [f"{DIGEST}  a/./b"],
        [f"{DIGEST}  a b"],
        [f"{DIGEST}  ä"],
        [f"{DIGEST}  a", ""],
    ],
)
def test_there_is_one_way_to_write_one(lines: list[str]) -> None:
    with pytest.raises(ManifestMalformed):
        parse("\n".join(["turva/manifest/1", *lines]) + "\n")


def test_the_type_and_the_last_line_end_are_part_of_it() -> None:
    for text in ("", TEXT.replace("/1", "/2"), TEXT.removesuffix("\n"), f"\n{TEXT}"):
        with pytest.raises(ManifestMalformed):
            parse(text)


def test_paths_that_no_reader_would_take_are_not_written() -> None:
    with pytest.raises(ManifestMalformed):
        serialise({"a\nb": DIGEST})
