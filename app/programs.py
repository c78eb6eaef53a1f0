"""Each program put together from its parts, by the settings: the composition root of one machine.

It only wires. What belongs to staff is loaded by `open_desk` alone: `create_public` and what it
calls never open a file that holds a private key.
"""

# ruff: noqa: PLC0415 (a program never loads what only another one needs)

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.built import PROJECT, assets, questionnaires
from app.config import SettingError, Settings
from app.root_key import read_root
from app.store.errors import Unavailable
from app.store.folder import FolderArchive
from app.store.kinds import ENVELOPES, EVENTS, KEYS, REPLIES, STATISTICS
from app.store.place import Place, open_place
from app.store.published import Latest, Published, open_published
from app.store.s3_address import S3Address
from app.store.shelf import FolderShelf, FolderShelfReader

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from flask import Flask

    from app.inbox.desk import Desk
    from app.inbox.keys.member import Member
    from app.inbox.keys.places import Places
    from app.inbox.keys.protected import Ask
    from app.inbox.phrases import Phrase
    from app.inbox.places import Local, Remote
    from app.inbox.retention_places import Own, Shared


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
    place = open_place(settings.store)
    intake = create_intake(
        store=place.make(ENVELOPES),
        replies=place.shelf_reader(REPLIES),
        keyring=KeyringSource(
            Latest(open_published(settings.keyring)), root, settings.minimum_serial
        ),
        notice=Latest(open_published(settings.notice)),
        site=settings.site,
        questionnaires=questionnaires(),
        assets=assets(),
        origins=settings.origins,
        name=settings.name,
        leave_to=settings.leave_to,
    )
    return Dispatcher({"site": create_public_site(settings), "intake": intake})


def create_public_site(settings: Settings) -> Flask:
    """Return the site alone, as `turva build` freezes it."""
    from app.site.anchor import TrustAnchor
    from app.site.pages import create_site
    from app.site.responsible import Responsible

    return create_site(
        anchor=TrustAnchor(read_root(settings).serialise(), settings.minimum_serial, settings.site),
        questionnaires=questionnaires(),
        assets=assets(),
        content=PROJECT / "content",
        name=settings.name,
        leave_to=settings.leave_to,
        responsible=Responsible(
            settings.officer, settings.postal, settings.security, settings.security_until
        ),
    )


def create_components_gallery(settings: Settings) -> Flask:
    """Return the gallery of the components, which no public program contains."""
    from app.frame.gallery import create_gallery

    forms = {form: each for (form, _), each in questionnaires().items()}
    return create_gallery(assets=assets(), forms=forms, name=settings.name)


def open_desk(settings: Settings, ask: Ask) -> Desk:
    """Return what staff read letters with; `ask` gives the passphrase of a protected member file.

    Raises: KeysError, StoreError, FormsError.
    """
    from app.inbox.keys.member import read_member

    return desk_of(settings, read_member(settings.identity, ask))


def desk_of(settings: Settings, member: Member) -> Desk:
    """Return a member's desk, the file having been read. Raises: as above."""
    remote, local = open_stores(settings)
    return _desk(settings, member, remote, local, settings.roster_key.with_name(_seen()))


def open_retention(
    settings: Settings, member: Member, rehearsal: Path | None = None
) -> tuple[Desk, Shared, Own]:
    """Return a member's desk, and the places from which retention removes, under that desk.

    With `rehearsal`, an empty folder, all is done to copies in memory and nothing to the places.
    Raises: as above; StoreError too if there is no shared store.
    """
    from app.inbox.retention_places import Own, Shared, rehearsed

    _, local = open_stores(settings)
    place = _there(settings)
    shared = Shared(
        envelopes=place.archive(ENVELOPES),
        events=place.archive(EVENTS),
        replies=place.shelf(REPLIES),
        keys=place.shelf(KEYS),
        statistics=place.archive(STATISTICS, make=rehearsal is None),
    )
    own = Own(
        envelopes=local.envelopes,
        events=local.events,
        outbox=local.outbox,
        placed=local.placed,
        keys=local.keys,
        plans=open_place(settings.kept).archive("retention", make=rehearsal is None),
    )
    seen = settings.roster_key.with_name(_seen())
    if rehearsal is not None:
        shared, own = rehearsed(shared, own)
        copy = rehearsal / seen.name
        if seen.exists():
            copy.write_bytes(seen.read_bytes())
        seen = copy
    return _desk(settings, member, shared.remote, own.local, seen), shared, own


