"""What the tests of the age format share."""

import subprocess
from pathlib import Path

import pytest

from tests.age.node import ROOT
from tests.age.stock import StockAge


@pytest.fixture(scope="session")
def stock_program() -> Path:
    """The path of a stock age 1.3 or later; without one the tests that compare with it fail."""
    found = subprocess.run(
        [ROOT / "tests" / "stock-age"], capture_output=True, text=True, check=False
    )
    if found.returncode:
        pytest.fail(found.stderr.strip(), pytrace=False)
    return Path(found.stdout.strip())


@pytest.fixture
def stock(stock_program: Path, tmp_path: Path) -> StockAge:
    """A stock age with an empty folder."""
    return StockAge(stock_program, tmp_path)
