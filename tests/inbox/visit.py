"""An inbox of a test's own, and a browser at it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlencode

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.inbox.cases import Case
from app.inbox.gate import Gate
from app.inbox.phrases import Phrase, load_phrases
from app.inbox.places import Local
from app.inbox.web import create_inbox
from app.inbox.workplace import Workplace
from app.store.published import PublishedFile
from tests.inbox.office import Office, local_places
from tests.inbox.shelf import LETTER

PORT = 8001
CASE = f"/en/cases/{LETTER.letter_id}/"
ANSWER = f"{CASE}answer"
ACT = f"{CASE}act"


@cache
def phrases() -> Mapping[str, Phrase]:
    return load_phrases(Path(__file__).parents[2] / "content" / "phrases")


@dataclass
class Inbox:
    """A running inbox, and a browser at it; `ended` grows when its process would end."""

    office: Office = field(default_factory=Office)
    places: Local = field(default_factory=local_places)
    gate: Gate = field(default_factory=Gate)
    ended: list[str] = field(default_factory=list)
    notice: Path = field(default_factory=lambda: Path(mkdtemp()) / "notice.txt")

    def __post_init__(self) -> None:
        self.remote = self.office.letters
        self.local = self.places.envelopes
        self.desk = self.office.desk(local=self.places)
        self.app = create_inbox(
            place=Workplace(
                self.desk,
                phrases(),
                PublishedFile(self.notice),
                self.notice.with_name("answers.behind"),
            ),
            gate=self.gate,
            name="Turva",
            end=lambda: self.ended.append("ended"),
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

    def send(self, path: str, *fields: tuple[str, str], **more: str) -> TestResponse:
        """Send a form of a page of the inbox, with these fields."""
        data = urlencode([*fields, *more.items()]).encode()
        headers = {**self.own, "Content-Type": "application/x-www-form-urlencoded"}
        return self.post(path, headers, data)

    def lock(self) -> TestResponse:
        """Press Lock, as a page of the inbox does."""
        return self.post("/en/lock", self.own)


def new_id(inbox: Inbox) -> str:
    """Return the answer's id in a form that was just opened."""
    found = re.search('name="answer" value="([0-9a-f]{32})"', inbox.get(ANSWER).text)
    assert found
    return found[1]


def post(inbox: Inbox, step: str = "send", *holds: str, **fields: str) -> TestResponse:
    named = {"answer": new_id(inbox), "phrase": "", "language": "ar", "step": step, **fields}
    return inbox.send(ANSWER, *(("holds", each) for each in holds), **named)


def case_of(inbox: Inbox) -> Case:
    found = inbox.desk.contents().find(LETTER.letter_id)
    assert isinstance(found, Case)
    return found
