/**
 * Random single requests.
 *
 * @module
 */

import type { WordSize } from "../../../abi/word.ts";
import type { Draft, DraftMap, DraftValue } from "../draft.ts";
import type { Random } from "./random.ts";
import { flagsText, hexText, randomFile, usualFile } from "./file.ts";

const LENGTHS = [1, 100, 4095, 4096, 4097, 8192, 12288, 20480, 28673, 65536];
const LARGE = [
  0x3f_f000,
  0x40_0000,
  0x40_0001,
  0x100_0000,
  0x3fff_f000,
  0x7fff_f000,
];
const ANONYMOUS = 0x20;
const EXTRA_FLAGS = [
  "LOCKED",
  "NORESERVE",
  "POPULATE",
  "NONBLOCK",
  "STACK",
  "HUGETLB",
  "SYNC",
  "FIXED_NOREPLACE",
  "GROWSDOWN",
  "DENYWRITE",
  "EXECUTABLE",
  "UNINITIALIZED",
];

/** A random request on a random file, and the unmapping of what came. */
export function randomRequest(
  random: Random,
  options: { readonly id: string; readonly kernel: string },
): Draft {
  const bits: WordSize = random.chance(0.5) ? 32 : 64;
  const anonymous = random.chance(0.1);
  const trim = random.weighted([
    [85, 1],
    [5, 0],
    [10, random.pick([2, 3, 4, 7, 8, 16, 100])],
  ]);
  const request = randomMmap(random, bits, anonymous, trim);
  const caller: Record<string, DraftValue> = {};
  if (random.chance(0.04)) caller["ptraced"] = true;
  if (random.chance(0.05)) caller["read_implies_exec"] = true;
  const steps: DraftMap[] = [{ as: "it", mmap: request }];
  if (random.chance(0.7)) {
    const { length } = request as { length: DraftValue };
    steps.push({ munmap: { address: "it", length } });
  }
  return {
    ...options,
    machine: {
      word_size: bits,
      ...(trim === 1 ? {} : { nr_trim_pages: trim }),
    },
    files: anonymous ? {} : {
      file: random.chance(0.4)
        ? usualFile(random, 0, bits)
        : randomFile(random, 0),
    },
    processes: { caller },
    steps,
  };
}

function randomMmap(
  random: Random,
  bits: WordSize,
  anonymous: boolean,
  trim: number,
): DraftMap {
  const type = random.weighted([
    [45, "SHARED"],
    [47, "PRIVATE"],
    [4, "SHARED_VALIDATE"],
    [4, "NONE"],
  ]);
  const flags = [type, ...random.some(EXTRA_FLAGS, 0.02)];
  if (anonymous || random.chance(0.02)) flags.push("ANONYMOUS");
  if (random.chance(0.02)) flags.push("FIXED");
  const named = flags.filter((name) => name !== "NONE");
  const prot = random.chance(0.03)
    ? hexText(random.below(0x8000_0000))
    : flagsText(random.some(["READ", "WRITE", "EXEC"], 0.5));
  const descriptor: DraftMap = random.chance(0.02)
    ? { fd: random.pick([-1, 99, 1023]) }
    : anonymous
    ? {}
    : { file: "file" };
  return {
    ...descriptor,
    ...(random.chance(0.05) ? { address: hexText(random.below(2 ** 31)) } : {}),
    length: lengthText(random, bits, trim),
    prot,
    flags: random.chance(0.02)
      ? hexText(random.below(0x8000_0000) | (anonymous ? ANONYMOUS : 0))
      : named.length === 0
      ? 0
      : named.join("|"),
    ...offsetOf(random, bits),
  };
}

/** Lengths that would clear all memory are left to scenarios. */
function lengthText(random: Random, bits: WordSize, trim: number): DraftValue {
  if (random.chance(0.75)) return random.pick(LENGTHS);
  if (random.chance(0.6)) return 1 + random.below(33 * 4096);
  if (random.chance(0.2)) return 0;
  if (random.chance(0.6) || trim === 0) return hexText(random.pick(LARGE));
  const top = bits === 64 ? 2n ** 64n : 2n ** 32n;
  const shift = BigInt(random.below(bits - 15));
  return hexText((top >> shift) - BigInt(random.below(3) * 4096 + 1));
}

function offsetOf(random: Random, bits: WordSize): DraftMap {
  if (random.chance(0.6)) return {};
  if (random.chance(0.7)) return { offset: random.below(9) * 4096 };
  const top = bits === 64 ? 2n ** 64n : 2n ** 32n;
  if (random.chance(0.5)) {
    const shift = BigInt(random.below(bits - 4));
    const pgoff = (top >> shift) - BigInt(random.below(4) + 1);
    return { pgoff: hexText(pgoff) };
  }
  const offset = (top >> BigInt(random.below(bits - 15))) -
    4096n * BigInt(random.below(4) + 1);
  return { offset: hexText(offset) };
}
