"""Each program put together from its parts, by the settings: the composition root of one machine.

It only wires. What belongs to staff is loaded by `open_desk` alone: `create_public` and what it
calls never open a file that holds a private key.
"""

# ruff: noqa: PLC0415 (a program never loads what only another one needs)

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import SettingError, Settings
from app.forms.load import load_all
from app.forms.questionnaire import Questionnaire
from app.store.folder import FolderReader, FolderStore

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from flask import Flask

    from app.frame.assets import Assets
    from app.inbox.desk import Desk
    from app.wire.note import VerifierKey

PROJECT = Path(__file__).parents[1]
"""The folder of the project: beside `app` lie `content` and, once made, `build`."""

ENVELOPES = "envelopes"
"""The folder of envelopes in a store: each kind of object has its own."""


def create_public(settings: Settings) -> WSGIApplication:
    """Return the site and the intake under one roof, after a self-test of the cryptography.

    Raises: what stops the start, each with a sentence (SettingError, AgeError, WireError, …).
    """
    from app.addresses import Dispatcher
    from app.age.selftest import self_test
    from app.intake.keyring import KeyringSource
    from app.intake.program import create_intake

    self_test()
    root = read_root(settings)
    intake = create_intake(
        store=FolderStore(settings.store / ENVELOPES),
        keyring=KeyringSource(settings.keyring, root, settings.minimum_serial),
        questionnaires=_questionnaires(),
        assets=_assets(),
        origins=settings.origins,
        name=settings.name,
        leave_to=settings.leave_to,
    )
    return Dispatcher({"site": create_public_site(settings), "intake": intake})


def create_public_site(settings: Settings) -> Flask:
    """Return the site alone, as `turva build` freezes it."""
    from app.site.anchor import TrustAnchor
    from app.site.pages import create_site

    return create_site(
        anchor=TrustAnchor(read_root(settings).serialise(), settings.minimum_serial),
        questionnaires=_questionnaires(),
        assets=_assets(),
        content=PROJECT / "content",
        name=settings.name,
        leave_to=settings.leave_to,
    )


def create_components_gallery(settings: Settings) -> Flask:
    """Return the gallery of the components, which no public program contains."""
    from app.frame.gallery import create_gallery

    forms = _questionnaires()
    form = forms[max(key for key in forms if key[0] == "write")]
    return create_gallery(assets=_assets(), form=form, name=settings.name)


def open_desk(settings: Settings) -> Desk:
    """Return what staff read letters with. Raises: IdentityUnusable, StoreError, FormsError."""
    from app.inbox.desk import Desk
    from app.inbox.identities import read_identities

    identities = read_identities(settings.identity)
    remote, local = open_stores(settings)
    return Desk(remote, local, identities, _questionnaires())


def open_stores(settings: Settings) -> tuple[FolderReader, FolderStore]:
    """Return the intake's store, to be read only, and the inbox's own. Raises: StoreError."""
    return FolderReader(settings.store / ENVELOPES), FolderStore(settings.kept / ENVELOPES)


def read_root(settings: Settings) -> VerifierKey:
    """Return the public key that signs keyrings. Raises: SettingError."""
    from app.wire.errors import NoteKeyMalformed
    from app.wire.note import VerifierKey

    text, place = settings.root, "TURVA_ROOT"
    if isinstance(text, Path):
        place = str(text)
        try:
            text = text.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise SettingError(
                f"There is no root key to read at {place}: put the root's public key there, set"
                " TURVA_ROOT, or run 'turva keys demo' to try things out."
            ) from None
    try:
        return VerifierKey.parse(text)
    except NoteKeyMalformed as error:
        raise SettingError(f"{place} cannot be used: {error}.") from None


def _questionnaires() -> Mapping[tuple[str, int], Questionnaire]:
    return load_all(PROJECT / "build" / "forms")


def _assets() -> Assets:
    from app.frame.assets import Assets

    return Assets.read(PROJECT / "build" / "assets")
