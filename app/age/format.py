"""The textual header of an age file: its stanzas, and the MAC over them. It must never be lenient.

Every accepted header is the only text of its stanzas: what was parsed serialises to the same bytes.
Source: C2SP age.md, "Header" and "ABNF definition of file header".
"""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.age.errors import MalformedHeader

_VERSION_LINE = b"age-encryption.org/v1\n"
_STANZA_MARK = b"-> "
_MAC_MARK = b"---"
_ARGUMENTS = re.compile(rb"-> [!-~]+(?: [!-~]+)*")
_COLUMNS = 64
_MAC_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Stanza:
    """The file key wrapped for one recipient: a type, its arguments, and a binary body."""

    type: str
    arguments: tuple[str, ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """A parsed header: one or more stanzas, the 32-byte MAC, and the bytes that the MAC covers."""

    stanzas: tuple[Stanza, ...]
    mac: bytes
    covered: bytes


def parse_header(data: bytes) -> tuple[Header, bytes]:
    """Return the header that the data begins with, and all that follows it.

    Raises: MalformedHeader. Source: C2SP age.md, "ABNF definition of file header".
    """
    if not data.startswith(_VERSION_LINE):
        raise MalformedHeader("this is no age v1 file: it begins otherwise")
    stanzas = []
    position = len(_VERSION_LINE)
    while data.startswith(_STANZA_MARK, position):
        stanza, position = _parse_stanza(data, position)
        stanzas.append(stanza)
    if not stanzas:
        raise MalformedHeader("the header has no stanza after its first line")
    line, end = _line(data, position)
    if not line.startswith(_MAC_MARK + b" "):
        raise MalformedHeader("the header has a line that begins neither a stanza nor the MAC")
    mac = decode_base64(line[len(_MAC_MARK) + 1 :])
    if len(mac) != _MAC_LENGTH:
        raise MalformedHeader(f"the header's MAC has {len(mac)} bytes instead of {_MAC_LENGTH}")
    covered = data[: position + len(_MAC_MARK)]
    return Header(tuple(stanzas), mac, covered), data[end:]


def serialise_stanzas(stanzas: Iterable[Stanza]) -> bytes:
    """Return the header up to and including `---`: what its MAC covers.

    Raises: MalformedHeader if a type or an argument has a character that no header can carry.
    """
    return b"".join([_VERSION_LINE, *map(_serialise_stanza, stanzas), _MAC_MARK])


def serialise_mac(mac: bytes) -> bytes:
    """Return the rest of the header after `---`: the 32-byte MAC and the end of its line."""
    return b" " + encode_base64(mac) + b"\n"


def encode_base64(data: bytes) -> bytes:
    """Return canonical base64 without padding. Source: RFC 4648 §4; C2SP age.md, "Conventions"."""
    return base64.b64encode(data).rstrip(b"=")


def decode_base64(text: bytes) -> bytes:
    """Return the data of canonical base64 without padding.

    Raises: MalformedHeader for anything else. Source: RFC 4648 §3.5; C2SP age.md, "Conventions".
    """
    try:
        data = binascii.a2b_base64(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        raise MalformedHeader("the header has a text that is no base64") from None
    # The decoder skips foreign characters and drops leftover bits; the encoder makes neither.
    if encode_base64(data) != text:
        raise MalformedHeader("the header has a base64 text that is not canonical")
    return data


def _line(data: bytes, position: int) -> tuple[bytes, int]:
    end = data.find(b"\n", position)
    if end < 0:
        raise MalformedHeader("the file ends within its header")
    return data[position:end], end + 1


def _parse_stanza(data: bytes, position: int) -> tuple[Stanza, int]:
    line, position = _line(data, position)
    if not _ARGUMENTS.fullmatch(line):
        raise MalformedHeader("a stanza's first line is not arguments parted by one space")
    name, *arguments = line[len(_STANZA_MARK) :].decode("ascii").split(" ")
    lines = []
    while True:
        line, position = _line(data, position)
        if len(line) > _COLUMNS:
            raise MalformedHeader(f"a stanza's body has a line of more than {_COLUMNS} characters")
        lines.append(line)
        # The first short line, which may be empty, ends the body.
        if len(line) < _COLUMNS:
            break
    return Stanza(name, tuple(arguments), decode_base64(b"".join(lines))), position


def _serialise_stanza(stanza: Stanza) -> bytes:
    first = _STANZA_MARK + " ".join([stanza.type, *stanza.arguments]).encode()
    if not _ARGUMENTS.fullmatch(first) or first.count(b" ") != 1 + len(stanza.arguments):
        raise MalformedHeader("a stanza's type or argument is empty or has a forbidden character")
    body = encode_base64(stanza.body)
    starts = range(0, len(body) + 1, _COLUMNS)
    return b"\n".join([first, *(body[start : start + _COLUMNS] for start in starts), b""])
