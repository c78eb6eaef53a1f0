"""`turva deploy`: one stage into the cloud, with a plan first; the cloud's parts are `serverless`.

It never asks for credentials, nor prints one, and changes nothing with `--plan`.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and only who deploys has the cloud's tools)

import tempfile
from pathlib import Path

import click

from app.commands.package import sentences
from app.commands.terminal import settings
from app.config import Settings


@click.command()
@click.argument("stage", type=click.Choice(("dev", "staging", "production")))
@click.option("--plan", "only_plan", is_flag=True, help="Say what would change; change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before anything is changed.")
@click.option(
    "--package",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A package by 'turva package'; without one it is made of these sources.",
)
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A build by 'turva build', best a signed one; without one it is made now, not signed.",
)
@click.option("--places", is_flag=True, help="Make the places alone, to put keys in force there.")
@click.option("--certificate", help="The certificate for TURVA_SITE, an ARN in us-east-1.")
def deploy(  # noqa: PLR0913 (a deployment is told so much)
    stage: str,
    package: Path | None,
    site: Path | None,
    certificate: str | None,
    *,
    places: bool,
    only_plan: bool,
    yes: bool,
) -> None:
    """Deploy STAGE (dev, staging, production): stack, functions, then the site.

    It shows the plan and asks. The account and the region are those of the cloud's own settings
    (AWS_PROFILE, AWS_REGION); site and functions are told the settings of this process.
    """
    if places:
        with sentences():
            _places(stage, only_plan=only_plan, yes=yes)
        return
    with sentences(), tempfile.TemporaryDirectory(prefix="turva-site-") as folder:
        from serverless.carried import check_carried
        from serverless.cloud import Cloud
        from serverless.deploy import Deployment, Wanted
        from serverless.stack.front import Host

        chosen = settings()
        told = told_to_functions(chosen)
        cloud = Cloud()
        names = cloud.names(stage)
        built = site or _built(chosen, Path(folder))
        check_carried(built, told)
        host = Host(chosen.site, certificate) if certificate else None
        wanted = Wanted(built, _package(package), told, host)
        deployment = Deployment(cloud, names, wanted, click.echo)
        deployment.plan()
        if only_plan:
            return
        if not yes:
            click.confirm(f"Deploy this to {names.stack} in {names.region}?", abort=True)
        click.echo(f"It answers at https://{deployment.apply()}/.")


def _places(stage: str, *, only_plan: bool, yes: bool) -> None:
    from serverless.cloud import Cloud
    from serverless.deploy import deploy_places

    cloud = Cloud()
    names = cloud.names(stage)
    if not only_plan and not yes:
        click.confirm(f"Make the places of {names.stack} in {names.region}?", abort=True)
    deploy_places(cloud, names, click.echo, only_plan=only_plan)


def _built(chosen: Settings, folder: Path) -> Path:
    """Build the site in a folder and return that. Raises: SettingError."""
    from app.programs import create_public_site
    from app.release import write_manifest
    from app.site.freeze import freeze

    freeze(create_public_site(chosen), folder)
    write_manifest(folder)
    return folder


def _package(package: Path | None) -> Path:
    """Return the package to deploy: the one that was named, else one made now of these sources."""
    if package is not None:
        return package.absolute()
    from serverless.package.make import PROJECT, make_package

    made = make_package(PROJECT / "build" / "turva-functions.zip")
    click.echo(f"Package: {made.path}, {made.size} bytes, sha256 {made.digest}")
    return made.path


def told_to_functions(chosen: Settings) -> dict[str, str]:
    """Return what the functions are told of the settings. Raises: SettingError."""
    from app.root_key import read_root

    return {
        "TURVA_EXIT": chosen.leave_to,
        "TURVA_MINIMUM_SERIAL": str(chosen.minimum_serial),
        "TURVA_NAME": chosen.name,
        "TURVA_ORIGINS": " ".join(chosen.origins) or f"https://{chosen.site}",
        "TURVA_ROOT": read_root(chosen).serialise(),
        "TURVA_SITE": chosen.site,
    }
