"""A referrer's draft file is opened by the stock age with the passphrase that was typed."""

import json

import pytest

from tests.age.node import run_node
from tests.age.stock import StockAge

WORDS = "oikea hevonen — 正しい馬"
ANSWERS = {"told": "first line\nمرحبا 😀", "risk": ["person", "others"]}


@pytest.mark.parametrize("work_factor", [12, 18])
def test_the_stock_age_opens_a_draft_file(stock: StockAge, work_factor: int) -> None:
    asked = {"passphrase": WORDS, "answers": ANSWERS, "workFactor": work_factor}
    made = run_node("tests/browser/draft_interop.mjs", json.dumps(asked).encode())
    path = stock.write("turva-draft-2026-11-22.age", made)
    opened = stock.age_asking([WORDS], "--decrypt", path)

    assert 4096 == len(opened)
    assert ANSWERS == json.loads(opened)["answers"]
