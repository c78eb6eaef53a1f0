"""How every command ends when something of ours refuses: one sentence, exit status 1.

It never shows more of an error than its sentence, and never hides a fault that is not ours.
"""

from typing import IO, Any

import click


class Refused(click.ClickException):
    """Something of ours refused; shown as its one sentence."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence, marked as ours."""
        click.echo(f"turva: {self.format_message()}", file=file, err=file is None)


class Commands(click.Group):
    """Turns errors of ours into their sentence; any other is a fault and keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.filename is None:
                raise
            raise Refused(f"{error.filename} cannot be used: {error.strerror}.") from None
        except Exception as error:
            if not type(error).__module__.startswith("app."):
                raise
            sentence = str(error) or type(error).__name__
            raise Refused(sentence.removesuffix(".") + ".") from None
