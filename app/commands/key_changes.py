"""The commands of `turva keys` that change what is in force: people, epochs, the keyring's end."""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from pathlib import Path

import click

from app.commands.terminal import settings

FILE = click.Path(path_type=Path, dir_okay=False)
ROOT = click.option("--root", "root_file", type=FILE, help="The root file: sign here and now.")
RECOVERY = click.option(
    "--recovery", type=FILE, help="Open epochs with this recovery file, not with a member file."
)
AT_ONCE = click.option(
    "--at-once", is_flag=True, help="Take no letter sealed under the keyring before."
)
DIGITS = click.option("--digits", help="The check digits, where nobody can be asked.")


@click.command()
@click.argument("file", type=FILE)
@ROOT
@RECOVERY
@DIGITS
def add(file: Path, root_file: Path | None, recovery: Path | None, digits: str | None) -> None:
    """Add the member whose FILE 'turva keys member' has made.

    From then on they open every letter.
    """
    from app.commands.ceremony import check_typed, take_part
    from app.inbox.keys import change, invitation

    entry = invitation.read_invitation(file)
    question = f"The digits that {entry.name} reads to you"
    check_typed(invitation.digits_of(entry), digits, question)
    ceremony = take_part(settings(), recovery)
    now = ceremony.in_force()
    if entry in now.roster.members:
        click.echo(f"{entry.name} is a member already.")
        return
    changed = change.add(ceremony.without_destroyed(now), entry, ceremony.day(now))
    ceremony.settle(changed, now, root_file)
    click.echo(
        f"Give {entry.name} two files that hold no secret, {ceremony.places.roster_vkey} and"
        f" {ceremony.places.root_vkey}."
    )


@click.command()
@click.argument("name")
@ROOT
def remove(name: str, root_file: Path | None) -> None:
    """Remove the member NAME and begin an epoch without them.

    Withdraw their access to the store first.
    """
    from app.commands.ceremony import take_part
    from app.commands.group import Refused
    from app.inbox.keys import change
    from app.programs import desk_of

    ceremony = take_part(settings())
    now = ceremony.in_force()
    gone = {each.name for each in now.roster.removed} - {each.name for each in now.roster.members}
    if name in gone:
        click.echo(f"{name} has been removed.")
        ceremony.sign_anew()
        return
    day = ceremony.day(now)
    desk = desk_of(ceremony.settings, ceremony.own())
    if not desk.pull().complete:
        click.echo(
            "Not all could be fetched from the store: what they did and is missing will not count."
        )
    heads = desk.ledger().heads
    changed = change.remove(ceremony.without_destroyed(now), name, heads, day)
    if name == ceremony.own().name:
        raise Refused(
            f"You are {name}, and who is removed cannot sign the waiting answers anew: let another"
            " member do this, on their computer."
        )
    ceremony.settle(changed, now, root_file)


@click.command()
@ROOT
@RECOVERY
@click.option(
    "--new-recovery",
    type=FILE,
    help="Make another recovery key in this file, for one that is lost or was seen.",
)
@click.option(
    "--new-statistics",
    type=FILE,
    help="Make another statistics key in this file: what is counted later opens with that one.",
)
@AT_ONCE
@click.option("--reseal", is_flag=True, help="Write the files of earlier epochs anew too.")
def rotate(
    *,
    root_file: Path | None,
    recovery: Path | None,
    at_once: bool,
    reseal: bool,
    **others: Path | None,
) -> None:
    """Begin a new epoch, as every month.

    Also whenever something may have been seen: then with --at-once.
    """
    from app.commands.ceremony import take_part
    from app.inbox.keys import change

    ceremony = take_part(settings(), recovery)
    now = ceremony.in_force()
    day = ceremony.day(now)
    new = ceremony.offline(recovery=others["new_recovery"], statistics=others["new_statistics"])
    anew = reseal or new["recovery"] is not None
    held = change.replaced(ceremony.without_destroyed(now) if anew else now, **new)
    changed = change.rotate(held, day, grace=not at_once, reseal=anew)
    ceremony.settle(changed, now, root_file)


@click.command()
@ROOT
@AT_ONCE
def renew(*, root_file: Path | None, at_once: bool) -> None:
    """Sign the keyring anew, so that it ends later; the epoch stays."""
    from app.commands.ceremony import take_part
    from app.inbox.keys import change

    ceremony = take_part(settings())
    now = ceremony.in_force()
    ceremony.settle(change.renew(now, ceremony.day(now), grace=not at_once), now, root_file)


@click.command()
@click.option("--root", "root_file", type=FILE, help="The root file.")
@click.option("--draft", type=click.Path(path_type=Path), help="The folder of the draft.")
@RECOVERY
@DIGITS
def sign(
    root_file: Path | None, draft: Path | None, recovery: Path | None, digits: str | None
) -> None:
    """Show what is prepared, sign it, put it in force.

    With nothing prepared it finishes what was cut.
    """
    from app.commands.ceremony import check_typed, take_part
    from app.commands.group import Refused
    from app.inbox.keys.described import change_lines
    from app.inbox.keys.draft import check_parts, digits_of, drop_draft, is_in_force, read_draft

    ceremony = take_part(settings(), recovery)
    folder = draft or ceremony.places.draft
    if draft is None and not folder.exists():
        ceremony.sign_anew()
        click.echo("Nothing waits to be signed.")
        return
    change, now = read_draft(folder), ceremony.in_force()
    check_parts(change, now, [ceremony.identity])
    if is_in_force(change, now):
        drop_draft(folder)
        ceremony.sign_anew()
        click.echo("What was prepared is in force.")
        return
    if root_file is None:
        raise Refused("Name the root file with --root: nothing was signed.")
    click.echo("To be signed:")
    click.echo("\n".join(f"  {line}" for line in change_lines(change, now)))
    check_typed(digits_of(change), digits, "The check digits that were shown when it was prepared")
    ceremony.sign(change, now, ceremony.root_at(root_file))
    drop_draft(folder)
