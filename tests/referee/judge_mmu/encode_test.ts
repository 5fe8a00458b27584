import { assertEquals, assertThrows } from "@std/assert";
import { encodeMmuCase } from "../../../src/referee/judge_mmu/encode.ts";
import {
  MMU_CASE,
  MMU_FLASH,
  MMU_IMAGE,
  MMU_MAX,
} from "../../../src/referee/mmu/layout.ts";
import type { MmuPlanCase } from "../../../src/referee/judge_mmu/plan.ts";

const PLAN: MmuPlanCase = {
  images: [
    {
      address: MMU_FLASH.BASE + 0x200,
      filled: 0x3000,
      erased: 0xff,
      bytes: new Uint8Array([1, 2, 3]),
    },
    { filled: 0, erased: 0, bytes: new Uint8Array([4]) },
  ],
  files: [{ image: 1, path: "a/file" }],
  steps: [
    {
      operation: "mmap",
      address: 0x7fff_f7ff_8000,
      length: 4096,
      prot: 1,
      flags: 2,
      file: 0,
      offset: 0x2000,
    },
    { operation: "mprotect", address: 0x1000, length: 1, prot: 3 },
    { operation: "munmap", address: 0x1000, length: 1 },
  ],
};

Deno.test("encodeMmuCase() puts a case into the words of kernel/mmu.h", () => {
  const { bytes, relative } = encodeMmuCase(PLAN, 7);
  const words = [...new BigUint64Array(bytes.slice().buffer)].map(Number);
  assertEquals(words.slice(0, 5), [words.length, 7, 2, 1, 3]);
  const image = MMU_CASE.WORDS;
  const source = image + MMU_IMAGE.SOURCE;
  assertEquals(relative, [source, source + MMU_IMAGE.WORDS]);
  const [first, second] = relative.map((at) => words[at]!);
  assertEquals(words.slice(image, source), [
    MMU_FLASH.BASE + 0x200,
    MMU_FLASH.END - MMU_FLASH.BASE - 0x200,
    0x3000,
    0xff,
  ]);
  assertEquals([...bytes.subarray(first!, first! + 3)], [1, 2, 3]);
  assertEquals(words[image + MMU_IMAGE.WORDS], 0);
  assertEquals(bytes[second!], 4);

  const file = image + 2 * MMU_IMAGE.WORDS;
  assertEquals(words.slice(file, file + 2), [3, 1]);
  const path = bytes.subarray(8 * file + 16, 8 * file + 23);
  assertEquals(new TextDecoder().decode(path), "a/file\0");
  assertEquals(words.slice(file + 3, file + 24), [
    ...[1, 0x7fff_f7ff_8000, 4096, 1, 2, 0, 0x2000],
    ...[2, 0x1000, 1, 3, 0, 0, 0],
    ...[3, 0x1000, 1, 0, 0, 0, 0],
  ]);
});

Deno.test("encodeMmuCase() refuses what the runner has no room for", () => {
  const files = new Array(MMU_MAX.FILES + 1).fill(PLAN.files[0]);
  assertThrows(
    () => encodeMmuCase({ ...PLAN, files }, 0),
    RangeError,
    "A case has 17 files, at most 16 fit",
  );
});
