"""What a file looks like by its first bytes, whatever its sender calls it.

It is a hint for people and proves nothing: a file can look like several things at once. Nothing is
run, shown or chosen by it but whether a picture is offered.
"""

from collections.abc import Mapping
from typing import Final, Literal

from app.inbox.meanings import marked

Looks = Literal[
    "jpeg",
    "png",
    "webp",
    "gif",
    "picture",
    "pdf",
    "package",
    "office",
    "sound",
    "film",
    "program",
    "web",
    "text",
    "unknown",
]

LOOKS: Final[Mapping[Looks, str]] = {
    "jpeg": marked("a picture (JPEG)"),
    "png": marked("a picture (PNG)"),
    "webp": marked("a picture (WebP)"),
    "gif": marked("a picture (GIF)"),
    "picture": marked("a picture of another kind"),
    "pdf": marked("a document (PDF)"),
    "package": marked("a package of files, as office documents and apps are"),
    "office": marked("an office document of an old kind"),
    "sound": marked("a sound"),
    "film": marked("a film or a picture"),
    "program": marked("a program"),
    "web": marked("a web page or a drawing, which can run programs"),
    "text": marked("text"),
    "unknown": marked("nothing that the inbox knows"),
}
"""How each is called for staff."""

_BEGINNINGS: Final[tuple[tuple[bytes, Looks], ...]] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"BM", "picture"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "package"),
    (b"7z\xbc\xaf\x27\x1c", "package"),
    (b"Rar!", "package"),
    (b"\x1f\x8b", "package"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"#!AMR", "sound"),
    (b"\x1a\x45\xdf\xa3", "film"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"#!", "program"),
    (b"%!", "program"),
)
_LOOK: Final = 1024
"""Bytes that are looked at."""

_TOLD: Final[Mapping[Looks, tuple[str, ...]]] = {
    "jpeg": ("image/jpeg",),
    "png": ("image/png",),
    "webp": ("image/webp",),
    "gif": ("image/gif",),
    "picture": ("image/",),
    "pdf": ("application/pdf",),
    "package": ("application/",),
    "office": ("application/",),
    "sound": ("audio/",),
    "film": ("video/", "image/heic", "image/heif", "image/avif", "audio/"),
    "text": ("text/plain", "text/csv", "text/vcard", "text/calendar", "text/rtf"),
}
"""What may be said of what looks so; of the others nothing that is said is borne out."""


def looks_of(beginning: bytes) -> Looks:
    """Return what bytes that begin so look like."""
    start = bytes(beginning[:_LOOK])
    for sign, looks in _BEGINNINGS:
        if start.startswith(sign):
            return looks
    if start[4:8] == b"ftyp":
        return "film"
    if start.startswith(b"RIFF"):
        return {b"WEBP": "webp", b"WAVE": "sound"}.get(start[8:12], "unknown")  # type: ignore[return-value]  # each is one of Looks
    return _looks_of_text(start)


def is_borne_out(media_type: str, looks: Looks) -> bool:
    """Tell whether what a sender says of a file fits what it looks like; nothing is no answer."""
    plain = media_type == "application/octet-stream"
    return plain or looks == "unknown" or media_type.startswith(_TOLD.get(looks, ("\0",)))


def _looks_of_text(start: bytes) -> Looks:
    try:
        text = start.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(start) - 4 or not error.start:  # else a character is cut by our look
            return "unknown"
        text = start[: error.start].decode("utf-8-sig")
    if any(ord(character) < ord(" ") and character not in "\t\n\r\f" for character in text):
        return "unknown"
    return "web" if text.lstrip().startswith("<") else "text"
