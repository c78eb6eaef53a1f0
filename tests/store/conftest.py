"""The services that the tests of the store share: each is started once, when first it is needed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.store.s3_server import ALL, Server


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    """Return what starts a service by its name, or gives it if it runs already."""
    running: dict[str, Server] = {}
    with ExitStack() as stack:

        def start(name: str) -> Server:
            if name not in running:
                folder = tmp_path_factory.mktemp(name)
                running[name] = stack.enter_context(ALL[name](folder))
            return running[name]

        yield start
