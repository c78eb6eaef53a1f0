"""Whether a build of the site carries what the functions are told: root, lowest serial, host.

A build is made apart from its deployment, perhaps elsewhere, so that its manifest can be signed.
One that was made with other settings would seal letters that nobody takes, or for another key; it
is refused before anything is changed.
"""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Final

from serverless.stack.errors import SiteRefused

_CARRIED: Final = re.compile(r' data-(root|minimum-serial|site)="([^"]*)"')

_SETTINGS: Final = {
    "root": "TURVA_ROOT",
    "minimum-serial": "TURVA_MINIMUM_SERIAL",
    "site": "TURVA_SITE",
}


def check_carried(build: Path, told: Mapping[str, str]) -> int:
    """Return how many pages carry it, each as the functions are told. Raises: SiteRefused."""
    pages = 0
    for path in sorted(build.rglob("*.html")):
        carried = {
            name: unescape(value) for name, value in _CARRIED.findall(path.read_text("utf-8"))
        }
        pages += bool(carried)
        for name, value in carried.items():
            if value != told[_SETTINGS[name]]:
                raise SiteRefused(
                    f"{path.relative_to(build)} was built with another {_SETTINGS[name]} than is"
                    " set now: build the site with these settings, sign it, and deploy again."
                )
    if not pages:
        raise SiteRefused(f"No page of {build} seals letters: make a whole build of the site.")
    return pages
