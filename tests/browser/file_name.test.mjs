import assert from "node:assert/strict";
import test from "node:test";
import { cleanName } from "../../app/browser/file_name.mjs";
import { count, normalise } from "../../app/browser/text.mjs";
import { hardText, randomNumbers } from "./random.mjs";

for (const [
  why,
  name,
  ending,
  expected,
] of /** @type {[string, string, string | undefined, string][]} */ ([
  ["stays", "contract.pdf", undefined, "contract.pdf"],
  ["stays in Arabic", "عقد العمل 2.pdf", undefined, "عقد العمل 2.pdf"],
  ["stays in Thai", "สัญญา.docx", undefined, "สัญญา.docx"],
  ["keeps what joins letters", "نامه\u200cها.pdf", undefined, "نامه\u200cها.pdf"],
  ["keeps a family of emoji", "👨\u200d👩\u200d👧.pdf", undefined, "👨\u200d👩\u200d👧.pdf"],
  ["gets the ending of what was drawn", "IMG_0001.HEIC", ".jpg", "IMG_0001.jpg"],
  ["gets an ending", "scan", ".png", "scan.png"],
  ["loses no part that is no ending", "Meeting 12. notes", ".jpg", "Meeting 12. notes.jpg"],
  ["is no way up", "../../x", undefined, "x"],
  ["is no way up in Windows", "..\\..\\x.pdf", undefined, "x.pdf"],
  ["is no path", "/etc/passwd", undefined, "passwd"],
  ["is no drive", "C:\\fakepath\\a.pdf", undefined, "a.pdf"],
  ["is no stream", "a.pdf:evil", undefined, "a.pdf_evil"],
  ["is not hidden", ".bashrc", undefined, "bashrc"],
  ["does not end in points", "a.pdf...", undefined, "a.pdf"],
  ["hides no ending", "photo\u202egpj.exe", undefined, "photogpj.exe"],
  ["turns no direction", "\u2067a\u2069\u200f\u061c.pdf", undefined, "a.pdf"],
  ["has no controls", "a\u0000\n\r\t\u001b[31m\u0085b.pdf", undefined, "a[31mb.pdf"],
  ["has no lines", "a\u2028\u2029b.pdf", undefined, "ab.pdf"],
  ["has no signs that nobody sees", "a\u00ad\ufeff\u{e0041}.pdf", undefined, "a.pdf"],
  ["has no half characters", "a\ud800.pdf", undefined, "a\ufffd.pdf"],
  ["has no markup", '<img src="x">.pdf', undefined, "_img src=_x__.pdf"],
  ["is something", "", undefined, "file"],
  ["is something still", "../..", undefined, "file"],
  ["is something besides its ending", ".jpg", ".jpg", "jpg.jpg"],
  ["is something besides signs", "\u202e\u200f", ".png", "file.png"],
])) {
  test(`a name ${why}`, () => {
    assert.equal(cleanName(name, ending), expected);
  });
}

for (const [length, ending] of /** @type {[number, string | undefined][]} */ ([
  [250, undefined],
  [251, undefined],
  [252, undefined],
  [5000, undefined],
  [300, ".jpg"],
])) {
  test(`a name of ${length} emoji and an ending has at most 255 signs, and its ending`, () => {
    const name = cleanName(`${"😭".repeat(length)}.pdf`, ending);
    assert.equal(count(name), Math.min(255, length + 4));
    assert.ok(name.endsWith(ending ?? ".pdf"));
    assert.ok(name.startsWith("😭"));
  });
}

test("any name becomes one that the letter may hold, and cleaned again it is the same", () => {
  const random = randomNumbers(7);
  for (let round = 0; round < 500; round += 1) {
    const name = cleanName(hardText(random, 300));
    assert.equal(normalise(name), name);
    assert.ok(count(name) >= 1 && count(name) <= 255);
    assert.doesNotMatch(name, /[/\\\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/u);
    assert.doesNotMatch(name, /^\.|^$/);
    assert.equal(cleanName(name), name);
  }
});
