"""Print every figure that the project holds itself to, with the machine it was measured on.

`make bench` runs this. It ends with status 1 if a figure is missed or a part breaks off; a noisy
machine misses some too, so it is no part of the tests.
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
    "tests.load.building",
    "tests.load.opening",
    "tests.load.sending",
    "tests.load.photographs",
    "tests.load.reading",
    "tests.load.rotation",
    "tests.load.desk",
    "tests.load.cold",
    "tests.load.flood",
    "tests.load.store_s3",
    "tests.load.intake",
)
"""The intake's comes last: after it the file system skips what thousands of files left free."""


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
    ended = {part: subprocess.run([sys.executable, "-m", part], check=False) for part in PARTS}
    missed = [part for part, end in ended.items() if end.returncode]
    if missed:
        sys.exit(f"Missed, or broken off: {', '.join(missed)}")
    sys.stdout.write("Every figure that is held to something is met.\n")


if __name__ == "__main__":
    main()
