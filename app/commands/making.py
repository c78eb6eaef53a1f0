"""Commands that make or check what is published: `build`, `forms`, and `config`, which lists."""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from pathlib import Path

import click

from app.commands.terminal import settings
from app.config import as_markdown, as_text

FORMS = Path(__file__).parents[2] / "content" / "forms"
"""The sources of the questionnaires."""


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
def build(out: Path) -> None:
    """Write the public site to the folder OUT as static files."""
    from app.programs import create_public_site
    from app.site.freeze import freeze

    freeze(create_public_site(settings()), out)
    click.echo(f"The site is in {out}.")


@click.command()
@click.option("--markdown", is_flag=True, help="Print the table for the documentation.")
def config(*, markdown: bool) -> None:
    """List every setting: its value and what it means."""
    click.echo(as_markdown() if markdown else as_text(settings()))


@click.group()
def forms() -> None:
    """Check and compile the questionnaires of content/forms."""


@forms.command("compile")
@click.argument("out", type=click.Path(path_type=Path))
def compile_command(out: Path) -> None:
    """Write every questionnaire to the folder OUT as JSON."""
    from app.forms.load import compile_forms

    compile_forms(FORMS, out)


@forms.command()
def check() -> None:
    """Read every questionnaire and say whether all are in order."""
    from app.forms.load import load_all

    found = load_all(FORMS)
    click.echo("\n".join(f"{form} {version} is in order." for form, version in found))
