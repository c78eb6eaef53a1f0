"""Bytecode for every module, valid wherever and whenever the package is unpacked.

Lambda's folder cannot be written, so without it each cold start would compile everything anew; and
bytecode that is dated would not be believed, as all files of the package have one date.
"""

import subprocess
import sys
from pathlib import Path

from serverless.package.errors import PackageRefused
from serverless.package.runtime import TASK


def compile_all(folder: Path) -> None:
    """Write bytecode beside every module under a folder. Raises: PackageRefused."""
    command = [sys.executable, "-S", "-s", "-P", "-m", "compileall", "-qq"]
    command += ["--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", TASK, str(folder)]
    done = subprocess.run(  # noqa: S603 (our own Python, with our own arguments)
        command,
        env={"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise PackageRefused(
            "A module of the package cannot be compiled: run 'python -m compileall' over app,"
            " serverless and the libraries, it says which."
        )
