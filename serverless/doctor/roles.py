"""What each function's role really may do: tried under it, by a function that lives a minute.

What a thief could do with a function's credentials is told by the cloud itself, not by a reading of
policies. What the tries leave is removed at once; staff never see it.
"""

import io
import json
import secrets
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from serverless.cloud import Cloud, told
from serverless.doctor.finding import Finding, fault, ok
from serverless.functions import FUNCTIONS, Function
from serverless.stack.errors import CloudRefused
from serverless.stack.names import BUCKETS, Names

CHECK: Final = "roles"

MAY: Final[Mapping[str, int]] = {
    "put once": 200,
    "put again": 412,
    "get keyring": 200,
    "get mailbox": 200,
}
"""What a role needs for its work, and how it is answered; all else must be refused."""

_FORBIDDEN: Final = 403
_THIEF: Final = Path(__file__).with_name("thief.py")
_TRIES: Final = 20
_RUNTIME: Final = "python3.11"


def roles(cloud: Cloud, names: Names) -> Iterator[Finding]:
    """Yield what each role may do beyond its work, or may not do of it. Raises: CloudRefused."""
    for function in FUNCTIONS:
        found = tried(cloud, names, function)
        lacking = sorted(each for each, status in MAY.items() if found.get(each) != status)
        beyond = sorted(
            each for each, status in found.items() if each not in MAY and status != _FORBIDDEN
        )
        role = names.role(function)
        if lacking:
            yield fault(CHECK, f"{role} may not: {', '.join(lacking)}", "deploy the stack again")
        if beyond:
            yield fault(
                CHECK,
                f"{role} may: {', '.join(beyond)}",
                "close the function's doors now (its policy was changed), then deploy the stack"
                " again and find out who changed it",
            )
        if not lacking and not beyond:
            yield ok(CHECK, f"{role} was refused {len(found) - len(MAY)} things that it must not")


def tried(cloud: Cloud, names: Names, function: Function) -> Mapping[str, int]:
    """Return with which status each try was answered under a role. Raises: CloudRefused."""
    own = f".doctor-{secrets.token_hex(8)}"  # staff pass over names like this
    buckets: dict[str, str] = {kind: names.bucket(kind) for kind in BUCKETS}
    client, s3, name = (
        cloud.client("lambda"),
        cloud.client("s3"),
        f"{names.stack}-doctor-{secrets.token_hex(4)}",
    )
    try:
        with told("try what a role may do"):
            s3.put_object(Bucket=buckets["replies"], Key=f"replies/{own}-mailbox", Body=b"x")
            _made(client, name, names, function)
            asked = json.dumps({"own": own, **buckets}).encode()
            answer = client.invoke(FunctionName=name, Payload=asked)
        return _read(answer)
    finally:
        with suppress(CloudRefused), told("remove the function that tried"):
            client.delete_function(FunctionName=name)
        _swept(s3, buckets, own)


def _read(answer: Any) -> Mapping[str, int]:
    found = json.loads(answer["Payload"].read())
    if not isinstance(found, dict) or not MAY.keys() <= found.keys():
        raise CloudRefused("What a role may do could not be tried: the function failed, try again.")
    return found


def _made(client: Any, name: str, names: Names, function: Function) -> None:
    """Make the function and wait until it can be asked."""
    with io.BytesIO() as package:
        with zipfile.ZipFile(package, "w") as packed:
            packed.write(_THIEF, _THIEF.name)
        code = package.getvalue()
    client.create_function(
        FunctionName=name,
        Runtime=_RUNTIME,
        Handler="thief.tries",
        Role=f"arn:aws:iam::{names.account}:role/{names.role(function)}",
        Code={"ZipFile": code},
        Timeout=60,
        MemorySize=512,
    )
    for _ in range(_TRIES):
        if client.get_function_configuration(FunctionName=name).get("State") != "Pending":
            return
        time.sleep(1)


def _swept(s3: Any, buckets: Mapping[str, str], own: str) -> None:
    left = (
        ("envelopes", f"envelopes/{own}"),
        ("envelopes", f"envelopes/{own}-copy"),
        ("envelopes", f"other/{own}"),
        ("replies", f"replies/{own}"),
        ("replies", f"replies/{own}-mailbox"),
        ("site", own),
    )
    for kind, key in left:
        with suppress(CloudRefused), told("remove what was tried"):
            s3.delete_object(Bucket=buckets[kind], Key=key)
