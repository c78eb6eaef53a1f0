"""The distribution: the site from its bucket, what is sent to the two functions, one host for both.

It forwards of a request what the intake decides by, and nothing that says who asks: no cookie, no
query, no agent, no referrer. It keeps no log. It has no error pages of its own: they would stand in
place of the answers with which the intake says what is wrong (P11).
"""

from dataclasses import dataclass
from typing import Any, Final

from app.wire.constants import SERIAL_HEADER
from serverless.functions import FUNCTIONS, Function
from serverless.stack import headers
from serverless.stack.behaviours import DEFAULT, Treatment, behaviours
from serverless.stack.edge import EVENTS, edge
from serverless.stack.names import Names
from serverless.stack.places import Resource

FORWARDED: Final = ("Content-Type", "Origin", "Sec-Fetch-Site", SERIAL_HEADER)
"""What the intake reads of a request, beside its body."""

NOT_KEPT: Final = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
"""The cloud's own cache policy under which nothing is kept at the edge: CachingDisabled."""

KEPT: Final = "658327ea-f89d-4fab-a63d-7e88639e58f6"
"""The cloud's own cache policy that follows the origin's Cache-Control: CachingOptimized."""

_READ: Final = ["GET", "HEAD"]
_ALL: Final = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]


@dataclass(frozen=True, slots=True)
class Api:
    """Where a function is reached: host and stage of its HTTP API."""

    host: str
    path: str


@dataclass(frozen=True, slots=True)
class Host:
    """The name under which the site is known, and the certificate for it in us-east-1."""

    name: str
    certificate: str


Apis = dict[Function, Api]


def front(names: Names, apis: Apis, host: Host | None) -> dict[str, Resource]:
    """Return the distribution and all that belongs to it."""
    used = {DEFAULT, *(each.treatment for each in behaviours())}
    policies = sorted({each.policy for each in used if each.origin == "site"})
    return {
        "Access": _access(names),
        "Forwarded": _forwarded(names),
        "Files": edge(names),
        **{headers.logical(policy): headers.header_policy(names, policy) for policy in policies},
        "Distribution": _distribution(names, apis, host),
    }


def _access(names: Names) -> Resource:
    return {
        "Type": "AWS::CloudFront::OriginAccessControl",
        "Properties": {
            "OriginAccessControlConfig": {
                "Name": f"{names.stack}-site",
                "OriginAccessControlOriginType": "s3",
                "SigningBehavior": "always",
                "SigningProtocol": "sigv4",
            }
        },
    }


def _forwarded(names: Names) -> Resource:
    return {
        "Type": "AWS::CloudFront::OriginRequestPolicy",
        "Properties": {
            "OriginRequestPolicyConfig": {
                "Name": f"{names.stack}-forwarded",
                "HeadersConfig": {"HeaderBehavior": "whitelist", "Headers": [*FORWARDED]},
                "CookiesConfig": {"CookieBehavior": "none"},
                "QueryStringsConfig": {"QueryStringBehavior": "none"},
            }
        },
    }


def _distribution(names: Names, apis: Apis, host: Host | None) -> Resource:
    config: dict[str, Any] = {
        "Enabled": True,
        "Comment": names.stack,
        "HttpVersion": "http2and3",
        "IPV6Enabled": True,
        "PriceClass": "PriceClass_100",
        "Origins": [_site(names), *(_function(each, apis[each]) for each in FUNCTIONS)],
        "DefaultCacheBehavior": _behaviour(DEFAULT),
        "CacheBehaviors": [
            {"PathPattern": each.pattern, **_behaviour(each.treatment)} for each in behaviours()
        ],
    }
    if host is not None:
        config["Aliases"] = [host.name]
        config["ViewerCertificate"] = {
            "AcmCertificateArn": host.certificate,
            "MinimumProtocolVersion": "TLSv1.2_2021",
            "SslSupportMethod": "sni-only",
        }
    return {
        "Type": "AWS::CloudFront::Distribution",
        "DependsOn": ["SiteBucket"],
        "Properties": {"DistributionConfig": config},
    }


def _site(names: Names) -> Resource:
    return {
        "Id": "site",
        "DomainName": f"{names.bucket('site')}.s3.{names.region}.amazonaws.com",
        "OriginAccessControlId": {"Fn::GetAtt": ["Access", "Id"]},
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }


def _function(function: Function, api: Api) -> Resource:
    return {
        "Id": function,
        "DomainName": api.host,
        "OriginPath": api.path,
        "CustomOriginConfig": {
            "OriginProtocolPolicy": "https-only",
            "OriginSSLProtocols": ["TLSv1.2"],
            "OriginReadTimeout": 30,
        },
    }


def _behaviour(treatment: Treatment) -> dict[str, Any]:
    made: dict[str, Any] = {
        "TargetOriginId": treatment.origin,
        "ViewerProtocolPolicy": "redirect-to-https",
        "AllowedMethods": _ALL if treatment.sends else _READ,
        "CachedMethods": _READ,
        "CachePolicyId": KEPT if treatment.policy == "asset" else NOT_KEPT,
        "Compress": False,
    }
    if treatment.origin != "site":
        made["OriginRequestPolicyId"] = {"Ref": "Forwarded"}
        return made
    made["ResponseHeadersPolicyId"] = {"Ref": headers.logical(treatment.policy)}
    if treatment.policy in ("page", "sealed", "exit", "asset"):
        made["FunctionAssociations"] = [
            {"EventType": event, "FunctionARN": {"Fn::GetAtt": ["Files", "FunctionARN"]}}
            for event in EVENTS
        ]
    return made
