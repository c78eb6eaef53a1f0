"""An installation in an emulated S3: its buckets, the functions' roles, a keyring, staff."""

import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from boto3.session import Session

from app.store.base import Shelf
from app.store.place import open_place
from app.store.published import Published, open_published
from app.store.s3 import make_place
from app.store.s3_address import S3Address, S3Folder, S3Object
from app.store.s3_client import S3
from app.wire.envelope import open_envelope
from app.wire.errors import LetterUnread
from app.wire.keyring import sign_keyring
from app.wire.letter import Letter, parse
from app.wire.notice import sign_notice
from serverless.functions import FUNCTIONS, Function
from serverless.stack.names import BUCKETS, Names
from serverless.stack.roles import roles
from tests.intake.stage import SITE, identity, keyring, notice, root
from tests.store.s3_server import ROOT, Server

REGION: Final = "us-east-1"


@dataclass(frozen=True)
class Installation:
    """One stage of an account of its own."""

    server: Server
    names: Names
    keys: Mapping[Function, Mapping[str, str]]

    @property
    def s3(self) -> S3:
        return self.server.s3()

    @property
    def keyring(self) -> Published:
        return self._published("keyring.txt")

    @property
    def notice(self) -> Published:
        return self._published("notice.txt")

    def _published(self, name: str) -> Published:
        return open_published(S3Object(S3Folder(self.names.bucket("site"), ""), name), s3=self.s3)

    def environment(self, function: Function, endpoint: str = "") -> dict[str, str]:
        """Return what the function is told in the cloud; `endpoint` may be something in between."""
        return {
            **self.keys[function],
            "AWS_ENDPOINT_URL_S3": endpoint or self.server.endpoint,
            "AWS_REGION": REGION,
            "TURVA_STORE": self.names.store,
            "TURVA_KEYRING": f"s3://{self.names.bucket('site')}/keyring.txt",
            "TURVA_NOTICE": f"s3://{self.names.bucket('site')}/notice.txt",
            "TURVA_ROOT": root().verifier.serialise(),
            "TURVA_SITE": SITE,
            "TURVA_ORIGINS": "https://turva.example",
        }

    def envelopes(self) -> dict[str, bytes]:
        """Return every envelope in the store, by its name."""
        reader = open_place(S3Address.parse(self.names.store), s3=self.s3).reader("envelopes")
        return {name: reader.get(name) for name in reader.names()}

    def letters(self) -> list[Letter]:
        """Return every letter in the store, opened as staff open it."""
        found = []
        for data in self.envelopes().values():
            with suppress(LetterUnread):  # other tests send what is none
                found.append(parse(open_envelope(data, identity())))
        return found

    @property
    def replies(self) -> Shelf:
        return open_place(S3Address.parse(self.names.store), s3=self.s3).shelf("replies")

    def publish(self) -> None:
        """Publish a keyring, and that letters were collected today."""
        self.keyring.replace(sign_keyring(keyring(), root()).encode(), None)
        self.notice.replace(sign_notice(keyring().issued, notice()).encode(), None)


def install(server: Server) -> Installation:
    """Make an installation with nothing in it but the marks of its places."""
    stage_account = str(secrets.randbelow(10**12)).zfill(12)
    names = Names("dev", stage_account, REGION)
    s3 = server.s3()
    for kind in BUCKETS:
        answer = s3.send("PUT", S3Folder(names.bucket(kind), ""))
        assert 200 == answer.status, answer.code
    for kind in ("envelopes", "replies"):
        make_place(s3, S3Address.parse(names.store).of(kind))
    keys = {each: _credentials(server, names, each) for each in FUNCTIONS}
    return Installation(server, names, keys)


def _credentials(server: Server, names: Names, function: Function) -> dict[str, str]:
    """Return the keys of somebody who may do what the function's role may, to the letter."""
    made: Any = roles(names)[f"{function.capitalize()}Role"]["Properties"]["Policies"][0]
    session: Any = Session()
    iam = session.client(
        "iam",
        endpoint_url=server.endpoint,
        region_name=REGION,
        aws_access_key_id=ROOT.access_key,
        aws_secret_access_key=ROOT.secret_key,
    )
    name = f"{names.role(function)}-{secrets.token_hex(4)}"
    iam.create_user(UserName=name)
    document = json.dumps(made["PolicyDocument"])
    iam.put_user_policy(UserName=name, PolicyName="least", PolicyDocument=document)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    iam.close()
    return {
        "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"],
    }
