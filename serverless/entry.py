"""The two functions: `serverless.entry.sealed` takes envelopes, `serverless.entry.plain` the forms.

Each is put together when the cloud asks for it by its name, which is while it starts, and answers
nothing of what is the other's. A function holds no key, keeps nothing, and never waits so long for
the store that its sender is left without an answer.
"""

# ruff: noqa: E402, PLC0415 (what stands first has to; neither loads what only the other needs)

import gc

gc.disable()  # until all is loaded that stays: looking through it again and again is a tenth of it

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Flask

from app.config import SettingError, Settings, from_environment
from app.intake.keyring import KeyringSource
from app.root_key import read_root
from app.store.base import ShelfReader, Store
from app.store.kinds import ENVELOPES, REPLIES
from app.store.place import open_place
from app.store.published import Latest, open_published
from app.store.s3_client import Patience, open_s3
from serverless.events import Deadline, Handler, handler_of
from serverless.functions import FUNCTIONS, Function

STORING: Final = Patience(connect=2.0, read=3.0, total=7.0)
"""For the store: with what is fetched before it stays below a function's 15 seconds."""

FETCHING: Final = Patience(connect=1.0, read=1.5, total=3.0, tries=4)
"""For the keyring and the notice, of which the last good one is there most of the time."""


def __getattr__(name: str) -> Handler:
    """Return the handler of a function, made the first time."""
    if name not in FUNCTIONS:
        raise AttributeError(name)
    # What these say of a request could hold its name in the store.
    for talkative in ("urllib3", "botocore"):
        logging.getLogger(talkative).setLevel(logging.CRITICAL)
    globals()[name] = made = make("plain" if name == "plain" else "sealed", os.environ)
    gc.freeze()
    gc.enable()
    return made


def make(name: Function, environment: Mapping[str, str]) -> Handler:
    """Return the handler of a function by its settings. It starts closed if there is no keyring.

    Raises: SettingError, Unavailable (there are no credentials), FormsError, FrameError.
    """
    settings = from_environment(environment)
    if isinstance(settings.store, Path):
        raise SettingError(
            "TURVA_STORE must be an address in S3: what a function keeps in a folder does not last."
        )
    deadline = Deadline()
    s3 = open_s3(environment, STORING, deadline)
    place = open_place(settings.store, s3=s3)
    parts = _Parts(
        settings,
        place.store(ENVELOPES),
        place.shelf_reader(REPLIES),
        *(
            Latest(open_published(where, s3=s3.with_patience(FETCHING)))
            for where in (settings.keyring, settings.notice)
        ),
    )
    return handler_of(_MAKERS[name](parts), name, deadline)


@dataclass(frozen=True)
class _Parts:
    """What both functions are made of."""

    settings: Settings
    store: Store
    replies: ShelfReader
    keyring: Latest
    notice: Latest

    def source(self) -> KeyringSource:
        """Return the keyring in force."""
        settings = self.settings
        root, least = read_root(settings), settings.minimum_serial
        return KeyringSource(self.keyring, root, least, may_start_closed=True)


def _sealed(parts: _Parts) -> Flask:
    from app.intake.sealed import create_sealed

    return create_sealed(
        store=parts.store,
        replies=parts.replies,
        keyring=parts.source(),
        origins=parts.settings.origins,
    )


def _plain(parts: _Parts) -> Flask:
    from app.built import assets, questionnaires, templates
    from app.intake.program import create_intake

    settings = parts.settings
    return create_intake(
        store=parts.store,
        replies=parts.replies,
        keyring=parts.source(),
        notice=parts.notice,
        site=settings.site,
        questionnaires=questionnaires(newest_alone=True),
        assets=assets(),
        origins=settings.origins,
        name=settings.name,
        leave_to=settings.leave_to,
        pages_only=True,
        compiled=templates(),
    )


_MAKERS: Mapping[Function, Callable[[_Parts], Flask]] = {"sealed": _sealed, "plain": _plain}
