import { assertEquals, assertThrows } from "@std/assert";
import { encodeCase } from "../../../src/referee/plan/encode.ts";
import {
  DEVICE,
  FILE,
  MOUNT,
  SPEC,
  STEP,
  VIA,
} from "../../../src/referee/layout.ts";
import type { PlanCase, PlanStep } from "../../../src/referee/plan/plan.ts";
import { WordReader } from "../../../src/referee/plan/words.ts";

function wordsOf(plan: PlanCase, bits: 32 | 64 = 64): (number | bigint)[] {
  const { bytes } = encodeCase(plan, { bits, ordinal: 7 });
  const reader = new WordReader(bytes);
  return Array.from({ length: reader.length }, () => reader.word());
}

/** Words of the only step of a case without files. */
function stepWords(step: PlanStep, bits: 32 | 64 = 64): (number | bigint)[] {
  const words = wordsOf({ steps: [step] }, bits);
  return words.slice(9 + 1);
}

Deno.test("encodeCase() begins with lengths and settings", () => {
  const words = wordsOf({
    trimPages: 4,
    maxMapCount: 9,
    processes: [{}, { ptraced: true, readImpliesExec: true }],
    steps: [{ operation: "exit" }],
  });
  assertEquals(words.slice(0, 11), [
    words.length,
    7,
    4,
    9,
    2,
    0,
    0,
    1,
    0,
    0,
    3,
  ]);
});

Deno.test("encodeCase() trims one page and has one process by default", () => {
  const words = wordsOf({ steps: [] });
  assertEquals(words, [10, 7, 1, 0, 1, 0, 0, 0, 0, 0]);
});

Deno.test("words larger than 2^53 and negative offsets are exact", () => {
  const words = stepWords({
    operation: "munmap",
    address: { step: 0, offset: -4096n },
    length: 0xffff_ffff_ffff_f001n,
  });
  assertEquals(words[1], STEP.MUNMAP);
  assertEquals(words.slice(4), [
    1,
    0xffff_ffff_ffff_f000n,
    0xffff_ffff_ffff_f001n,
  ]);
});

Deno.test("an offset in pages goes around the system call on 64 bits", () => {
  const step: PlanStep = {
    operation: "mmap",
    length: 1,
    prot: 1,
    flags: 2,
    pgoff: 5,
  };
  assertEquals(stepWords(step).slice(-2), [5, VIA.PGOFF]);
  assertEquals(stepWords(step, 32).slice(-2), [5, VIA.SYSCALL]);
});

Deno.test("an offset in bytes becomes pages for mmap2()", () => {
  const step: PlanStep = {
    operation: "mmap",
    length: 1,
    prot: 1,
    flags: 2,
    offset: 0x3000,
  };
  assertEquals(stepWords(step).slice(-2), [0x3000, VIA.SYSCALL]);
  assertEquals(stepWords(step, 32).slice(-2), [3, VIA.SYSCALL]);
  assertThrows(
    () => stepWords({ ...step, offset: 100 }, 32),
    RangeError,
    "no multiple of 4096",
  );
});

Deno.test("literal contents follow their file and are referred to", () => {
  const { bytes, relative } = encodeCase({
    files: [{
      kind: "probe",
      type: "reg",
      size: 3,
      mmap: "absent",
      readWith: "read_iter",
      contents: new Uint8Array([1, 2, 3]),
      mode: "r",
    }],
    steps: [],
  }, { bits: 64, ordinal: 0 });
  const file = 10;
  const word = file + FILE.SPEC + SPEC.CONTENTS;
  assertEquals(relative, [word]);
  const at = Number(new DataView(bytes.buffer).getBigUint64(8 * word, true));
  assertEquals([...bytes.subarray(at, at + 4)], [1, 2, 3, 0]);
  assertEquals(at, 8 * (file + FILE.WORDS));
});

Deno.test("a step cannot name a file or process that is not there", () => {
  assertThrows(
    () => wordsOf({ steps: [{ operation: "close", file: 0 }] }),
    RangeError,
    "file 0 of 0",
  );
  assertThrows(
    () => wordsOf({ steps: [{ operation: "exit", process: 1 }] }),
    RangeError,
    "process 1 of 1",
  );
});

Deno.test("a case has at most eight processes", () => {
  assertThrows(
    () => wordsOf({ processes: new Array(9).fill({}), steps: [] }),
    RangeError,
    "at most 8",
  );
});

Deno.test("devices stand before the steps, what is written to them at the end", () => {
  const { bytes, relative } = encodeCase({
    devices: [
      { kind: "fifo" },
      {
        kind: "NOR",
        address: 0x2200_0000,
        size: 4096,
        contents: new Uint8Array([1, 2, 3]),
        mount: "romfs",
        noexec: true,
      },
    ],
    steps: [{ operation: "exit" }],
  }, { bits: 64, ordinal: 0 });
  const words = new DataView(bytes.buffer);
  const word = (at: number) => Number(words.getBigUint64(8 * at, true));
  const first = 10;
  const second = first + DEVICE.WORDS;
  const step = second + DEVICE.WORDS;
  assertEquals(word(first + DEVICE.KIND), DEVICE.FIFO);
  assertEquals(word(second + DEVICE.KIND), DEVICE.NOR);
  assertEquals(word(second + DEVICE.ADDRESS), 0x2200_0000);
  assertEquals(word(second + DEVICE.FLAGS), DEVICE.NOEXEC);
  assertEquals(word(second + DEVICE.MOUNT), MOUNT.ROMFS);
  assertEquals(word(second + DEVICE.LENGTH), 3);
  assertEquals(word(step + 1), STEP.EXIT);
  assertEquals(relative, [second + DEVICE.SOURCE]);
  const source = word(second + DEVICE.SOURCE);
  assertEquals([...bytes.subarray(source, source + 4)], [1, 2, 3, 0]);
});
