"""Every page that a browser opens, from the table of addresses: one for each report."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.addresses import ADDRESSES, Address, link
from app.built import PROJECT

REPORTS = tuple(sorted(path.stem for path in (PROJECT / "content" / "statistics").glob("*.yaml")))


@dataclass(frozen=True)
class Opened:
    """One page, in whatever language; `file` names the report that it shows."""

    address: Address
    file: str = ""

    @property
    def name(self) -> str:
        """Return a name of its own: that of the address, or of the report."""
        return f"report, {self.file}" if self.file else self.address.name

    def path(self, language: str) -> str:
        """Return where it is in a language."""
        return link(self.address.name, lang=language, file=self.file)


def every_page(policies: Collection[str]) -> Iterator[Opened]:
    """Yield every page under one of these policies; files such as robots.txt are none."""
    for address in ADDRESSES:
        if "GET" in address.methods and address.policy in policies and address.path.endswith("/"):
            files = REPORTS if "{file}" in address.path else ("",)
            yield from (Opened(address, file) for file in files)
