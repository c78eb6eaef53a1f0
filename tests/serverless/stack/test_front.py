"""What stands before the functions and the bucket: headers, what is forwarded, what is kept."""

from typing import Any

import pytest

from app.addresses import PolicyName
from app.frame.headers import POLICIES
from serverless.stack.behaviours import behaviours
from serverless.stack.front import KEPT, NOT_KEPT
from tests.serverless.stack.made import WHOLE, config, of_type

USED: list[PolicyName] = sorted(
    {each.treatment.policy for each in behaviours() if each.treatment.origin == "site"} | {"page"}
)


def told(policy: PolicyName) -> dict[str, str]:
    """Return the headers of a policy as the cloud sends them."""
    made = WHOLE["Resources"][f"{policy.capitalize()}Headers"]["Properties"]
    held: dict[str, Any] = made["ResponseHeadersPolicyConfig"]
    security = held["SecurityHeadersConfig"]
    hsts = security["StrictTransportSecurity"]
    parts = [f"max-age={hsts['AccessControlMaxAgeSec']}"]
    parts += ["includeSubDomains"] if hsts["IncludeSubdomains"] else []
    parts += ["preload"] if hsts["Preload"] else []
    everything = [*security.values(), *held["CustomHeadersConfig"]["Items"]]
    assert all(each["Override"] is True for each in everything)
    assert "ContentTypeOptions" in security
    return {
        "Content-Security-Policy": security["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "X-Frame-Options": security["FrameOptions"]["FrameOption"],
        "X-Content-Type-Options": "nosniff",
        "Strict-Transport-Security": "; ".join(parts),
        **{each["Header"]: each["Value"] for each in held["CustomHeadersConfig"]["Items"]},
    }


@pytest.mark.parametrize("policy", USED)
def test_the_cloud_sends_the_headers_that_flask_sends(policy: PolicyName) -> None:
    expected = dict(POLICIES[policy].headers())
    if policy == "asset":  # the file itself says it: a missing one must not be kept for a year
        del expected["Cache-Control"]
    assert expected == told(policy)


def test_three_stages_fit_the_twenty_policies_of_an_account() -> None:
    assert 3 * len(list(of_type("AWS::CloudFront::ResponseHeadersPolicy"))) <= 20


def test_what_the_intake_decides_by_is_forwarded_and_nothing_that_says_who_asks() -> None:
    ((_, made),) = of_type("AWS::CloudFront::OriginRequestPolicy")
    held = made["OriginRequestPolicyConfig"]
    expected = {"Content-Type", "Origin", "Sec-Fetch-Site", "Keyring-Serial"}
    assert expected == set(held["HeadersConfig"]["Headers"])
    assert "none" == held["CookiesConfig"]["CookieBehavior"]
    assert "none" == held["QueryStringsConfig"]["QueryStringBehavior"]


def test_only_what_never_changes_is_kept_at_the_edge() -> None:
    made = [config()["DefaultCacheBehavior"], *config()["CacheBehaviors"]]
    kept = {each.get("PathPattern") for each in made if each["CachePolicyId"] == KEPT}
    assert {"/assets/*"} == kept
    assert {KEPT, NOT_KEPT} == {each["CachePolicyId"] for each in made}


def test_a_functions_answer_reaches_the_sender_as_it_is() -> None:
    assert "CustomErrorResponses" not in config()
    assert "Logging" not in config()
    for each in config()["CacheBehaviors"]:
        if each["TargetOriginId"] != "site":
            assert "ResponseHeadersPolicyId" not in each
            assert "FunctionAssociations" not in each
            assert "POST" in each["AllowedMethods"]
            assert {"Ref": "Forwarded"} == each["OriginRequestPolicyId"]
        else:
            assert ["GET", "HEAD"] == each["AllowedMethods"]


def test_every_connection_is_locked() -> None:
    made = [config()["DefaultCacheBehavior"], *config()["CacheBehaviors"]]
    assert {"redirect-to-https"} == {each["ViewerProtocolPolicy"] for each in made}
    assert "TLSv1.2_2021" == config()["ViewerCertificate"]["MinimumProtocolVersion"]
    custom = [each["CustomOriginConfig"] for each in config()["Origins"][1:]]
    assert 2 == len(custom)
    assert {"https-only"} == {each["OriginProtocolPolicy"] for each in custom}
