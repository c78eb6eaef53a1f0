"""How each kind of setting is read from its text.

A text that is none of its kind is a ValueError, whose sentence begins with "must be".
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from app.store.s3_address import S3Address, S3Object

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def number(least: int, most: int, otherwise: str) -> Callable[[str], int]:
    """Return what reads a whole number of this range."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(otherwise)
        return int(text)

    return read


port = number(0, 65_535, "must be a port: a number from 0 (any free one) to 65535")
serial = number(1, 999_999_999, "must be a whole number from 1")
days = number(30, 365, "must be a number of days from 30 to 365")


def folder(text: str) -> Path:
    """Read a folder of this computer."""
    if _SCHEME.match(text):
        raise ValueError("must be a folder of this computer")
    return path(text)


def store(text: str) -> Path | S3Address:
    """Read a folder of this computer, or an address in S3."""
    if text.startswith("s3://"):
        return S3Address.parse(text)
    if _SCHEME.match(text):
        raise ValueError("must be a folder, or an address such as s3://bucket/prefix")
    return path(text)


def published(text: str) -> Path | S3Object:
    """Read a file of this computer, or the address of one object in S3."""
    if text.startswith("s3://"):
        return S3Object.parse(text)
    if _SCHEME.match(text):
        raise ValueError("must be a file, or an address such as s3://bucket/keyring.txt")
    return path(text)


def path(text: str) -> Path:
    """Read a path."""
    if not text or "\0" in text:
        raise ValueError("must be a path")
    return Path(text).expanduser()


def path_or_none(text: str) -> Path | None:
    """Read a path that may be left out."""
    return path(text) if text else None


def root(text: str) -> str | Path:
    """Tell a key's own text (`name+hash+base64`) from a path to a file that holds it."""
    return text if re.fullmatch(r"[^\s+/]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*", text) else path(text)


def name(text: str) -> str:
    """Read a name that people see."""
    if not text.strip() or not text.isprintable():
        raise ValueError("must be a name of printable characters")
    return text.strip()


def line(text: str) -> str:
    """Read one line that people see, or none."""
    if not text.isprintable():
        raise ValueError("must be one line of printable characters")
    return text.strip()


def contact(text: str) -> str:
    """Read an address at which somebody is reached."""
    if not re.fullmatch(r"tel:\+[0-9]{5,15}|mailto:[!-~]+@[a-z0-9.-]+|https://[!-~]+", text):
        raise ValueError("must be an address such as mailto:security@example.org")
    return text


def day(text: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("must be a day such as 2027-09-30") from None


def host(text: str) -> str:
    """Read an address to listen on."""
    if not re.fullmatch(r"[A-Za-z0-9.:_-]+", text):
        raise ValueError("must be an address or a host name")
    return text


def site(text: str) -> str:
    """Read the host name of the site."""
    label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
    if len(text) > 253 or not re.fullmatch(rf"{label}(\.{label})*", text):  # noqa: PLR2004 (RFC 1035)
        raise ValueError("must be a host name in lower case, such as example.org")
    return text


def origins(text: str) -> tuple[str, ...]:
    """Read origins, with spaces or commas between."""
    found = tuple(text.replace(",", " ").split())
    for origin in found:
        if not re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", origin):
            raise ValueError("must be origins such as https://example.org, with a space between")
    return found


def address(text: str) -> str:
    """Read the address of a page of another site."""
    # Without a lock only on this machine, where tests stand in for the other site.
    if not re.fullmatch(r"(https://[a-z0-9.-]+|http://localhost:[0-9]{1,5})(/[!-~]*)?", text):
        raise ValueError("must be an address such as https://example.org/")
    return text
