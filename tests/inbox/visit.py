"""An inbox of a test's own, and a browser at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.inbox.desk import Desk
from app.inbox.gate import Gate
from app.inbox.web import create_inbox
from app.store.memory import MemoryStore
from tests.inbox.shelf import LETTER, Shelf, identity, questionnaires

PORT = 8001
CASE = f"/en/cases/{LETTER.letter_id}/"


@dataclass
class Inbox:
    """A running inbox, and a browser at it; `ended` grows when its process would end."""

    remote: Shelf = field(default_factory=Shelf)
    local: MemoryStore = field(default_factory=MemoryStore)
    gate: Gate = field(default_factory=Gate)
    ended: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        desk = Desk(self.remote.store, self.local, [identity()], questionnaires())
        self.app = create_inbox(
            desk=desk, gate=self.gate, name="Turva", end=lambda: self.ended.append("ended")
        )
        self.browser = self.app.test_client()

    @property
    def host(self) -> str:
        return f"{self.gate.name}:{PORT}"

    @property
    def link(self) -> str:
        return "/" + self.gate.link(PORT).split("/", 3)[3]

    @property
    def own(self) -> dict[str, str]:
        """Return what a browser says of a post that a page of the inbox makes."""
        return {"Origin": f"http://{self.host}", "Sec-Fetch-Site": "same-origin"}

    def get(
        self, path: str = "/en/", browser: FlaskClient | None = None, **headers: str
    ) -> TestResponse:
        browser = browser or self.browser
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return browser.get(path, base_url=f"http://{self.host}", headers=named, buffered=True)

    def open(self) -> TestResponse:
        return self.get(self.link)

    def post(
        self, path: str, headers: Mapping[str, str], data: bytes | None = None
    ) -> TestResponse:
        base = f"http://{self.host}"
        return self.browser.post(path, base_url=base, headers=headers, data=data, buffered=True)

    def lock(self) -> TestResponse:
        """Press Lock, as a page of the inbox does."""
        return self.post("/en/lock", self.own)
