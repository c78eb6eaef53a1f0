"""ASCII armor, for reading only. It must never accept two texts of one file.

The exceptions are those of the specification: white space around the block, and CRLF for LF.
Source: C2SP age.md, "ASCII armor"; RFC 7468 §3, strict.
"""

import base64
import binascii

from app.age.errors import MalformedArmor

_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END = b"-----END AGE ENCRYPTED FILE-----"
_COLUMNS = 64


def parse_armor(text: bytes) -> bytes:
    """Return the binary age file of an armored one.

    Raises: MalformedArmor. Source: C2SP age.md, "ASCII armor".
    """
    begin, *lines = text.strip(b" \t\r\n").replace(b"\r\n", b"\n").split(b"\n")
    if begin != _BEGIN:
        raise MalformedArmor("an armored file begins with a BEGIN AGE ENCRYPTED FILE line")
    if not lines or lines.pop() != _END:
        raise MalformedArmor("an armored file ends with an END AGE ENCRYPTED FILE line")
    if any(len(line) != _COLUMNS for line in lines[:-1]) or any(
        not 0 < len(line) <= _COLUMNS for line in lines[-1:]
    ):
        raise MalformedArmor(f"the armor's lines, but the last, have {_COLUMNS} characters")
    body = b"".join(lines)
    try:
        data = binascii.a2b_base64(body)
    except binascii.Error:
        raise MalformedArmor("the armor holds a text that is no base64") from None
    # The decoder skips foreign characters and drops leftover bits; the encoder makes neither.
    if base64.b64encode(data) != body:
        raise MalformedArmor("the armor's base64 is not canonical")
    return data
