import { assert, assertEquals } from "@std/assert";
import { decodeRecords } from "../../../src/referee/answer/decode.ts";
import { MAX, RECORD } from "../../../src/referee/layout.ts";
import { Random } from "../../../src/referee/fuzz/draw/random.ts";
import { Words } from "../../../src/referee/plan/words.ts";

const WHOLE: readonly (readonly number[])[] = [
  [RECORD.CASE, 0, 0],
  [RECORD.STATE, 0, 3, 1, 6, 0],
  [RECORD.PAGES, 0, 0x9000, 0xa000],
  [RECORD.STEP, 0],
  [RECORD.RETURN, 0x9000],
  [RECORD.STATE, 0, 3, 1, 7, 1],
  [RECORD.PROCESS, 0, 1, 7, 0x1000, 0x2000],
  [RECORD.BYTES, 8, 0x1234],
  [RECORD.TEXT, 1, 8, 0x3031],
  [RECORD.REFERENCES, 1, 2, 3],
  [RECORD.END, 0, 0, 0],
];

function bytesOf(list: readonly (readonly number[])[]) {
  const words = new Words();
  for (const [type = 0, ...values] of list) {
    words.push(BigInt(type) << 32n | BigInt(values.length), ...values);
  }
  return words.bytes();
}

const log = new TextEncoder().encode("one\ntwo\n");

Deno.test("a record that goes beyond the end ends the results", () => {
  const results = bytesOf(WHOLE);
  const [cut] = decodeRecords({
    bits: 64,
    log,
    results: results.slice(0, results.length - 8),
  });
  assertEquals(cut?.complete, false);
  assertEquals(cut?.result.steps[0]?.value, 0x9000);

  const words = new BigUint64Array(results.buffer.slice(0, results.length));
  const pages = 9;
  assertEquals(words[pages], BigInt(RECORD.PAGES) << 32n | 3n);
  words[pages] = BigInt(RECORD.PAGES) << 32n | 0xffff_ffffn;
  const [long] = decodeRecords({
    bits: 64,
    log,
    results: new Uint8Array(words.buffer),
  });
  assertEquals(long?.result.filePages, []);
  assertEquals(long?.result.steps, []);
});

Deno.test("a step that no plan has is left out", () => {
  const [decoded] = decodeRecords({
    bits: 64,
    log,
    results: bytesOf([
      [RECORD.CASE, 0, 0],
      [RECORD.STEP, MAX.STEPS],
      [RECORD.RETURN, 1],
      [RECORD.SKIPPED, 0xffff_ffff, 1, 0],
      [RECORD.STEP, 0],
      [RECORD.RETURN, 2],
      [RECORD.END, 0, 0, 0],
    ]),
  });
  assertEquals(decoded?.result.steps.length, 1);
  assertEquals(decoded?.result.steps[0]?.value, 2);
});

Deno.test("no damage to the results gets in the way of reading them", () => {
  const random = new Random(7);
  const whole = bytesOf(WHOLE);
  for (let round = 0; round < 3000; round++) {
    const results = whole.slice();
    for (let i = 0; i <= random.below(6); i++) {
      results[random.below(results.length)] = random.pick([
        0,
        1,
        0x7f,
        0xff,
        random.below(256),
      ]);
    }
    for (const { result } of decodeRecords({ bits: 32, log, results })) {
      assert(result.steps.length <= MAX.STEPS);
    }
  }
});
