"""`turva deploy`: one stage into the cloud, with a plan first; the cloud's parts are `serverless`.

It never asks for credentials, nor prints one, and changes nothing with `--plan`.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and only who deploys has the cloud's tools)

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app.commands.group import Refused
from app.commands.terminal import settings
from app.config import Settings


@click.command()
@click.argument("stage", type=click.Choice(("dev", "staging", "production")))
@click.option("--plan", "only_plan", is_flag=True, help="Say what would change; change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before anything is changed.")
@click.option(
    "--package",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The functions' package, as 'turva package' makes it.",
)
@click.option("--certificate", help="The certificate for TURVA_SITE, an ARN in us-east-1.")
def deploy(
    stage: str, package: Path, certificate: str | None, *, only_plan: bool, yes: bool
) -> None:
    """Deploy STAGE (dev, staging, production): stack, functions, then the site.

    It shows the plan and asks. The account and the region are those of the cloud's own settings
    (AWS_PROFILE, AWS_REGION); the site is built with the settings of this process.
    """
    with _sentences(), tempfile.TemporaryDirectory(prefix="turva-site-") as folder:
        from app.programs import create_public_site
        from app.site.freeze import freeze
        from serverless.cloud import Cloud
        from serverless.deploy import Deployment, Wanted
        from serverless.stack.front import Host

        chosen = settings()
        told = _told(chosen)
        cloud = Cloud()
        names = cloud.names(stage)
        freeze(create_public_site(chosen), Path(folder))
        host = Host(chosen.site, certificate) if certificate else None
        wanted = Wanted(Path(folder), package.absolute(), told, host)
        deployment = Deployment(cloud, names, wanted, click.echo)
        deployment.plan()
        if only_plan:
            return
        if not yes:
            click.confirm(f"Deploy this to {names.stack} in {names.region}?", abort=True)
        click.echo(f"It answers at https://{deployment.apply()}/.")


@contextmanager
def _sentences() -> Iterator[None]:
    """Show what the cloud's part refuses as its sentence."""
    from serverless.stack.errors import DeployError

    try:
        yield
    except DeployError as error:
        raise Refused(str(error)) from None


def _told(chosen: Settings) -> dict[str, str]:
    """Return what the functions are told of the settings. Raises: SettingError."""
    from app.programs import read_root

    return {
        "TURVA_EXIT": chosen.leave_to,
        "TURVA_MINIMUM_SERIAL": str(chosen.minimum_serial),
        "TURVA_NAME": chosen.name,
        "TURVA_ORIGINS": " ".join(chosen.origins) or f"https://{chosen.site}",
        "TURVA_ROOT": read_root(chosen).serialise(),
        "TURVA_SITE": chosen.site,
    }
