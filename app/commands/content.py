"""`turva content`: whether the words of the pages are whole, true to the facts, and readable."""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from pathlib import Path

import click

from app.commands.group import Refused


@click.group()
def content() -> None:
    """Check the words of the pages in content/."""


@content.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
def check(folder: Path | None) -> None:
    """Say of every page in every language what is wrong with it, and what to do.

    FOLDER stands in place of the project's own content.
    """
    from app.built import PROJECT
    from app.site.checking import check_content

    faults = list(check_content(folder or PROJECT / "content"))
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        count = "is one thing" if len(faults) == 1 else f"are {len(faults)} things"
        raise Refused(f"There {count} to put right: see the lines above.")
    click.echo("Every page is in order, in every language.")
