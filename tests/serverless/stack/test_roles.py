"""Who stole a function's credentials can put what is new, ask for a mailbox, and nothing else.

Tried by a function of the test's own that runs under the true one's role.
"""

import io
import json
import zipfile
from pathlib import Path

import pytest

from serverless.stack.names import BUCKETS, FUNCTIONS, Function
from tests.serverless.stack.deployed import NAMES, Deployed

pytestmark = pytest.mark.xdist_group("cloud")

ALLOWED = {"put once": 200, "put again": 412, "get keyring": 200}


def tries(deployed: Deployed, function: Function) -> dict[str, int]:
    """Return with which status each thing that a thief would try was answered."""
    with io.BytesIO() as package:
        with zipfile.ZipFile(package, "w") as made:
            made.write(Path(__file__).with_name("thief.py"), "thief.py")
        client = deployed.client("lambda")
        name = f"thief-{function}"
        client.create_function(
            FunctionName=name,
            Runtime="python3.11",
            Handler="thief.tries",
            Role=f"arn:aws:iam::{NAMES.account}:role/{NAMES.role(function)}",
            Code={"ZipFile": package.getvalue()},
            Timeout=60,
        )
    names = {kind: NAMES.bucket(kind) for kind in BUCKETS}
    asked = json.dumps({"own": name, **names}).encode()
    answer = client.invoke(FunctionName=name, Payload=asked)
    client.delete_function(FunctionName=name)
    owner = deployed.client("s3")
    owner.delete_object(Bucket=names["envelopes"], Key=f"envelopes/{name}")  # staff see each one
    told: dict[str, int] = json.loads(answer["Payload"].read())
    return told


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_thief_of_a_functions_credentials_can_only_put_what_is_new(
    deployed: Deployed, function: Function
) -> None:
    found = tries(deployed, function)
    assert ALLOWED == {each: found.pop(each) for each in ALLOWED}
    assert {403} == set(found.values()), found
    assert 15 <= len(found)
