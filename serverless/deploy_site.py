"""The site into its bucket: only what changed, new files before the pages that name them.

A record beside the site says what was put there and when something was dropped. An asset that no
page names any longer stays for a week, since somebody may be writing on a page that still loads it.
Keys that the record does not name, such as the keyring, are never touched.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from serverless.cloud import Cloud, told
from serverless.site_files import SiteObject, site_objects
from serverless.stack.errors import CloudRefused
from serverless.stack.names import Names

RECORD: Final = ".turva-site.json"
DROPPED_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Record:
    """What lies in the bucket by us: digests of what is in use, days of what is not."""

    files: Mapping[str, str] = field(default_factory=dict)
    dropped: Mapping[str, str] = field(default_factory=dict)

    def serialise(self) -> bytes:
        """Return the record as it is kept."""
        return json.dumps(
            {"files": self.files, "dropped": self.dropped}, sort_keys=True, indent=0
        ).encode()


@dataclass(frozen=True, slots=True)
class SitePlan:
    """What is put and removed, in this order, and the record of it."""

    put: tuple[SiteObject, ...]
    remove: tuple[str, ...]
    record: Record
    before: Record

    @property
    def empty(self) -> bool:
        """Whether nothing is done at all."""
        return not self.put and not self.remove and self.record == self.before


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass
class SiteDeployer:
    """The bucket of one stage's site. Every method raises CloudRefused or SiteRefused."""

    cloud: Cloud
    names: Names
    today: Callable[[], date] = _today
    _client: Any = field(init=False)

    def __post_init__(self) -> None:
        """Open the client."""
        self._client = self.cloud.client("s3")

    def plan(self, folder: Path, *, fresh: bool = False) -> SitePlan:
        """Return what putting the build there does; `fresh`: there is no bucket yet."""
        wanted = site_objects(folder)
        before = Record() if fresh else self._record()
        there = {} if fresh else self._there()
        put = [
            each
            for key, each in wanted.items()
            if before.files.get(key) != each.digest or there.get(key) != each.etag
        ]
        gone = (before.files.keys() | before.dropped.keys()) - wanted.keys()
        day = self.today()
        dropped = {key: before.dropped.get(key, day.isoformat()) for key in gone}
        old = {key for key in gone if not _stays(key, date.fromisoformat(dropped[key]), day)}
        return SitePlan(
            put=tuple(sorted(put, key=_order)),
            remove=tuple(sorted(old)),
            record=Record(
                {key: each.digest for key, each in wanted.items()},
                {key: since for key, since in dropped.items() if key not in old},
            ),
            before=before,
        )

    def apply(self, plan: SitePlan) -> None:
        """Do what the plan says; cut short, it can be planned and done again."""
        if plan.empty:
            return
        for each in plan.put:
            with told(f"put {each.key}"):
                encoding = {"ContentEncoding": each.encoding} if each.encoding else {}
                self._put(each.key, each.body, each.content_type, each.kept, **encoding)
        # Before anything is removed, so that a key that is left over is still known.
        with told("put the record of the site"):
            kept = Record(plan.record.files, {**plan.record.dropped, **self._due(plan)})
            self._put(RECORD, kept.serialise(), "application/json", "no-store")
        for key in plan.remove:
            with told(f"remove {key}"):
                self._client.delete_object(Bucket=self.names.bucket("site"), Key=key)
        if plan.remove:
            with told("put the record of the site"):
                self._put(RECORD, plan.record.serialise(), "application/json", "no-store")

    def _due(self, plan: SitePlan) -> dict[str, str]:
        day = self.today().isoformat()
        return {key: plan.before.dropped.get(key, day) for key in plan.remove}

    def _put(self, key: str, body: bytes, kind: str, kept: str, **other: str) -> None:
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        self._client.put_object(
            Bucket=self.names.bucket("site"),
            Key=key,
            Body=body,
            ContentType=kind,
            CacheControl=kept,
            ChecksumSHA256=digest,
            **other,
        )

    def _record(self) -> Record:
        try:
            with told("read the record of the site"):
                found = self._client.get_object(Bucket=self.names.bucket("site"), Key=RECORD)
                read = json.loads(found["Body"].read())
        except CloudRefused as error:
            if "NoSuchKey" in str(error):
                return Record()
            raise
        return Record(read["files"], read["dropped"])

    def _there(self) -> dict[str, str]:
        with told("list the site"):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self.names.bucket("site")
            )
            return {
                each["Key"]: each["ETag"].strip('"')
                for page in pages
                for each in page.get("Contents", ())
            }


def _order(each: SiteObject) -> tuple[bool, str]:
    """Put pages last, as they name the other files."""
    return (".html" in each.key, each.key)


def _stays(key: str, since: date, day: date) -> bool:
    return key.startswith("assets/") and day < since + timedelta(days=DROPPED_DAYS)
