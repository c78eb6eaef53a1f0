"""Groups of tests that share something costly run in one process (`xdist_group`)."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tell the scheduler each test's group by its id, as pytest-xdist does up to pytest 9.1.

    From 9.2 on what it writes there is not looked at (pytest-dev/pytest-xdist#1386), and a group
    would be spread over all processes.
    """
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        groups = sorted({str(mark.args[0]) for mark in item.iter_markers("xdist_group")})
        if groups and item.parent is not None and not item.nodeid.endswith(f"@{'_'.join(groups)}"):
            item._id = item.parent.id.child(f"{item.name}@{'_'.join(groups)}")
