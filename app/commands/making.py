"""Commands that make or check what is published: `build`, `forms`, and `config`, which lists."""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from pathlib import Path

import click

from app.commands.terminal import settings
from app.setting_texts import as_markdown, as_text

FORMS = Path(__file__).parents[2] / "content" / "forms"
"""The sources of the questionnaires."""


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
def build(out: Path) -> None:
    """Write the public site to the folder OUT as static files, with their manifest.

    Beside each file of text lies its gzip, for hosts that serve such twins.

    Beside it lies OUT.cdx.json: what of others is in its scripts (CycloneDX).
    """
    from app.built import PROJECT
    from app.programs import create_public_site
    from app.release import write_manifest, write_twins
    from app.site.freeze import freeze
    from serverless.package.site_bom import site_bom

    freeze(create_public_site(settings()), out)
    write_twins(out)
    write_manifest(out)
    out.with_name(f"{out.name}.cdx.json").write_text(site_bom(PROJECT), "utf-8")
    click.echo(f"The site is in {out}. Its manifest is not signed: 'turva release sign' does that.")


@click.command()
@click.option("--markdown", is_flag=True, help="Print the table for the documentation.")
def config(*, markdown: bool) -> None:
    """List every setting: its value and what it means."""
    click.echo(as_markdown() if markdown else as_text(settings()))


@click.group()
def forms() -> None:
    """Check, preview and compile the questionnaires of content/forms."""


@forms.command("compile")
@click.argument("out", type=click.Path(path_type=Path))
def compile_command(out: Path) -> None:
    """Write every questionnaire to the folder OUT as JSON."""
    from app.forms.load import compile_forms

    compile_forms(FORMS, out)


@forms.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Say of every questionnaire, or of these FILES, what is wrong and where.

    With a form's other versions beside it, those are read too. Texts without a translation are
    told, and are no mistake.
    """
    from app.commands.forms_check import check_forms

    check_forms(files or sorted(FORMS.glob("*/*.yaml")))


@forms.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--port", default=8003, show_default=True, help="0 takes a free one.")
def preview(file: Path, *, port: int) -> None:
    """Show the questionnaire in FILE on this machine, published or not; nothing can be sent."""
    from app.commands.forms_preview import create_form_preview
    from app.forms.load import load
    from app.serve import serve as listen
    from app.site.preview import preview_path

    form = load(file)
    path = preview_path(form, "en")
    listen(
        create_form_preview(form),
        "127.0.0.1",
        port,
        ready=lambda chosen: click.echo(f"Preview  http://127.0.0.1:{chosen}{path}"),
    )
