"""A Turva of a test's own, and a listener on its line."""

import contextlib
import json
import os
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from click.testing import CliRunner

from app import setting_values
from app.cli import main
from app.demo import make_demo_keys
from tests.journeys.public import Command, Fork


@dataclass
class Service:
    """One Turva of a test's own: the public process and what staff type, in a folder of its own.

    `settings` are TURVA_* beside its home; it takes a free port and keeps it over restarts. `alone`
    starts it by its command and shares nothing with it, so that its memory can be measured.
    """

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    alone: bool = False
    process: Fork | Command | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TURVA_")}
        own = {"TURVA_HOME": str(self.home), "PORT": str(self.port)}
        return {**kept, **own, **self.settings}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def turva(self, *words: str) -> str:
        """Run one command of staff's and return what it printed.

        In this process: what there is to import, and to start, would cost more than the command.
        """
        others = {name: None for name in os.environ if name.startswith("TURVA_")}
        own = {name: self.environment[name] for name in ("TURVA_HOME", "PORT", *self.settings)}
        done = CliRunner().invoke(main, words, env={**others, **own})
        assert done.exit_code == 0, done.output
        return done.stdout

    def start(self) -> None:
        """Start the public process and return when it listens: then it has said where."""
        store = self.settings.get("TURVA_STORE")
        make_demo_keys(
            self.home, datetime.now(UTC).date(), setting_values.store(store) if store else None
        )
        self.process = (Command if self.alone else Fork)(self.environment)
        self.port = self.process.port

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
            self.process = None

    def renew_keyring(self) -> None:
        """Sign the keyring again with the next serial, as its owner would."""
        self.turva("keys", "renew", "--at-once")

    def cases(self) -> list[dict[str, Any]]:
        """Return every case that staff see after a pull; nothing may be quarantined."""
        self.turva("inbox", "pull")
        listed = json.loads(self.turva("inbox", "list", "--json"))
        assert listed["quarantine"] == []
        return [
            json.loads(self.turva("inbox", "show", case["id"], "--json"))
            for case in listed["cases"]
        ]

    def envelopes(self) -> list[Path]:
        return sorted((self.home / "store" / "envelopes").glob("[0-9a-f]*"))


class Wire:
    """A listener between browser and service that keeps every byte the browser sends.

    While `cut` is set, requests go through and their answers are lost.
    """

    def __init__(self, port: int) -> None:
        self.sent = bytearray()
        self.cut = threading.Event()
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self._listener.accept()
            except OSError:
                return
            service = socket.create_connection(("127.0.0.1", self._target))
            for pump in (self._forth, self._back):
                threading.Thread(target=pump, args=(browser, service), daemon=True).start()

    def _forth(self, browser: socket.socket, service: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while block := browser.recv(65536):
                self.sent += block
                service.sendall(block)
        hang_up(browser, service)

    def _back(self, browser: socket.socket, service: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while (block := service.recv(65536)) and not self.cut.is_set():
                browser.sendall(block)
        hang_up(browser, service)

    def close(self) -> None:
        self._listener.close()


def hang_up(*ends: socket.socket) -> None:
    """End a line for both who hold it, whoever did so before."""
    for end in ends:
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
