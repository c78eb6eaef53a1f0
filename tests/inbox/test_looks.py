"""What a file looks like is told beside what its sender says, and never taken for the truth."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inbox.looks import LOOKS, Looks, is_borne_out, looks_of


@pytest.mark.parametrize(
    ("beginning", "looks"),
    [
        (b"\xff\xd8\xff\xe1", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"GIF89a<html>", "gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        (b"RIFF\0\0\0\0WAVE", "sound"),
        (b"RIFF\0\0\0\0ACON", "unknown"),
        (b"II*\0", "picture"),
        (b"%!PS-Adobe-3.0 EPSF", "program"),
        (b"\0\0\0\x18ftypheic", "film"),
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04", "package"),
        (b"MZ\x90", "program"),
        (b"#!/bin/sh", "program"),
        (b"\xef\xbb\xbf  <!doctype html>", "web"),
        (b"<svg onload=alert(1)>", "web"),
        ("hyvää päivää".encode(), "text"),
        ("ä".encode() * 600, "text"),
        (b"a" * 1023 + "ä".encode(), "text"),
        (b"a\0b", "unknown"),
        (b"\xff\xfe", "unknown"),
        (b"x", "text"),
    ],
)
def test_a_file_looks_like_what_it_begins_with(beginning: bytes, looks: Looks) -> None:
    assert looks == looks_of(beginning)


@given(st.binary(max_size=2000))
def test_everything_looks_like_something_that_has_words(beginning: bytes) -> None:
    assert looks_of(beginning) in LOOKS
    assert set(get_args(Looks)) == set(LOOKS)


@pytest.mark.parametrize(
    ("media_type", "looks", "fits"),
    [
        ("image/jpeg", "jpeg", True),
        ("image/png", "jpeg", False),
        ("image/jpeg", "program", False),
        ("image/jpeg", "web", False),
        ("text/html", "web", False),
        ("application/pdf", "pdf", True),
        ("application/pdf", "package", True),
        ("image/heic", "film", True),
        ("application/octet-stream", "program", True),
        ("image/x-unheard", "unknown", True),
    ],
)
def test_what_is_said_fits_or_not(media_type: str, looks: Looks, *, fits: bool) -> None:
    assert fits == is_borne_out(media_type, looks)
