"""Stands in for the functions where the stack alone is looked at: tells what reached it."""

import json
from collections.abc import Mapping
from typing import Any


def sealed(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Answer for the sealed way."""
    return _answer("sealed", event)


def plain(event: Mapping[str, Any], _context: object) -> dict[str, Any]:
    """Answer for the plain way."""
    return _answer("plain", event)


def _answer(function: str, event: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "function": function,
        "method": event["requestContext"]["http"]["method"],
        "path": event["rawPath"],
        "query": event["rawQueryString"],
        "headers": event["headers"],
    }
    headers = {"content-type": "application/json", "x-frame-options": "DENY"}
    status = 403 if event["rawPath"].endswith("/refused") else 200
    return {"statusCode": status, "headers": headers, "body": json.dumps(told)}
