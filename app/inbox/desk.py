"""What lies on a member of staff's desk: the stores and identities with which cases are read.

It joins `pull` and `read_cases`, and remembers while it lives what came in and when. It holds what
was opened in memory and nowhere else.
"""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from app.age.hybrid import HybridIdentity
from app.inbox.cases import Case, Contents, Quarantined, Questionnaires, read_cases
from app.inbox.sync import PullReport, Remote, pull
from app.store.base import Store


class Desk:
    """The intake's store, our own, and what opens what is in them.

    `pulled` is when a pull last brought all that there was, None before the first.
    """

    def __init__(
        self,
        remote: Remote,
        local: Store,
        identities: Sequence[HybridIdentity],
        questionnaires: Questionnaires,
    ) -> None:
        self._remote = remote
        self._local = local
        self._identities = identities
        self._questionnaires = questionnaires
        self._pulling = threading.Lock()
        self._settled: dict[str, Quarantined] = {}
        self._fresh: set[str] = set()
        self.pulled: datetime | None = None

    def pull(self) -> PullReport:
        """Keep what has come in since. Raises: StoreError (the local store cannot be listed)."""
        with self._pulling:
            report = pull(self._remote, self._local)
            self._fresh.update(report.new)
            if report.complete:
                self.pulled = datetime.now(UTC)
        return report

    def contents(self) -> Contents:
        """Return all that is kept, opened. Raises: StoreError (as above)."""
        return read_cases(self._local, self._identities, self._questionnaires, self._settled)

    def is_fresh(self, case: Case) -> bool:
        """Tell whether anything of the case came in since this desk was opened."""
        return not self._fresh.isdisjoint(case.envelopes)
