"""What an intake needs around it in a test: a signed keyring, a store, and somebody who reads."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path

from flask import Flask

from app.age.hybrid import HybridIdentity
from app.forms.load import load_all
from app.forms.questionnaire import Questionnaire
from app.frame.assets import Assets
from app.intake.keyring import KeyringSource, today
from app.intake.program import create_intake
from app.store.base import Shelf, Store
from app.store.memory import MemoryShelf, MemoryStore
from app.store.published import Latest, PublishedFile
from app.wire.envelope import open_envelope
from app.wire.keyring import Keyring, sign_keyring
from app.wire.letter import Letter, parse
from app.wire.note import SigningKey

ROOT = Path(__file__).parents[2]
SERIAL = 3
SITE = "test.example"


@cache
def questionnaires() -> dict[tuple[str, int], Questionnaire]:
    return dict(load_all(ROOT / "content" / "forms"))


@cache
def identity() -> HybridIdentity:
    return HybridIdentity.generate()


@cache
def root() -> SigningKey:
    return SigningKey.generate("turva-root")


@cache
def reply() -> SigningKey:
    return SigningKey.generate("turva-reply")


@cache
def notice() -> SigningKey:
    return SigningKey.generate("turva-notice")


def keyring(serial: int = SERIAL, days: int = 90) -> Keyring:
    issued = min(today(), today() + timedelta(days=days))
    return Keyring(
        serial=serial,
        issued=issued,
        expires=today() + timedelta(days=days),
        recipient=identity().recipient,
        reply_key=reply().verifier.public,
        notice_key=notice().verifier.public,
    )


def assets(folder: Path) -> Assets:
    """Return assets of which only the script is there: pages print its digest."""
    (folder / "leave-0.js").touch()
    return Assets(
        folder,
        {"leave.js": "leave-0.js", "style.css": "style-0.css", "icon.svg": "icon-0.svg"},
    )


@dataclass
class Stage:
    """One intake of a test's own; stores may be replaced before `intake` is first used."""

    folder: Path
    store: Store = field(default_factory=MemoryStore)
    replies: Shelf = field(default_factory=MemoryShelf)
    origins: tuple[str, ...] = ()
    _intake: Flask | None = None

    def __post_init__(self) -> None:
        self.put_keyring(sign_keyring(keyring(), root()))

    @property
    def keyring_file(self) -> Path:
        return self.folder / "keyring.txt"

    @property
    def notice_file(self) -> Path:
        return self.folder / "notice.txt"

    @property
    def notice(self) -> Latest:
        return Latest(PublishedFile(self.notice_file))

    def put_keyring(self, text: str) -> None:
        self.keyring_file.write_text(text, encoding="utf-8")

    def source(self, minimum_serial: int = 1) -> KeyringSource:
        return KeyringSource(
            Latest(PublishedFile(self.keyring_file)), root().verifier, minimum_serial
        )

    @property
    def intake(self) -> Flask:
        if self._intake is None:
            self._intake = create_intake(
                store=self.store,
                replies=self.replies,
                keyring=self.source(),
                notice=self.notice,
                site=SITE,
                questionnaires=questionnaires(),
                assets=assets(self.folder),
                origins=self.origins,
                name="Turva",
            )
        return self._intake

    def letters(self) -> list[Letter]:
        """Return every letter in the store, opened as staff open it."""
        return [
            parse(open_envelope(self.store.get(name), identity())) for name in self.store.names()
        ]
