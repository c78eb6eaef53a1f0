"""What the README tells people to type in an emergency, typed as it stands there."""

import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.demo import DemoFiles, make_demo_keys
from app.inbox.keys.member import parse_member, write_member
from app.inbox.keys.offline import parse_offline, write_offline
from app.store.folder import FolderStore
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.letter import serialise
from tests.age.stock import typed_at_a_terminal
from tests.cli.demo_keys import identity_of
from tests.inbox.shelf import letter

ROOT = Path(__file__).parents[2]
WORDS = "abacus abdomen abdominal abide abiding ability ablaze"


def drill() -> str:
    """Return the shell commands under the README's heading on emergencies."""
    chapter = (ROOT / "README.md").read_text("utf-8").partition("## In an emergency")[2]
    found = re.search(r"```sh\n(.*?)```", chapter, re.DOTALL)
    assert found is not None
    return found.group(1)


@pytest.mark.parametrize("key", ["member.key", "recovery.key"])
def test_a_letter_is_opened_without_turva_as_the_readme_says(tmp_path: Path, key: str) -> None:
    instance = tmp_path / "instance"
    day = datetime.now(UTC).date()
    make_demo_keys(instance, day)
    files, recipient = DemoFiles(instance), identity_of(instance).recipient
    # As real ones are: under a passphrase, with all the work that it costs.
    write_member(files.member, parse_member(files.member.read_text()), day, WORDS)
    write_offline(files.recovery, parse_offline(files.recovery.read_text()), "recovery", WORDS)
    written = serialise(letter(answers={"message": "Apua, помогите, النجدة"}))
    envelope = seal_envelope(written, recipient)
    FolderStore(instance / "store" / "envelopes").put(envelope_id(envelope), envelope)

    stock = Path(subprocess.check_output([ROOT / "tests" / "stock-age"], text=True).strip())
    commands = drill().replace("envelopes/ID", f"envelopes/{envelope_id(envelope)}")
    opened = typed_at_a_terminal(
        [WORDS],
        ["bash", "-euc", commands.replace("member.key", key)],
        cwd=tmp_path,
        env={"PATH": f"{stock.parent}:{os.environ['PATH']}", "HOME": str(tmp_path)},
    )

    assert written == opened
    assert b"turva epoch 1" in (instance / "epoch.txt").read_bytes()  # the drill is the long way
