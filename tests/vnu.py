"""The Nu HTML Checker of the W3C, over a folder at once: Java starts slowly and checks quickly."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

JAR = Path(__file__).parent / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def faults(folder: Path) -> list[str]:
    """Return every fault and warning of every .html and .css file in the folder, by file.

    Raises: FileNotFoundError (no such file to check), CalledProcessError (the checker failed).
    """
    files = [path for path in folder.rglob("*") if path.suffix in {".html", ".css"}]
    if not files:
        raise FileNotFoundError(f"{folder} holds nothing to check")
    command = ["java", "-jar", str(JAR), "--also-check-css", "--stdout", "--exit-zero-always"]
    checked = subprocess.run(
        [*command, "--format", "json", *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(checked.stdout)["messages"]
    return sorted(_told(folder, messages))


def _told(folder: Path, messages: list[dict[str, str]]) -> Iterable[str]:
    for each in messages:
        place = each.get("url", "").removeprefix(f"file:{folder}/")
        kind = each.get("subType", each["type"])
        yield f"{place}: {kind}: {each['message']} {each.get('extract', '').strip()}"
