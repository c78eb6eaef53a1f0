"""The static site: what it writes, what it replaces, and what it must never touch."""

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.addresses import LETTER_FORMS, WORDS, register
from app.frame import locale
from app.frame.assets import Assets
from app.frame.locale import LANGUAGES, current_language
from app.site.errors import OutFolderRefused, PageBroken
from app.site.freeze import MARKER, freeze
from app.site.pages import FILES

PAGES = {
    "": "home",
    "before/": "before",
    "safety/": "safety",
    "check/": "check",
    "someone/": "someone",
    "refer/": "refer",
    **{f"{path}/": form for form, path in LETTER_FORMS.items()},
    "return/": "return",
    "exit/": "exit",
    "statistics/": "statistics",
    **{f"{name}/": name for name in WORDS},
}
ALONE = {
    "robots.txt": "robots",
    "sitemap.xml": "sitemap",
    ".well-known/security.txt": "security",
}


def words(name: str) -> str:
    return f"{name} {current_language().tag}"


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    folder = tmp_path / "assets"
    folder.mkdir()
    (folder / "style-1.css").write_text("p{}")
    (folder / "later-2.js").write_text("export {}")
    (folder / "assets.json").write_text(
        json.dumps({"style.css": "style-1.css", "later.js": "later-2.js"})
    )
    return Assets.read(folder)


@pytest.fixture
def site(assets: Assets) -> Flask:
    """Return the site's addresses with pages of a few words, in the language they are asked in."""
    app = Flask(__name__, static_folder=None)
    locale.install(app)
    app.extensions[FILES] = {
        "asset": sorted(assets.files.values()),
        "schema": ["small-1.json"],
        "report": ["one", "two"],
        "sheet": ["one", "two"],
    }
    views: dict[str, Callable[..., Any]] = {
        "languages": lambda: "pick",
        "clear": lambda: "",
        "asset": assets.view,
        "schema": lambda file: f"schema {file}",
        "report": lambda file: words(f"report {file}"),
        "sheet": lambda file: words(f"sheet {file}"),
        **{name: partial(words, name) for name in (*PAGES.values(), *ALONE.values())},
    }
    register(app, "site", views)
    app.register_error_handler(404, lambda _: (f"none {current_language().tag}", 404))
    return app


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


EXPECTED = {
    "index.html": "pick",
    "404.html": "none en",
    "clear.css": "",
    "assets/style-1.css": "p{}",
    "assets/later-2.js": "export {}",
    "schemas/small-1.json": "schema small-1.json",
    **{
        f"{each.tag}/{folder}index.html": f"{page} {each.tag}"
        for each in LANGUAGES
        for folder, page in PAGES.items()
    },
    **{file: f"{name} en" for file, name in ALONE.items()},
    **{
        f"{each.tag}/statistics/{file}{end}": f"{kind} {file} {each.tag}"
        for each in LANGUAGES
        for file in ("one", "two")
        for kind, end in (("report", "/index.html"), ("sheet", ".csv"))
    },
    **{f"{each.tag}/404.html": f"none {each.tag}" for each in LANGUAGES},
}


def test_every_address_in_every_language_becomes_a_file(site: Flask, tmp_path: Path) -> None:
    freeze(site, tmp_path / "new" / "out")

    assert EXPECTED == contents(tmp_path / "new" / "out")


def test_each_page_is_rendered_in_its_own_language_whatever_the_context(
    site: Flask, tmp_path: Path
) -> None:
    with site.app_context(), site.test_request_context("/ar/"):
        freeze(site, tmp_path / "out")

    assert EXPECTED == contents(tmp_path / "out")


def test_an_earlier_build_is_replaced_and_nothing_stale_stays(site: Flask, tmp_path: Path) -> None:
    out = tmp_path / "out"
    freeze(site, out)
    (out / "en" / "gone").mkdir()
    (out / "en" / "gone" / "index.html").write_text("old page")
    (out / "assets" / "style-0.css").write_text("old style")
    (out / "en" / "index.html").write_text("changed by hand")

    freeze(site, out)

    assert EXPECTED == contents(out)
    assert not (out / "en" / "gone").exists()


def test_a_file_and_a_folder_can_change_places(site: Flask, tmp_path: Path) -> None:
    out = tmp_path / "out"
    freeze(site, out)
    (out / "en" / "write" / "index.html").unlink()
    (out / "en" / "write").rmdir()
    (out / "en" / "write").write_text("a file where a folder belongs")
    (out / "404.html").unlink()
    (out / "404.html").mkdir()
    (out / "404.html" / "x").write_text("a folder where a file belongs")

    freeze(site, out)

    assert EXPECTED == contents(out)


def test_a_link_in_an_earlier_build_is_not_followed(site: Flask, tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    freeze(site, out)
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("precious")
    (elsewhere / "letter").write_text("precious")
    (out / "ar" / "index.html").unlink()
    (out / "ar" / "index.html").symlink_to(elsewhere / "letter")
    (out / "old").symlink_to(elsewhere, target_is_directory=True)

    freeze(site, out)

    assert EXPECTED == contents(out)
    assert {"index.html": "precious", "letter": "precious"} == contents(elsewhere)


def test_unchanged_files_are_left_as_they_are(site: Flask, tmp_path: Path) -> None:
    out = tmp_path / "out"
    freeze(site, out)
    files = [path for path in out.rglob("*") if path.is_file()]
    for path in files:
        os.utime(path, (1, 1))

    freeze(site, out)

    assert {1} == {path.stat().st_mtime for path in files}


def test_a_folder_with_other_things_in_it_is_refused_untouched(site: Flask, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("precious")

    with pytest.raises(OutFolderRefused, match="new or an empty folder"):
        freeze(site, tmp_path)

    assert (tmp_path / "thesis.txt").exists()
    assert not (tmp_path / "index.html").exists()


def test_a_file_in_place_of_the_folder_is_refused(site: Flask, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("precious")

    with pytest.raises(OutFolderRefused, match="is a file"):
        freeze(site, tmp_path / "out")


def test_a_broken_page_stops_the_build_before_anything_is_written(
    site: Flask, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    freeze(site, out)
    site.view_functions["write"] = lambda: ("broken", 500)

    with pytest.raises(PageBroken, match="/write/ answered 500"):
        freeze(site, out)

    assert EXPECTED == contents(out)


def test_a_build_that_was_cut_short_can_be_repeated(site: Flask, tmp_path: Path) -> None:
    out = tmp_path / "out"
    freeze(site, out)
    (out / "index.html").unlink()
    (out / "ar" / "index.html").write_text("hal")

    freeze(site, out)

    assert EXPECTED == contents(out)
