/**
 * Random files and their drivers.
 *
 * @module
 */

import type { WordSize } from "../../../abi/word.ts";
import type { DraftMap, DraftValue } from "../draft.ts";
import type { Random } from "./random.ts";

/** Errors that drivers answer; ENOSYS has a meaning of its own. */
const ERRORS = ["ENOSYS", "EINVAL", "ENODEV", "EAGAIN", "ENOMEM", "EIO"];
const CAPABILITIES = ["COPY", "DIRECT", "READ", "WRITE", "EXEC"];
const SIZES = [0, 1, 100, 4095, 4096, 4097, 5000, 8192, 12288, 20480, 65536];

/** Names joined as the format wants them. */
export function flagsText(names: readonly string[]): string {
  return names.length === 0 ? "NONE" : names.join("|");
}

/** Where the device with this number lies. */
export function deviceBase(number: number): number {
  return 0x2000_0000 + number * 0x100_0000;
}

/** A file with any set of operations and answers. */
export function randomFile(random: Random, number: number): DraftMap {
  const file: Record<string, DraftValue> = {
    type: random.weighted([
      [40, "chr"],
      [25, "reg"],
      [15, "blk"],
      [10, "fifo"],
      [5, "sock"],
      [5, "dir"],
    ]),
    size: random.pick(SIZES),
  };
  if (random.chance(0.8)) file["capabilities"] = capabilities(random);
  if (random.chance(0.7)) file["get_unmapped_area"] = area(random, number);
  const mmap = random.weighted<DraftValue>([
    [60, "ok"],
    [15, random.pick(ERRORS)],
    [10, "ENOSYS"],
    [10, "shared-only"],
    [5, "absent"],
  ]);
  if (mmap !== "ok") file["mmap"] = mmap;
  const read = random.weighted<DraftValue>([
    [60, "ok"],
    [15, "absent"],
    [10, random.pick(ERRORS)],
    [15, { at_most: random.pick([0, 1, 100, 4095, 4096, 5000]) }],
  ]);
  if (read !== "ok") file["read"] = read;
  if (read !== "absent" && random.chance(0.2)) {
    file["read_with"] = random.pick(["read", "both"]);
  }
  const mode = file["type"] === "dir"
    ? "r"
    : random.weighted([[60, "rw"], [20, "r"], [15, "w"], [5, "path"]]);
  if (mode !== "rw") file["mode"] = mode;
  if (random.chance(0.15)) file["noexec"] = true;
  if (random.chance(0.1)) file["append_only"] = true;
  return file;
}

/** Some of the bits that mean something, now and then others as well. */
function capabilities(random: Random): string {
  return random.chance(0.05)
    ? hexText(random.below(0x1_0000))
    : flagsText(random.some(CAPABILITIES, 0.6));
}

/** Addresses at the ends of the address space. */
const EXTREMES = [0, 1, 0x1000, 0xffff_0000, 0xffff_e000, 0xffff_f000];

function area(random: Random, number: number): DraftValue {
  const base = deviceBase(number);
  return random.weighted<DraftValue>([
    [60, { base: hexText(base) }],
    [15, { fixed: hexText(base) }],
    [5, { base: hexText(base + random.pick([0x123, 0x800, 1])) }],
    [2, { fixed: hexText(random.pick(EXTREMES)) }],
    [18, random.pick(ERRORS)],
  ]);
}

/** A number in hexadecimal. */
export function hexText(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

const ALL = "COPY|DIRECT|READ|WRITE|EXEC";

/** Devices and files of the kinds that there are in practice. */
export function usualFile(
  random: Random,
  number: number,
  bits: WordSize,
): DraftMap {
  const base = hexText(deviceBase(number));
  const linear = { get_unmapped_area: { base } };
  const kind = random.weighted<DraftMap | undefined>([
    [25, undefined],
    [15, { capabilities: ALL, ...linear }],
    [8, { capabilities: "DIRECT|READ|WRITE|EXEC", ...linear }],
    [8, { capabilities: "COPY|DIRECT|READ|WRITE", ...linear }],
    [4, linear],
    [8, { capabilities: ALL, get_unmapped_area: { fixed: base } }],
    [8, { type: "reg" }],
    [6, { capabilities: "COPY|READ|WRITE|EXEC" }],
    [6, { capabilities: ALL, get_unmapped_area: "ENOSYS" }],
    [6, { capabilities: ALL, ...linear, mmap: "ENOSYS" }],
    [6, { capabilities: ALL, ...linear, mmap: "shared-only" }],
    [3, { capabilities: ALL, ...linear, mmap: "EAGAIN" }],
    [bits === 64 ? 2 : 0, {
      capabilities: ALL,
      get_unmapped_area: { base: "0x1ffff00000000" },
    }],
  ]);
  return kind === undefined ? ramfsFile(random) : {
    ...kind,
    size: random.pick([32768, 32768, 16384, 4096, 5000]),
    ...usualMode(random),
  };
}

/** A file of ramfs: empty, of whole pages, or not. */
export function ramfsFile(random: Random): DraftMap {
  return {
    driver: "ramfs",
    size: random.weighted([
      [60, 32768],
      [15, 16384],
      [25, random.pick([0, 1, 4095, 4096, 8193, 12288, 20000])],
    ]),
    ...usualMode(random),
  };
}

/** A device whose pages lie in their order. */
export function linearFile(random: Random, number: number): DraftMap {
  return {
    capabilities: random.chance(0.7) ? ALL : "DIRECT|READ|WRITE|EXEC",
    get_unmapped_area: { base: hexText(deviceBase(number)) },
    size: 65536,
    ...usualMode(random),
  };
}

function usualMode(random: Random): DraftMap {
  const mode = random.weighted([[80, "rw"], [18, "r"], [2, "w"]]);
  return mode === "rw" ? {} : { mode };
}
