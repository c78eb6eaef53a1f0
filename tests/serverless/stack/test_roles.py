"""Who stole a function's credentials can put what is new, ask for a mailbox, and nothing else."""

import pytest

from serverless.cloud import Cloud
from serverless.doctor.roles import MAY, tried
from serverless.functions import FUNCTIONS, Function
from serverless.stack.names import BUCKETS
from tests.serverless.stack.deployed import NAMES, Deployed

pytestmark = [pytest.mark.xdist_group("cloud"), pytest.mark.usefixtures("in_cloud")]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_thief_of_a_functions_credentials_can_only_put_what_is_new(
    deployed: Deployed, function: Function
) -> None:
    found = dict(tried(Cloud(), NAMES, function))
    assert MAY == {each: found.pop(each) for each in MAY}
    assert {403} == set(found.values()), found
    assert 15 <= len(found)
    s3 = deployed.client("s3")
    for kind in BUCKETS:
        there = s3.list_objects_v2(Bucket=NAMES.bucket(kind)).get("Contents", ())
        assert [] == [each["Key"] for each in there if ".doctor-" in each["Key"]]
