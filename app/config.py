"""The settings: read once from the environment, checked, then never changed.

Each setting is described in one place, its field of `Settings`; `turva config` and the table in
the documentation are made from there. A value that cannot be understood, or a name beginning with
TURVA_ that does not exist (a typing mistake would otherwise silently leave a default in force),
stops the start with one sentence. No setting is a secret: keys are named by the file that holds
them, and nothing here opens one.
"""

import difflib
import shlex
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from app import setting_values as values
from app.frame.contacts import EXIT, HELPLINE
from app.store.s3_address import S3Address, S3Object

SECRETS = ("AGE-SECRET-KEY-", "PRIVATE+KEY+")
"""How the secret keys begin that somebody may put where the name of a file belongs."""

HOME = "<home>"
"""Stands in a default for the value of TURVA_HOME."""


class SettingError(Exception):
    """A setting cannot be understood or does not exist; the message says which and what to do."""


@dataclass(frozen=True)
class Description:
    """What is said about one setting: its name outside, its default as text, its meaning."""

    variable: str
    default: str
    meaning: str
    read: Callable[[str], object]


@dataclass(frozen=True)
class Settings:
    """Every setting, parsed. Made by `from_environment`, handed to each program's factory."""

    home: Annotated[
        Path,
        Description(
            "TURVA_HOME",
            "instance",
            "The folder for everything that this installation keeps.",
            values.path,
        ),
    ]
    host: Annotated[
        str,
        Description(
            "TURVA_HOST",
            "127.0.0.1",
            "The address on which the public process listens.",
            values.host,
        ),
    ]
    port: Annotated[
        int,
        Description(
            "PORT",
            "8000",
            "The port of the public process; 0 takes a free one.",
            values.port,
        ),
    ]
    inbox_port: Annotated[
        int,
        Description(
            "INBOX_PORT",
            "8001",
            "The port of the inbox, always on 127.0.0.1; 0 takes a free one.",
            values.port,
        ),
    ]
    store: Annotated[
        Path | S3Address,
        Description(
            "TURVA_STORE",
            f"{HOME}/store",
            "Where the intake puts envelopes and the inbox gets them: a folder, or an address such"
            " as s3://bucket/prefix.",
            values.store,
        ),
    ]
    kept: Annotated[
        Path,
        Description(
            "TURVA_INBOX",
            f"{HOME}/inbox",
            "The folder in which the inbox keeps what it has pulled, still sealed.",
            values.folder,
        ),
    ]
    keyring: Annotated[
        Path | S3Object,
        Description(
            "TURVA_KEYRING",
            f"{HOME}/public/keyring.txt",
            "The signed keyring, which names the recipient of new letters: a file, or an address"
            " such as s3://bucket/keyring.txt.",
            values.published,
        ),
    ]
    notice: Annotated[
        Path | S3Object,
        Description(
            "TURVA_NOTICE",
            f"{HOME}/public/notice.txt",
            "The signed notice of the day on which letters were last collected: a file or an"
            " address.",
            values.published,
        ),
    ]
    root: Annotated[
        str | Path,
        Description(
            "TURVA_ROOT",
            f"{HOME}/public/root.vkey",
            "The public key that signs the keyring: its text, or a file that holds it.",
            values.root,
        ),
    ]
    minimum_serial: Annotated[
        int,
        Description(
            "TURVA_MINIMUM_SERIAL",
            "1",
            "The lowest serial of a keyring that is still believed.",
            values.serial,
        ),
    ]
    identity: Annotated[
        Path,
        Description(
            "TURVA_IDENTITY",
            f"{HOME}/staff/member.key",
            "Your member file, which opens the epochs' keys; only the inbox reads it.",
            values.path,
        ),
    ]
    roster_key: Annotated[
        Path,
        Description(
            "TURVA_ROSTER_KEY",
            f"{HOME}/staff/roster.vkey",
            "The file of the public key that signs the roster of staff and epochs.",
            values.path,
        ),
    ]
    passphrase_file: Annotated[
        Path | None,
        Description(
            "TURVA_PASSPHRASE_FILE",
            "",
            "A file that holds the passphrase of your member file; without one it is asked for.",
            values.path_or_none,
        ),
    ]
    retention_days: Annotated[
        int,
        Description(
            "TURVA_RETENTION_DAYS",
            "90",
            "The age in days at which 'turva retain' destroys an epoch; the same for all staff.",
            values.days,
        ),
    ]
    site: Annotated[
        str,
        Description(
            "TURVA_SITE",
            "localhost",
            "The host name by which receipts become keys; once one was shown, never change it:"
            " every answer that waits could no longer be read.",
            values.site,
        ),
    ]
    origins: Annotated[
        tuple[str, ...],
        Description(
            "TURVA_ORIGINS",
            "",
            "Origins of the site as browsers see it; needed behind a proxy that changes host or"
            " scheme, as otherwise every letter would look foreign and be refused.",
            values.origins,
        ),
    ]
    leave_to: Annotated[
        str,
        Description(
            "TURVA_EXIT",
            EXIT,
            "Where quick exit leads: a neutral address that greets nobody by name.",
            values.address,
        ),
    ]
    name: Annotated[
        str,
        Description("TURVA_NAME", "Turva", "The name of the service on every page.", values.name),
    ]
    officer: Annotated[
        str,
        Description(
            "TURVA_DPO",
            "",
            "The data protection officer and how to reach them, as the privacy page prints it.",
            values.line,
        ),
    ]
    postal: Annotated[
        str,
        Description(
            "TURVA_POSTAL",
            "",
            "The postal address of who is responsible for data, as the privacy page prints it.",
            values.line,
        ),
    ]
    security: Annotated[
        str,
        Description(
            "TURVA_SECURITY",
            f"tel:{HELPLINE.dialled}",
            "Where faults of security are told: a tel:, mailto: or https: address for"
            " security.txt.",
            values.contact,
        ),
    ]
    security_until: Annotated[
        date,
        Description(
            "TURVA_SECURITY_EXPIRES",
            "2027-09-30",
            "The day from which security.txt is no longer to be believed; within a year.",
            values.day,
        ),
    ]


