"""The headers of what the distribution serves from the bucket, from the same data as Flask's.

The functions put theirs on by themselves. An account may have 20 such policies, so a stage has one
for each policy that the site needs and none besides.
"""

from collections.abc import Mapping
from typing import Any, Final

from app.addresses import PolicyName
from app.frame.headers import POLICIES
from serverless.stack.errors import AddressesRefused
from serverless.stack.names import Names
from serverless.stack.places import Resource

HSTS: Final = "Strict-Transport-Security"


def header_policy(names: Names, policy: PolicyName) -> Resource:
    """Return one policy of headers as the cloud wants it: those of security apart."""
    headers = dict(POLICIES[policy].headers())
    if policy == "asset":
        del headers["Cache-Control"]  # the file says it itself, so a missing one is not kept a year
    security = {
        "ContentSecurityPolicy": {
            "ContentSecurityPolicy": headers.pop("Content-Security-Policy"),
            "Override": True,
        },
        "ContentTypeOptions": {"Override": True},
        "FrameOptions": {"FrameOption": headers.pop("X-Frame-Options"), "Override": True},
        "ReferrerPolicy": {
            "ReferrerPolicy": headers.pop("Referrer-Policy"),
            "Override": True,
        },
        "StrictTransportSecurity": _hsts(headers.pop(HSTS)),
    }
    if headers.pop("X-Content-Type-Options") != "nosniff":
        raise AddressesRefused("X-Content-Type-Options can only be 'nosniff' in the cloud.")
    return {
        "Type": "AWS::CloudFront::ResponseHeadersPolicy",
        "Properties": {
            "ResponseHeadersPolicyConfig": {
                "Name": f"{names.stack}-{policy}",
                "SecurityHeadersConfig": security,
                "CustomHeadersConfig": {"Items": _custom(headers)},
            }
        },
    }


def logical(policy: PolicyName) -> str:
    """Return the policy's name within the template."""
    return f"{policy.capitalize()}Headers"


def _custom(headers: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"Header": header, "Value": value, "Override": True}
        for header, value in sorted(headers.items())
    ]


def _hsts(value: str) -> dict[str, Any]:
    parts = [part.strip() for part in value.split(";")]
    named = {part for part in parts if "=" not in part}
    age = dict(part.split("=") for part in parts if "=" in part).get("max-age")
    if age is None or named - {"includeSubDomains", "preload"}:
        raise AddressesRefused(f"{HSTS} holds what the cloud cannot say: max-age is needed.")
    return {
        "AccessControlMaxAgeSec": int(age),
        "IncludeSubdomains": "includeSubDomains" in named,
        "Preload": "preload" in named,
        "Override": True,
    }
