"""The real server with a real intake, in a process of its own that tests look at from outside.

    python tests/intake/child.py FOLDER [--trace] [--puts WORD,…] [--seals WORD,…]

FOLDER holds keyring.txt and root.vkey; the store is FOLDER/store. The first line printed is the
port. With --trace every file that is opened is told on standard error. `--puts` and `--seals` say
what becomes of each put and of each sealing in turn: "ok", "unavailable" or "error"; the errors
hold everything that they should not, and a path with "raise" in it fails in the server itself.
"""

import argparse
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, repeat
from pathlib import Path
from unittest.mock import patch
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from app.age.hybrid import HybridRecipient
from app.forms.load import load_all
from app.frame.assets import Assets
from app.intake import posted
from app.intake.keyring import KeyringSource
from app.intake.program import create_intake
from app.serve import serve
from app.store.errors import Unavailable
from app.store.folder import FolderStore
from app.store.published import Latest, PublishedFile
from app.store.shelf import FolderShelfReader
from app.wire.envelope import seal_envelope
from app.wire.note import VerifierKey
from tests.intake.stage import SITE

ROOT = Path(__file__).parents[2]
OPENING = {"open", "tempfile.mkstemp", "tempfile.mkdtemp"}


class Fateful(FolderStore):
    """A folder whose puts end as they were told to."""

    def __init__(self, path: Path, fates: Iterator[str]) -> None:
        super().__init__(path)
        self._fates = fates

    def put(self, name: str, data: bytes) -> None:
        fail(next(self._fates), data)
        super().put(name, data)


def assets(folder: Path) -> Assets:
    """Return assets of which only the script is there: pages print its digest."""
    script, style, icon = "leave-0.js", "style-0.css", "icon-0.svg"
    (folder / script).touch()
    return Assets(folder, {"leave.js": script, "style.css": style, "icon.svg": icon})


def fail(fate: str, words: object) -> None:
    if fate == "unavailable":
        raise Unavailable(f"cannot keep {words!r}")
    if fate == "error":
        raise RuntimeError(f"cannot keep {words!r}")


def trace(event: str, arguments: tuple[object, ...]) -> None:
    # A number is a file that is open already.
    if event in OPENING and not isinstance(arguments[0], int):
        os.write(2, f"opened {arguments[0]!r}\n".encode())


def fates(words: str) -> Iterator[str]:
    return chain(words.split(",") if words else (), repeat("ok"))


def failing(app: WSGIApplication) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if "raise" in environ["PATH_INFO"]:
            raise RuntimeError(repr(environ))
        return app(environ, start_response)

    return answer


def tell(port: int) -> None:
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--trace", action="store_true")
    parser.add_argument("--puts", default="")
    parser.add_argument("--seals", default="")
    given = parser.parse_args()
    folder: Path = given.folder
    # The most talkative logging that an operator could choose.
    logging.basicConfig(level=logging.DEBUG)
    seals = fates(given.seals)

    def sealing(letter: bytes, recipient: HybridRecipient) -> bytes:
        fail(next(seals), letter)
        return seal_envelope(letter, recipient)

    intake = create_intake(
        store=Fateful(folder / "store", fates(given.puts)),
        replies=FolderShelfReader(folder / "replies"),
        notice=Latest(PublishedFile(folder / "notice.txt")),
        site=SITE,
        keyring=KeyringSource(
            Latest(PublishedFile(folder / "keyring.txt")),
            VerifierKey.parse((folder / "root.vkey").read_text()),
            1,
        ),
        questionnaires=load_all(ROOT / "content" / "forms"),
        assets=assets(folder),
        name="Turva",
    )
    if given.trace:
        sys.addaudithook(trace)
    with patch.object(posted, "seal_envelope", sealing):
        serve(failing(intake), "127.0.0.1", 0, tell)


if __name__ == "__main__":
    main()
