"""The public pages as a folder of static files, exactly as the same views serve them.

Every address of the site in every language, a "not found" page for each, the assets and the
schemas. All is rendered before anything is written, one request after another with no application
context around them (a shared one would render every language in the first one's). The same site
gives the same bytes. It must never touch a folder whose content it did not make.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from flask import Flask
from flask.testing import FlaskClient

from app.addresses import ADDRESSES, Address, link
from app.frame.locale import LANGUAGES
from app.site.errors import OutFolderRefused, PageBroken
from app.site.pages import FILES

MARKER = ".turva-build"
_MARKER_TEXT = b"Made by 'turva build', which replaces everything in this folder.\n"
_NOT_FOUND = "404.html"

Files = Mapping[str, Sequence[str]]


def freeze(site: Flask, out: Path) -> None:
    """Write the site into `out`: a new or empty folder, or an earlier build, which it replaces.

    `/en/` becomes `en/index.html`. Files that the site no longer has are removed; files that did
    not change are not written again.

    Raises:
        OutFolderRefused: `out` is no folder, or holds something that is not an earlier build.
        PageBroken: an address did not answer as a page should; `out` is as it was.
    """
    _check_is_ours(out)
    files = {MARKER: _MARKER_TEXT, **dict(_render(site))}
    # The marker comes first: a build that is cut short can be repeated.
    _write(out / MARKER, _MARKER_TEXT)
    _remove_all_but(files.keys(), out)
    for path, body in files.items():
        _write(out / path, body)


def _check_is_ours(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise OutFolderRefused(f"{out} is a file: name a folder for the site.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise OutFolderRefused(
            f"{out} holds files that are no earlier build: name a new or an empty folder."
        )


def _render(site: Flask) -> Iterator[tuple[str, bytes]]:
    client = site.test_client(use_cookies=False)
    files: Files = site.extensions[FILES]
    for address in ADDRESSES:
        if address.program == "site" and address.methods:
            for path in _paths(address, files):
                yield _file(path), _get(client, path, 200)
    for folder in ("", *(f"{language.tag}/" for language in LANGUAGES)):
        yield f"{folder}{_NOT_FOUND}", _get(client, f"/{folder}{_NOT_FOUND}", 404)


def _paths(address: Address, files: Files) -> list[str]:
    """Return every path of one address: in each language, for each of its files."""
    named = [{"file": file} for file in files[address.name]] if "{file}" in address.path else [{}]
    tags = [language.tag for language in LANGUAGES] if "{lang}" in address.path else [""]
    return [link(address.name, **each, lang=tag) for tag in tags for each in named]


def _file(path: str) -> str:
    return str(PurePosixPath(path.lstrip("/"), "index.html" if path.endswith("/") else ""))


def _get(client: FlaskClient, path: str, status: int) -> bytes:
    with client.get(path) as answer:
        if answer.status_code != status:
            raise PageBroken(
                f"{path} answered {answer.status_code} instead of {status}: nothing was written. "
                "Run the site and open that address to see why."
            )
        return answer.get_data()


def _remove_all_but(kept: Container[str], out: Path) -> None:
    """Remove every other file and then every empty folder, deepest first; follow no link."""
    for path in sorted(out.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(out).as_posix() not in kept:
            path.unlink()


def _write(path: Path, body: bytes) -> None:
    if path.is_symlink() or not path.is_file() or path.read_bytes() != body:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(body)
