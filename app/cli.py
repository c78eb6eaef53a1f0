"""The command line: its groups and commands, which live in `app.commands`.

Whatever of ours goes wrong becomes one sentence on standard error and exit status 1; a wrong use of
a command is status 2. What a command needs is imported inside it, so that each starts quickly and
the public programs never load what belongs to staff. It never prints a secret.
"""

import sys
from io import TextIOWrapper

import click

from app.commands import cases
from app.commands.attachment import attachment
from app.commands.content import content
from app.commands.deploy import deploy
from app.commands.doctor import doctor
from app.commands.group import Commands
from app.commands.inbox import inbox
from app.commands.keys import keys
from app.commands.making import build, config, forms
from app.commands.notice import notice
from app.commands.package import package
from app.commands.refer import refer
from app.commands.release import release
from app.commands.retain import retain
from app.commands.serving import gallery, run, serve


@click.group(cls=Commands)
def main() -> None:
    """Turva: the site on which people ask for help, and the inbox in which staff read them."""
    # Text from outside must never end a command because a terminal cannot show it.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


for command in (
    *(run, serve, build, gallery, config, keys, package, release, deploy, doctor),
    *(forms, content, inbox, notice, refer, retain),
):
    main.add_command(command)
for command in (*cases.COMMANDS, attachment, retain):
    inbox.add_command(command)


if __name__ == "__main__":
    main()
