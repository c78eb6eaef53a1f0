"""What the README tells people to type in an emergency, typed as it stands there."""

import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from app.demo import make_demo_keys
from app.inbox.identities import read_identities
from app.store.folder import FolderStore
from app.wire.envelope import envelope_id, seal_envelope
from app.wire.letter import serialise
from tests.inbox.shelf import letter

ROOT = Path(__file__).parents[2]


def drill() -> str:
    """Return the shell commands under the README's heading on emergencies."""
    chapter = (ROOT / "README.md").read_text("utf-8").partition("## In an emergency")[2]
    found = re.search(r"```sh\n(.*?)```", chapter, re.DOTALL)
    assert found is not None
    return found.group(1)


def test_a_letter_is_opened_without_turva_as_the_readme_says(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    make_demo_keys(instance, datetime.now(UTC).date())
    (identity,) = read_identities(instance / "staff" / "identity.txt")
    written = serialise(letter(answers={"message": "Apua, помогите, النجدة"}))
    envelope = seal_envelope(written, identity.recipient)
    FolderStore(instance / "store" / "envelopes").put(envelope_id(envelope), envelope)

    stock = Path(subprocess.check_output([ROOT / "tests" / "stock-age"], text=True).strip())
    opened = subprocess.run(
        ["bash", "-euc", drill().replace("envelopes/ID", f"envelopes/{envelope_id(envelope)}")],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{stock.parent}:{os.environ['PATH']}"},
        capture_output=True,
        check=False,
    )

    assert written == opened.stdout, opened.stderr