def descriptions() -> Iterator[tuple[str, Description]]:
    """Yield each setting's field name and description, in the order in which they are shown."""
    for name, hint in get_type_hints(Settings, include_extras=True).items():
        yield name, hint.__metadata__[0]


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Parse the settings from an environment such as `os.environ`.

    An empty value counts as not set. Raises: SettingError (unknown name, value not understood).
    """
    known = {description.variable for _, description in descriptions()}
    for variable in sorted(environment):
        if variable.startswith("TURVA_") and variable not in known:
            raise SettingError(_unknown(variable, known))
        if variable in known and any(secret in environment[variable] for secret in SECRETS):
            raise SettingError(
                f"{variable} holds a secret key, and every program sees the environment: take it"
                " out, keep the key in a file, and name that file where a file is asked for."
            )
    home = environment.get("TURVA_HOME") or "instance"
    values: dict[str, Any] = {}
    for name, description in descriptions():
        text = environment.get(description.variable) or description.default.replace(HOME, home)
        try:
            values[name] = description.read(text)
        except ValueError as error:
            raise SettingError(f"{description.variable} {error}.") from None
    return Settings(**values)


def is_loopback(host: str) -> bool:
    """Tell whether only programs on the same machine reach what listens there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def given(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield what to type before a command to give it the same settings, all but the port."""
    for name, each in descriptions():
        value = environment.get(each.variable, "")
        if value not in ("", each.default) and name != "port":
            yield f"{each.variable}={shlex.quote(value)}"


def _unknown(variable: str, known: Collection[str]) -> str:
    """Say what to do about a name that is not ours; with it set, `turva config` stops too."""
    near = difflib.get_close_matches(variable, known, n=1, cutoff=0.8)
    meant = f": did you mean {near[0]}? " if near else ". "
    return f"{variable} is not a setting{meant}Unset it; 'turva config' then lists all of them."
