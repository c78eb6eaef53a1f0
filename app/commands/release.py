"""`turva release`: the release key, and the signed manifest by which anybody can check the site."""

# ruff: noqa: PLC0415 (each command starts quickly)

from pathlib import Path

import click

from app.commands.group import Refused

FILE = click.Path(path_type=Path)


@click.group()
def release() -> None:
    """Sign what the site serves, so that anybody can check it."""


@release.command("key")
@click.argument("file", type=FILE)
def make_key(file: Path) -> None:
    """Make a release key in FILE, on a stick that stays offline, and print its public key."""
    from app.commands.ceremony import shown_passphrase, today
    from app.inbox.keys.release import write_release_key
    from app.wire.manifest import RELEASE_NAME
    from app.wire.note import SigningKey

    if file.exists():
        raise Refused(f"{file} is there already: name a new file, or use the key that it holds.")
    if not file.parent.is_dir():
        raise Refused(
            f"There is no folder {file.parent}: plug in the stick, and name a file on it."
        )
    key = SigningKey.generate(RELEASE_NAME)
    write_release_key(file, key, today(), shown_passphrase(file, "release key file"))
    click.echo(
        f"The release key is in {file}. Its public key, to be published where people can find it"
        f" without the site:\n{key.verifier.serialise()}"
    )


@release.command()
@click.argument("out", type=FILE)
@click.option("--key", "file", required=True, type=FILE, help="The release key file.")
def sign(out: Path, file: Path) -> None:
    """Sign the manifest of the build in OUT, if the folder holds what it says."""
    from app.commands.asking import asking
    from app.inbox.keys.release import read_release_key
    from app.release import check_build, sign_build

    check_build(out)
    files = sign_build(out, read_release_key(file, asking(file, "release key file")))
    click.echo(f"The manifest of {out} is signed: {files} files.")


@release.command()
@click.argument("out", type=FILE)
@click.option("--release-key", required=True, help="The public key that must have signed it.")
def check(out: Path, release_key: str) -> None:
    """Say whether the build in OUT is what its signed manifest says."""
    from app.release import check_build
    from app.wire.note import VerifierKey

    files = check_build(out, VerifierKey.parse(release_key))
    click.echo(f"{out} is as it was released: {files} files.")
