"""`turva package`: the functions' package, to look at before it is deployed, or to keep.

The cloud's parts are `serverless`; nothing here reads a key or a credential.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and only who deploys makes packages)

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app.commands.group import Refused


@click.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
def package(out: Path) -> None:
    """Make the functions' package at OUT, a .zip, and its bill of materials beside it.

    The same sources give the same bytes, anywhere.
    """
    from serverless.package.make import make_package

    with sentences():
        made = make_package(out)
    click.echo(f"{made.path}  {made.size} bytes  sha256 {made.digest}")
    click.echo(f"{made.bom}  its bill of materials")


@contextmanager
def sentences() -> Iterator[None]:
    """Show what the cloud's part refuses as its sentence."""
    from serverless.stack.errors import DeployError

    try:
        yield
    except DeployError as error:
        raise Refused(str(error)) from None
