"""The doctor at a whole deployment: all is well, and each thing that was changed is found."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from app.commands.deploy import told_to_functions
from app.config import from_environment
from app.wire.note import VerifierKey
from serverless.cloud import Cloud
from serverless.doctor.examined import Examined
from serverless.doctor.finding import Finding
from serverless.doctor.inside import CHECKS, account, inside
from serverless.doctor.outside import outside
from serverless.doctor.served import functions
from serverless.doctor.visit import Address, Visit
from serverless.functions import FUNCTIONS
from serverless.stack.names import BUCKETS
from serverless.stack.places import places
from tests.serverless.stack import changes
from tests.serverless.stack.deployed import NAMES, SITE, Deployed

pytestmark = [pytest.mark.xdist_group("cloud"), pytest.mark.usefixtures("in_cloud")]


@pytest.fixture(scope="module", autouse=True)
def ending(deployed: Deployed) -> None:
    """Let the buckets end what the template says: the emulated CloudFormation passes over that."""
    s3, template = deployed.client("s3"), places(NAMES, fronted=False)
    for kind in BUCKETS:
        wanted = template[f"{kind.capitalize()}Bucket"]["Properties"]["LifecycleConfiguration"]
        rules = [
            {
                "ID": each["Id"],
                "Status": each["Status"],
                "Filter": {"Prefix": each.get("Prefix", "")},
                "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
                **(
                    {"Expiration": {"Days": days}} if (days := each.get("ExpirationInDays")) else {}
                ),
            }
            for each in wanted["Rules"]
        ]
        s3.put_bucket_lifecycle_configuration(
            Bucket=NAMES.bucket(kind), LifecycleConfiguration={"Rules": rules}
        )


def faults(found: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(each.check, each.said) for each in found if each.state == "fault"]


def examined(deployed: Deployed) -> Examined:
    visit = Visit(
        Address.parse(f"https://{deployed.host}"),
        Address.parse(deployed.cloud),
        told={"X-Forwarded-Proto": "https"},
        origin=f"https://{SITE}",
    )
    root = VerifierKey.parse(deployed.environment["TURVA_ROOT"])
    return Examined(visit, SITE, root, 1, None, datetime.now(UTC).date())


def test_a_deployment_is_well_from_outside(deployed: Deployed) -> None:
    deployed.staff("inbox", "pull")
    assert [] == faults(outside(examined(deployed)))


def test_a_deployment_is_well_from_inside_but_that_nobody_hears_the_alarms(
    deployed: Deployed,
) -> None:
    found = list(inside(Cloud(), NAMES, told(deployed)))
    assert [("alarms", "nobody hears them")] == faults(found)
    assert {*CHECKS, "functions"} == {each.check for each in found}
    assert [] == [each for each in found if each.state == "open"]
    assert 2 == sum(each.check == "roles" and each.state == "ok" for each in found)
    deployed.cases()  # what was tried under the roles is not among the letters


def told(deployed: Deployed) -> dict[str, str]:
    """Return what the deployment was told, as the settings say it."""
    own = {k: v for k, v in deployed.environment.items() if k.startswith("TURVA_")}
    return told_to_functions(from_environment({"TURVA_SITE": SITE, **own}))


@pytest.fixture
def changed(deployed: Deployed, request: pytest.FixtureRequest) -> Iterator[None]:
    """Change one thing in the account, and put it back."""
    back = request.param(deployed)
    yield
    back()


@pytest.mark.parametrize(
    ("changed", "check", "said"),
    [
        (changes.no_longer_closed, "buckets", "may be made public"),
        (changes.keeping_versions, "buckets", "keeps versions"),
        (changes.let_in, "buckets", "has a statement in its policy that we never made"),
        (
            changes.short_lived,
            "buckets",
            "ends what it keeps by a rule that we never made (tidy, 1 days)",
        ),
        (changes.watched, "buckets", "writes down who asks"),
        (changes.told_of, "buckets", "tells others of what is put"),
        (changes.overwritable, "buckets", "has lost the statement OnceOnly"),
        (changes.endless, "buckets", "no longer ends what it keeps"),
        (changes.kept_logs, "logs", "is kept for another time than 14 days"),
        (changes.talkative_logs, "logs", "holds 1 lines that none of ours writes"),
        (changes.silent, "alarms", "silence is not there"),
        (changes.logged_at_the_address, "front", "turva-dev-plain writes down who asks"),
    ],
    indirect=["changed"],
)
@pytest.mark.usefixtures("changed")
def test_what_was_changed_in_the_account_is_found(check: str, said: str) -> None:
    found = faults(CHECKS[check](Cloud(), NAMES))
    assert {check} == {name for name, sentence in found if said in sentence}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (changes.another_handler, "handler, runtime, time or memory"),
        (changes.another_root, "TURVA_MORE, TURVA_ROOT"),
        (changes.as_many_as_come, "how many run at once"),
    ],
    indirect=["changed"],
)
@pytest.mark.usefixtures("changed")
def test_what_was_changed_of_a_function_is_named(deployed: Deployed, said: str) -> None:
    found = faults(functions(Cloud(), NAMES, told=told(deployed)))
    assert [("functions", f"{NAMES.function('plain')} has changed: {said}")] == found


@pytest.fixture(params=FUNCTIONS)
def too_much(deployed: Deployed, request: pytest.FixtureRequest) -> Iterator[str]:
    """Let a role list and read envelopes, and yield its name."""
    iam, role = deployed.client("iam"), NAMES.role(request.param)
    allow: Mapping[str, Any] = {
        "Effect": "Allow",
        "Action": ["s3:GetObject", "s3:ListBucket"],
        "Resource": [f"arn:aws:s3:::{NAMES.bucket('envelopes')}{end}" for end in ("", "/*")],
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": [allow]})
    iam.put_role_policy(RoleName=role, PolicyName="more", PolicyDocument=document)
    yield role
    iam.delete_role_policy(RoleName=role, PolicyName="more")


def test_a_role_that_may_more_than_its_work_is_named_with_what_it_may(too_much: str) -> None:
    (found,) = faults(CHECKS["roles"](Cloud(), NAMES))
    assert ("roles", f"{too_much} may: ") == (found[0], found[1][: len(too_much) + 6])
    assert {"get", "head", "list"} <= set(found[1].split(": ")[1].split(", "))


def test_what_may_not_be_seen_is_never_called_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    found = list(inside(Cloud(), NAMES, {}))
    assert [(name, "open") for name in (*CHECKS, "functions")] == [
        (each.check, each.state) for each in found
    ]


def test_without_credentials_the_account_is_not_called_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    (found,) = account("dev", {})
    assert ("account", "open") == (found.check, found.state)
    assert "No credentials" in found.said
