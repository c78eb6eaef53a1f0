"""What can stop the making of the functions' package; each message says what to do next.

DeployError
└── PackageRefused
    ├── NotBuilt        what the build makes is not there, or not from these sources
    ├── ImportRefused   the functions would load what is not theirs
    └── WheelRefused    a locked library could not be had, or is not as it should be

The sentences hold names of files and libraries, never what is in them.
"""

from serverless.stack.errors import DeployError


class PackageRefused(DeployError):
    """The package cannot be made; the message says why and what to do next."""


class NotBuilt(PackageRefused):
    """What the build makes is not there, or was not made from these sources."""


class ImportRefused(PackageRefused):
    """The functions would load modules that are not theirs."""


class WheelRefused(PackageRefused):
    """A locked library could not be had, or is not as it should be."""
