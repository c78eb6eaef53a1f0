"""What everything of one stage is called in the cloud: made here, and nowhere else.

Names never hold anything but the product, the stage, the account and the kind: they stand in
addresses and logs of the cloud.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

from serverless.functions import Function
from serverless.stack.errors import NamesRefused

Stage = Literal["dev", "staging", "production"]
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)

Bucket = Literal["site", "envelopes", "replies", "keys", "deploy"]
BUCKETS: Final[tuple[Bucket, ...]] = get_args(Bucket)

PRODUCT: Final = "turva"

_ACCOUNT = re.compile(r"[0-9]{12}")
_REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-[0-9]")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one stage in one account and region. Raises: NamesRefused."""

    stage: Stage
    account: str
    region: str

    def __post_init__(self) -> None:
        """Check what the names are made of."""
        if self.stage not in STAGES:
            raise NamesRefused(f"There is no such stage: take one of {', '.join(STAGES)}.")
        if not _ACCOUNT.fullmatch(self.account):
            raise NamesRefused("An account has 12 digits: look with which credentials you work.")
        if not _REGION.fullmatch(self.region):
            raise NamesRefused("AWS_REGION names no region: set it, such as to eu-north-1.")

    @property
    def stack(self) -> str:
        """The name of the CloudFormation stack."""
        return f"{PRODUCT}-{self.stage}"

    def bucket(self, kind: Bucket) -> str:
        """Return the name of the bucket for one kind of place."""
        return f"{PRODUCT}-{self.stage}-{self.account}-{kind}"

    @property
    def store(self) -> str:
        """The address of the store, of which each kind has a bucket (TURVA_STORE)."""
        return f"s3://{PRODUCT}-{self.stage}-{self.account}-{{kind}}"

    def function(self, function: Function) -> str:
        """Return the name of the function, as Zappa makes it of project and stage."""
        return f"{PRODUCT}-{self.zappa_stage(function).replace('_', '-')}"

    def zappa_stage(self, function: Function) -> str:
        """Return the function's name in `zappa_settings.json`, also its API's stage."""
        return f"{self.stage}_{function}"

    def role(self, function: Function) -> str:
        """Return the name of the function's role."""
        return f"{PRODUCT}-{self.stage}-{function}"

    def log_group(self, function: Function) -> str:
        """Return the name of the log group into which the function writes."""
        return f"/aws/lambda/{self.function(function)}"
