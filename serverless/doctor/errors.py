"""Why the doctor could not see something.

DoctorError
├── AddressUnusable   what was given is no address of a site
├── Unreachable       the site did not answer at all
├── Unexpected        it answered, and not as a site of ours does
└── StaffFailed       what only staff can do could not be done
"""


class DoctorError(Exception):
    """Something could not be seen; the message is a sentence without its last point."""


class AddressUnusable(DoctorError):
    """What was given is no address of a site."""


class Unreachable(DoctorError):
    """The site did not answer."""


class Unexpected(DoctorError):
    """The site answered in a way in which none of ours answers."""


class StaffFailed(DoctorError):
    """What only staff can do could not be done here."""
