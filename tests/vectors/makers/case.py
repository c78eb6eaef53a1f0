"""What every vector is made of, and the test keys.

The keys are for these vectors only: their seeds are the SHA-256 of a published sentence.
"""

import base64
import hashlib
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.age.hybrid import HybridIdentity

Case = dict[str, Any]


def _seed(owner: str) -> bytes:
    return hashlib.sha256(f"turva test key, keep nothing under it: {owner}".encode()).digest()


INTAKE = HybridIdentity(_seed("intake"))
STRANGER = HybridIdentity(_seed("stranger"))
ROOT = Ed25519PrivateKey.from_private_bytes(_seed("root"))
OTHER_ROOT = Ed25519PrivateKey.from_private_bytes(_seed("other root"))
REPLY = Ed25519PrivateKey.from_private_bytes(_seed("reply"))
NOTICE = Ed25519PrivateKey.from_private_bytes(_seed("notice"))


def b64(data: bytes) -> str:
    """Return padded base64 as text."""
    return base64.b64encode(data).decode()


def passes(name: str, why: str, given: object, result: object) -> Case:
    """Return a vector whose input is taken, with what comes of it."""
    return {"name": name, "why": why, "input": given, "expected": {"ok": result}}


def refused(name: str, why: str, given: object, code: str) -> Case:
    """Return a vector whose input is refused with the error of this code."""
    return {"name": name, "why": why, "input": given, "expected": {"refused": code}}
