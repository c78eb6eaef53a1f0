import assert from "node:assert/strict";
import { test } from "node:test";
import { PageMalformed } from "../../app/browser/errors.mjs";
import { ReceiptPlaces } from "../../app/frame/components/receipt/receipt.mjs";
import { asReal, sealedPage } from "../browser/sealed_page.mjs";

/** @type {import("../../app/browser/way_back.mjs").Shown} */
const SHOWN = {
  groups: ["00000", "11111", "22222", "33333", "44444"],
  call: ["012", "345"],
  made: new Date("2026-11-22T23:59:00Z"),
};

function places() {
  const page = sealedPage();
  page.document.documentElement.lang = "en";
  return { ...page, receipts: new ReceiptPlaces(asReal(page.document)) };
}

test("before sending the digits stand in groups, each digit by itself, and not sent is said", () => {
  const { receipts, byId } = places();
  receipts.show(SHOWN, "not-sent");
  assert.deepEqual([byId("receipt").hidden, byId("receipt-kept").hidden], [false, true]);
  assert.deepEqual(
    byId("receipt-groups").children.map(({ tag, textContent }) => [tag, textContent]),
    [
      ["li", "0 0 0 0 0"],
      ["li", "1 1 1 1 1"],
      ["li", "2 2 2 2 2"],
      ["li", "3 3 3 3 3"],
      ["li", "4 4 4 4 4"],
    ],
  );
  assert.deepEqual([byId("receipt-unsent").hidden, byId("receipt-unknown").hidden], [false, true]);
});

test("as long as it is not known, neither sent nor not sent is said", () => {
  const { receipts, byId } = places();
  receipts.show(SHOWN, "not-sent");
  receipts.show(SHOWN, "unknown");
  assert.deepEqual([byId("receipt-unsent").hidden, byId("receipt-unknown").hidden], [true, false]);
  assert.equal(byId("receipt").hidden, false);
});

test("once it arrived the digits stand there alone, with the call digits and the last day", () => {
  const { receipts, byId } = places();
  receipts.show(SHOWN, "unknown");
  receipts.show(SHOWN, "arrived");
  assert.deepEqual([byId("receipt").hidden, byId("receipt-kept").hidden], [true, false]);
  assert.equal(byId("receipt-groups").textContent, "");
  assert.equal(byId("receipt-kept-groups").children.length, 5);
  assert.equal(byId("receipt-kept-until").textContent, "January 21, 2027");
  assert.equal(byId("receipt-kept-say").textContent, "0 1 2");
  assert.equal(byId("receipt-kept-hear").textContent, "3 4 5");
});

test("without a receipt nothing of the one before is left", () => {
  for (const known of /** @type {const} */ (["not-sent", "arrived"])) {
    const { receipts, byId } = places();
    receipts.show(SHOWN, known);
    receipts.show(null, "not-sent");
    for (const id of ["receipt", "receipt-kept"]) {
      assert.equal(byId(id).hidden, true);
      assert.equal(byId(id).textContent, "");
    }
  }
});

test("call digits that are not derived yet leave their place empty", () => {
  const { receipts, byId } = places();
  receipts.show({ ...SHOWN, call: null }, "arrived");
  assert.equal(byId("receipt-kept-say").textContent, "");
});

for (const id of ["receipt-groups", "receipt-unsent", "receipt-kept-say", "receipt-kept-until"]) {
  test(`a place without ${id} is not used`, () => {
    const { document, byId } = sealedPage();
    byId(id).remove();
    assert.throws(() => new ReceiptPlaces(asReal(document)), PageMalformed);
  });
}

test("a page may have no place for a receipt, and says so", () => {
  const { document, byId } = sealedPage();
  byId("receipt").remove();
  assert.equal(new ReceiptPlaces(asReal(document)).isComplete, false);
  byId("receipt-kept").remove();
  const none = new ReceiptPlaces(asReal(document));
  assert.equal(none.isComplete, false);
  none.show(SHOWN, "arrived");
});
