"""Users of a service who may do only what a policy says, as the functions' roles do."""

import json
import secrets
import time
from typing import Any

from boto3.session import Session

from app.store.s3_address import S3Folder
from app.store.s3_credentials import Credentials
from tests.store.s3_server import ROOT, Server

_WITHIN = 20  # seconds, in which a service takes a new user in


def credentials_for(
    server: Server, folder: S3Folder, *actions: str, only_new: bool = False
) -> Credentials:
    """Return the credentials of a new user who may do this to the objects of a place, alone.

    With `only_new` no put is allowed that could replace something, as the bucket's policy has it.
    """
    session: Any = Session()
    iam = session.client(
        "iam",
        endpoint_url=server.endpoint,
        region_name="us-east-1",
        aws_access_key_id=ROOT.access_key,
        aws_secret_access_key=ROOT.secret_key,
    )
    name = f"role-{secrets.token_hex(4)}"
    objects = f"arn:aws:s3:::{folder.bucket}/{folder.prefix}*"
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": [objects]}
    never = {
        "Effect": "Deny",
        "Action": "s3:PutObject",
        "Resource": [objects],
        "Condition": {"Null": {"s3:if-none-match": "true"}},
    }
    statements = [statement, never] if only_new else [statement]
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    iam.create_user(UserName=name)
    iam.put_user_policy(UserName=name, PolicyName="only", PolicyDocument=policy)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    iam.close()
    found = Credentials(key["AccessKeyId"], key["SecretAccessKey"], None)
    _wait(server, folder, found)
    return found


def _wait(server: Server, folder: S3Folder, credentials: Credentials) -> None:
    """Wait until the service knows the key: some tell their parts a little later."""
    end = time.monotonic() + _WITHIN
    while time.monotonic() < end:
        answer = server.s3(credentials).send("GET", folder, "ready")
        if answer.code in ("AccessDenied", "NoSuchKey"):
            return
        time.sleep(0.05)
    raise TimeoutError(f"{server.name} does not know the new key: {answer.code}")
