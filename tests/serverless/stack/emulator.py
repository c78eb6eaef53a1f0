"""The emulated cloud as a process of its own, taught what it lacks of the true one.

It does not know the condition `s3:if-none-match`; takes every connection for one without TLS, its
own to buckets included; and cannot dial the names of APIs.
"""

import os
import re
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

_API = re.compile(r"(?P<api>[a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com")


def teach(port: int) -> None:
    """Change the emulator within this process, before it serves."""
    # It reads its settings when it is imported.
    app: Any = import_module("ministack.app")
    iam_actions: Any = import_module("ministack.core.iam_actions")
    cloudfront: Any = import_module("ministack.services.cloudfront")
    s3: Any = import_module("ministack.services.s3")

    context, pin = iam_actions._s3_object_context, app.pin_request_origin
    origin, allows = cloudfront._dataplane_origin, s3._cloudfront_origin_allows

    def with_condition(
        action: str, query: Mapping[str, Any], path: str, headers: Mapping[str, str]
    ) -> dict[str, Any]:
        known: dict[str, Any] = context(action, query, path, headers)
        if action == "s3:PutObject" and headers.get("if-none-match"):
            known["s3:if-none-match"] = headers["if-none-match"]
        return known

    def locked(source: str, _secure: bool) -> None:  # noqa: FBT001 (its own signature)
        pin(source, True)  # noqa: FBT003 (its own signature)

    def fetched(*args: Any) -> bool:
        pin("127.0.0.1", True)  # noqa: FBT003 (its own signature)
        return bool(allows(*args))

    def dialled(element: Any) -> dict[str, Any]:
        made: dict[str, Any] = origin(element)
        if found := _API.fullmatch(made["domain_name"]):
            path = f"/_aws/execute-api/{found['api']}{made['origin_path']}"
            made |= {"domain_name": "localhost", "http_port": port, "origin_path": path}
            made["protocol_policy"] = "http-only"
        return made

    iam_actions._s3_object_context = with_condition
    app.pin_request_origin = locked
    cloudfront._dataplane_origin = dialled
    s3._cloudfront_origin_allows = fetched
    app.main()


if __name__ == "__main__":
    os.environ |= {
        "AUTH": "true",
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": sys.argv[1],
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    }
    teach(int(sys.argv.pop(1)))
