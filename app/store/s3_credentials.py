"""Who we are to S3: the keys that sign each request, from where the platform puts them.

In the cloud they come in the environment. A member of staff may also have a profile, a single
sign-on or a role: those take much more of botocore, which is loaded only then. They are no settings
of ours: nothing here writes, shows or keeps one, and no error holds one.
"""

# ruff: noqa: PLC0415 (the provider chain is loaded only where there is nothing in the environment)

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.store.errors import Unavailable


@dataclass(frozen=True)
class Credentials:
    """What signs a request."""

    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    token: str | None = field(repr=False)


def find_credentials(environment: Mapping[str, str]) -> Callable[[], Credentials]:
    """Return what gives the credentials in force, each time anew as those of a role expire.

    Raises:
        Unavailable: there are none.
    """
    access_key = environment.get("AWS_ACCESS_KEY_ID")
    secret_key = environment.get("AWS_SECRET_ACCESS_KEY")
    if access_key and secret_key:
        found = Credentials(access_key, secret_key, environment.get("AWS_SESSION_TOKEN") or None)
        return lambda: found
    return _from_provider_chain()


def _from_provider_chain() -> Callable[[], Credentials]:
    try:
        from botocore.exceptions import BotoCoreError  # type: ignore[import-untyped]
        from botocore.session import Session  # type: ignore[import-untyped]
    except ImportError:  # a function in the cloud, which is given its credentials
        raise _none("none in the environment") from None

    def current() -> Credentials:
        try:
            # Of the chain's own, which renews what expires; it is asked from any thread.
            frozen = chain.get_frozen_credentials()
        except BotoCoreError as error:
            raise _none(type(error).__name__) from None
        return Credentials(frozen.access_key, frozen.secret_key, frozen.token)

    try:
        chain = Session().get_credentials()
    except BotoCoreError as error:
        raise _none(type(error).__name__) from None
    if chain is None:
        raise _none("none were found")
    return current


def _none(why: str) -> Unavailable:
    return Unavailable(
        f"there are no credentials for the store ({why}): set AWS_ACCESS_KEY_ID and"
        " AWS_SECRET_ACCESS_KEY, or AWS_PROFILE and sign in, then try again"
    )
