import { assertEquals } from "@std/assert";
import { decodeRecords } from "../../../src/referee/answer/decode.ts";
import { errnoOf } from "../../../src/referee/answer/decode_state.ts";
import { CALL, RECORD } from "../../../src/referee/layout.ts";
import { Words } from "../../../src/referee/plan/words.ts";

type Value = number | bigint;

/** Records one after the other, each a type and its words. */
function records(...list: [type: number, ...words: Value[]][]) {
  const words = new Words();
  for (const [type, ...values] of list) {
    words.push(BigInt(type) << 32n | BigInt(values.length), ...values);
  }
  return words.bytes();
}

const encoder = new TextEncoder();
const BEFORE: [number, ...Value[]] = [RECORD.STATE, 0, 3, 1, 6, 0];

Deno.test("errnoOf() knows the upper 4095 words of each size", () => {
  assertEquals(errnoOf(0xffff_ffea, 32), 22);
  assertEquals(errnoOf(0xffff_f000, 32), undefined);
  assertEquals(errnoOf(0xffff_ffea, 64), undefined);
  assertEquals(errnoOf(0xffff_ffff_ffff_ffean, 64), 22);
  assertEquals(errnoOf(0x8000_0000, 32), undefined);
});

Deno.test("decodeRecords() ties messages to the step that they came in", () => {
  const log = encoder.encode("boot\nsetup\nWARNING: one\nlast\n");
  const at = (text: string) => log.length - encoder.encode(text).length;
  const [decoded] = decodeRecords({
    bits: 64,
    log,
    results: records(
      [RECORD.CASE, 4, at("setup\nWARNING: one\nlast\n")],
      [RECORD.STATE, at("WARNING: one\nlast\n"), 0, 1, 6, 0],
      [RECORD.STEP, 0],
      [RECORD.RETURN, 0],
      [RECORD.STATE, at("last\n"), 2, 1, 8, 1],
      [RECORD.END, 1, log.length, 0],
    ),
  });
  assertEquals(decoded?.ordinal, 4);
  assertEquals(decoded?.complete, true);
  assertEquals(decoded?.result.setupMessages, ["setup"]);
  assertEquals(decoded?.result.steps[0]?.messages, ["WARNING: one"]);
  assertEquals(decoded?.result.cleanupMessages, ["last"]);
  assertEquals(decoded?.result.leftRegions, 1);
});

Deno.test("decodeRecords() leaves the last step of a dead kernel unanswered", () => {
  const log = encoder.encode("kernel BUG at mm/nommu.c:464!\n");
  const [decoded] = decodeRecords({
    bits: 64,
    log,
    results: records(
      [RECORD.CASE, 0, 0],
      BEFORE,
      [RECORD.STEP, 0],
      [RECORD.CALL, CALL.CAPABILITIES, 1, 0x79, 0, 0, 0, 0],
    ),
  });
  assertEquals(decoded?.complete, false);
  const step = decoded?.result.steps[0];
  assertEquals(step?.gap, "unanswered");
  assertEquals(step?.messages, ["kernel BUG at mm/nommu.c:464!"]);
  assertEquals(step?.calls, [
    { operation: "mmap_capabilities", file: 0, result: 0x79 },
  ]);
});

Deno.test("decodeRecords() reads a VMA, its region and what a driver was asked", () => {
  const vma = [0, 0x100, 0x9000, 0x9fff, 0x9000, 0xa000, 2, 0xfb, 0x200, 2];
  const region = [0x200, 0x9000, 0xa000, 0xa000, 2, 1, 0xfb, 1, 2];
  const [decoded] = decodeRecords({
    bits: 32,
    log: new Uint8Array(),
    results: records(
      [RECORD.CASE, 0, 0],
      BEFORE,
      [RECORD.STEP, 0],
      [RECORD.CALL, CALL.GUA, 2, 0xffff_ffda, 0, 4096, 2, 1],
      [RECORD.CALL, CALL.MMAP, 2, -38n, 0x9000, 0xa000, 2, 0xfb],
      [RECORD.RETURN, 0x9000],
      [RECORD.STATE, 0, 0, 1, 7, 1],
      [RECORD.AT, ...vma, ...region],
      [RECORD.END, 0, 0, 0],
    ),
  });
  const step = decoded?.result.steps[0];
  assertEquals(step?.calls[0], {
    operation: "get_unmapped_area",
    file: 1,
    errno: 38,
    address: 0,
    length: 4096,
    pgoff: 2,
    flags: 1,
  });
  assertEquals(step?.calls[1], {
    operation: "mmap",
    file: 1,
    result: -38,
    start: 0x9000,
    end: 0xa000,
    pgoff: 2,
    flags: 0xfb,
  });
  assertEquals(step?.vma?.file, 1);
  assertEquals(step?.vma?.freed, false);
  assertEquals(step?.region?.icacheFlushed, true);
  assertEquals(step?.region?.usage, 1);
});

Deno.test("decodeRecords() knows freed VMAs and other files", () => {
  const freed = [0, 0x100, 0x9000, 0x9fff, 0, 0, 0, 0, 0, 2n ** 64n - 1n];
  const other = [0, 0x101, 0xb000, 0xbfff, 0xb000, 0xc000, 0, 1, 0x200, 0x8123];
  const [decoded] = decodeRecords({
    bits: 64,
    log: new Uint8Array(),
    results: records(
      [RECORD.CASE, 0, 0],
      BEFORE,
      [RECORD.FILE, 3, 0x8123, 55, 7],
      [RECORD.STEP, 0],
      [RECORD.RETURN, 0],
      [RECORD.STATE, 0, 0, 1, 7, 1],
      [RECORD.PROCESS, 0, 1, 7, 0x1000, 0x2000],
      [RECORD.VMA, ...freed],
      [RECORD.VMA, ...other],
      [RECORD.END, 0, 0, 0],
    ),
  });
  const [process] = decoded?.result.steps[0]?.processes ?? [];
  assertEquals(process?.vmas.map(({ freed }) => freed), [true, false]);
  assertEquals(process?.vmas[1]?.file, 3);
  assertEquals(process?.ownStart, 0x1000);
});

Deno.test("decodeRecords() says why a step was left out", () => {
  const [decoded] = decodeRecords({
    bits: 64,
    log: new Uint8Array(),
    results: records(
      [RECORD.CASE, 0, 0],
      BEFORE,
      [RECORD.SKIPPED, 0, 3, 21],
      [RECORD.SKIPPED, 1, 1, 0],
      [RECORD.END, 0, 0, 0],
    ),
  });
  assertEquals(
    decoded?.result.steps.map(({ gap, errno }) => [gap, errno]),
    [["no-file", 21], ["no-address", undefined]],
  );
});
