"""A dressed app of a test's own: assets by name, catalogues from a few texts, views by rule."""

import json
from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from app.frame.assets import Assets
from app.frame.locale import LANGUAGES, SOURCE

FILES = {
    "check.js": "check-1.js",
    "leave.js": "leave-1.js",
    "read.js": "read-1.js",
    "write.js": "write-1.js",
    "return.js": "return-1.js",
    "style.css": "style-1.css",
    "read.css": "read-1.css",
    "icon.svg": "icon-1.svg",
}


def write_assets(folder: Path) -> Assets:
    """Write assets with a little text in each, and return them as read."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in FILES.values():
        (folder / file).write_text(f"/* {file} */")
    (folder / "assets.json").write_text(json.dumps(FILES))
    return Assets.read(folder)


def write_catalogue(folder: Path, catalogue: Catalog, name: str) -> None:
    """Compile a catalogue to where a language of that Babel name is looked for."""
    path = folder / name / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


def write_catalogues(folder: Path, texts: Mapping[str, str]) -> Path:
    """Give every language but the source's the same translations, and return the folder."""
    for language in LANGUAGES:
        if language != SOURCE:
            catalogue = Catalog(language.babel)
            for message, translation in texts.items():
                catalogue.add(message, translation)
            write_catalogue(folder, catalogue, language.babel)
    return folder
