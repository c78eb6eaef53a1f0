"""What can stop a deployment; each message is a sentence that says what to do next.

DeployError
├── NamesRefused         the stage or the account cannot be a part of the names in the cloud
├── AddressesRefused     the table of addresses cannot be made into the cloud's routing
├── CloudRefused         the cloud refused a step, or cannot be reached
├── StackFailed          CloudFormation could not make what the plan says
├── SiteRefused          the folder is no build of the site
└── FunctionsRefused     the functions could not be deployed

The sentences hold names of places and steps, never a credential nor what was sent.
"""


class DeployError(Exception):
    """Something stopped a deployment; the message says what and what to do next."""


class NamesRefused(DeployError):
    """The stage, account or region cannot be a part of names in the cloud."""


class AddressesRefused(DeployError):
    """The table of addresses cannot be made into routing that means the same."""


class CloudRefused(DeployError):
    """The cloud refused a step or cannot be reached."""


class StackFailed(DeployError):
    """CloudFormation could not make what the plan says."""


class SiteRefused(DeployError):
    """The folder is no build of the site."""


class FunctionsRefused(DeployError):
    """The functions could not be deployed."""