def _desk(settings: Settings, member: Member, remote: Remote, local: Local, seen: Path) -> Desk:
    from functools import partial

    from app.inbox.desk import Desk
    from app.inbox.keys.keychain import Keychain, open_keychain
    from app.inbox.keys.places import compared, read_verifier
    from app.store.files import turn

    roster_key = read_verifier(settings.roster_key, "roster key")

    def open_keys() -> Keychain:
        found = open_keychain(member, remote.keys, roster_key, seen)
        try:
            root, keyring = read_root(settings), open_published(settings.keyring)
        except (SettingError, Unavailable):
            return found  # not every member's computer has what is published
        return compared(found, keyring, root, settings.minimum_serial)

    return Desk(
        open_keys=open_keys,
        remote=remote,
        local=local,
        questionnaires=questionnaires(),
        turn=partial(turn, settings.kept),
    )


def _seen() -> str:
    from app.inbox.keys.places import SEEN

    return SEEN


def load_phrases() -> Mapping[str, Phrase]:
    """Return the answers that were written once. Raises: PhraseMalformed."""
    from app.inbox import phrases

    return phrases.load_phrases(PROJECT / "content" / "phrases")


def answers_behind(settings: Settings) -> Path:
    """Return the file that says that answers are to be signed anew (`Places.behind`)."""
    return settings.identity.with_name("answers.behind")


def notice_place(settings: Settings) -> Published:
    """Return where staff publish the notice. Raises: Unavailable."""
    return open_published(settings.notice, patient=True)


def key_places(settings: Settings) -> Places:
    """Return where the keys of staff and epochs lie. Raises: StoreError, SettingError."""
    from app.inbox.keys.places import Places

    if not isinstance(settings.root, Path):
        raise SettingError(
            "TURVA_ROOT holds the root's public key itself, and to change keys it must name the"
            " file that holds it."
        )
    kept = (settings.home, settings.store, settings.kept)
    return Places(
        shelf=_there(settings).shelf(KEYS),
        keyring=open_published(settings.keyring, patient=True),
        root_vkey=settings.root,
        roster_vkey=settings.roster_key,
        member=settings.identity,
        draft=settings.identity.parent / "draft",
        kept=tuple(path for path in kept if isinstance(path, Path)),
        minimum_serial=settings.minimum_serial,
        copies=FolderShelfReader(settings.kept / KEYS),
    )


def _there(settings: Settings) -> Place:
    """Return the shared store for staff. Raises: Unavailable (there is none)."""
    place = open_place(settings.store, patient=True)
    if place.exists:
        return place
    raise Unavailable(
        f"there is no store in {settings.store}: connect it, or set TURVA_STORE. If keys were never"
        " made here, begin with 'turva keys init' ('turva keys demo' makes some to try things out)"
    )


def open_stores(settings: Settings) -> tuple[Remote, Local]:
    """Return the shared store and this computer's own. Letters and keys are only read from the one.

    Nothing is made where there is no shared store, as its name may be wrong. Raises: StoreError.
    """
    from app.inbox.places import Local

    kept = settings.kept
    remote = _open_remote(settings)
    local = Local(
        envelopes=FolderArchive(kept / ENVELOPES),
        events=FolderArchive(kept / EVENTS),
        outbox=FolderArchive(kept / "outbox"),
        placed=FolderShelf(kept / "placed"),
        keys=FolderShelf(kept / KEYS),
    )
    return remote, local


def _open_remote(settings: Settings) -> Remote:
    """Return the shared store, or what says that it cannot be used: that closes nothing here."""
    from app.inbox.places import NotThere, Remote

    absent = NotThere(settings.store)
    try:
        place = open_place(settings.store, patient=True)
        if place.exists:
            return Remote(
                envelopes=place.reader(ENVELOPES),
                events=place.store(EVENTS),
                replies=place.shelf(REPLIES),
                keys=place.shelf_reader(KEYS),
            )
    except Unavailable as error:
        if isinstance(settings.store, S3Address):
            absent = NotThere(settings.store, str(error))
    return Remote(envelopes=absent, events=absent, replies=absent, keys=absent)
