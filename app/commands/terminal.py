"""What commands share: the settings they run with, the options that several have, how they print.

It never prints a secret, and what it prints as JSON cannot steer a terminal.
"""

# ruff: noqa: PLC0415 (each command starts quickly, and public ones never load what is staff's)

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

import click

from app.config import Settings, from_environment

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
"""The option of commands whose output programs read."""

SUPERVISED = click.option("--supervised", is_flag=True, hidden=True, help="End when stdin closes.")
"""The option with which `turva run` starts its two programs."""


def settings() -> Settings:
    """Return the settings of this process. Raises: SettingError."""
    return from_environment(os.environ)


def follow(*, supervised: bool) -> None:
    """End this process when the one that supervises it ends."""
    if supervised:
        from app.supervise import end_with_parent

        end_with_parent()


def print_out(output: Mapping[str, Any] | Iterable[str]) -> None:
    """Print a record as JSON, or lines as they are."""
    from app.inbox.visible import json_text

    click.echo(json_text(output) if isinstance(output, Mapping) else "\n".join(output))
