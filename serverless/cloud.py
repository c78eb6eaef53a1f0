"""The operator's way into the account: clients, and what the cloud says made into a sentence.

Credentials come from where the cloud's own tools find them; nothing here reads, keeps or prints
one. Only `turva deploy` uses this, never a function.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from serverless.stack.errors import CloudRefused
from serverless.stack.names import Names, Stage

_NO_CREDENTIALS = (
    "No credentials of an account were found, or only a part of them: sign in with the AWS command"
    " line, or set AWS_PROFILE."
)


class Cloud:
    """One account and region, with which everything of a deployment is done."""

    def __init__(self) -> None:
        try:
            from boto3.session import Session  # noqa: PLC0415 (only who deploys has it)
        except ImportError:
            raise CloudRefused(
                "The tools for deploying are not installed: install requirements/deploy.txt first."
            ) from None
        self._session: Any = Session()

    def client(self, service: str) -> Any:
        """Return a client of one of the cloud's services. Raises: CloudRefused."""
        with told(f"reach {service}"):
            return self._session.client(service)

    def names(self, stage: str) -> Names:
        """Return what a stage is called in this account. Raises: NamesRefused, CloudRefused."""
        with told("say whose account this is"):
            account = self.client("sts").get_caller_identity()["Account"]
        return Names(as_stage(stage), account, self._session.region_name or "")


def as_stage(stage: str) -> Stage:
    """Return a stage by its name; `Names` refuses one that does not exist."""
    return stage  # type: ignore[return-value]


@contextmanager
def told(step: str) -> Iterator[None]:
    """Turn what the cloud refuses into one sentence; `step` says what was to be done."""
    from botocore.exceptions import (  # type: ignore[import-untyped]  # noqa: PLC0415
        BotoCoreError,
        ClientError,
        NoCredentialsError,
        NoRegionError,
        PartialCredentialsError,
    )

    try:
        yield
    except (NoCredentialsError, PartialCredentialsError):
        raise CloudRefused(_NO_CREDENTIALS) from None
    except NoRegionError:
        raise CloudRefused("No region is set: set AWS_REGION, such as to eu-north-1.") from None
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "unknown")
        raise CloudRefused(
            f"The cloud refused to {step} ({error.operation_name}: {code}): look whether these"
            " credentials may do that."
        ) from None
    except BotoCoreError as error:
        raise CloudRefused(
            f"The cloud could not be reached to {step} ({type(error).__name__}): try again."
        ) from None
