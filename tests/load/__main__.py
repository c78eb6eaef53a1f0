"""Print every figure that the project holds itself to, with the machine it was measured on.

`make bench` runs this. Nothing here is a test: no figure passes or fails a build.
"""

import os
import platform
import subprocess
import sys
from importlib.metadata import version

PARTS = (
    "tests.load.page",
    "tests.load.painting",
    "tests.load.lighthouse",
    "tests.load.opening",
    "tests.load.intake",
    "tests.load.sending",
    "tests.load.reading",
    "tests.load.rotation",
    "tests.load.desk",
)


def machine() -> str:
    """Describe the machine in one line."""
    with open("/proc/cpuinfo", encoding="utf-8") as info:  # noqa: PTH123 - a kernel file
        models = {line.split(":")[1].strip() for line in info if line.startswith("model name")}
    return (
        f"{os.cpu_count()} cores ({', '.join(sorted(models)) or platform.machine()}), "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, "
        f"cryptography {version('cryptography')}"
    )


def main() -> None:
    """Run each part in a process of its own, one after the other."""
    sys.stdout.write(f"Machine: {machine()}\n")
    sys.stdout.flush()
    for part in PARTS:
        subprocess.run([sys.executable, "-m", part], check=True)


if __name__ == "__main__":
    main()
