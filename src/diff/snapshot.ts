/**
 * What can be seen of one call, in a form that can be compared.
 *
 * @module
 */
import { errnoName } from "../abi/errno.ts";
import { hex, offsetInPage, subtractWords, type Word } from "../abi/word.ts";
import type { DriverCall, Outcome } from "../mm/outcome.ts";
import type { World, WorldProcess } from "../mm/world.ts";

/** What is seen of a call. */
export interface Snapshot {
  /** An errno, what backs the mapping, `ok`, or `stops`. */
  readonly result: string;
  /** The rule that decided. */
  readonly reason: string;
  /** Hazards in alphabetical order, separated by commas. */
  readonly hazards: string;
  /** Where the mapping lies, as far as the kernel does not choose freely. */
  readonly address: string;
  /** Bytes of the mapping. */
  readonly length: Word;
  /** Its VM flags. */
  readonly vmFlags: number;
  /** Bytes of its region, used and allocated; the two, as text. */
  readonly region: string;
  /** Driver operations that were called, but for `mmap_capabilities`. */
  readonly calls: string;
  /** The same with their arguments. */
  readonly callArguments: string;
  /** Kinds of kernel messages. */
  readonly messages: string;
  /** Pages that the process gained by the call, as the kernel counts them. */
  readonly totalVm: number;
  /** Mappings that the process gained, as the kernel counts them. */
  readonly mapCount: number;
  /** Pages that were allocated by the call. */
  readonly pages: number;
  /** Bytes that were loaded, as hexadecimal digits. */
  readonly bytes: string;
  /** The text of /proc/PID/maps. */
  readonly processMaps: string;
  /** The text of /proc/maps. */
  readonly systemMaps: string;
}

/** Properties of a {@linkcode Snapshot}, the most telling first. */
const SNAPSHOT_KEYS: readonly (keyof Snapshot)[] = [
  "result",
  "reason",
  "hazards",
  "address",
  "length",
  "vmFlags",
  "region",
  "calls",
  "callArguments",
  "messages",
  "totalVm",
  "mapCount",
  "pages",
  "bytes",
  "processMaps",
  "systemMaps",
];

/** All that was seen, as text. */
export function snapshotText(seen: Snapshot): string {
  let text = "";
  for (const key of SNAPSHOT_KEYS) text += `${seen[key]}\n`;
  return text;
}

/** Those that mean the same with and without regions. */
const COMMON_KEYS: ReadonlySet<keyof Snapshot> = new Set([
  "result",
  "reason",
  "hazards",
  "address",
  "length",
  "vmFlags",
  "calls",
  "totalVm",
  "bytes",
]);

/** Numbers that a call changes. */
export interface Counters {
  /** `mm->total_vm`. */
  readonly totalVm: number;
  /** `mm->map_count`. */
  readonly mapCount: number;
  /** Pages that are allocated. */
  readonly pages: number;
}

/** The numbers before a call. */
export function countersOf(world: World, process: WorldProcess): Counters {
  const { totalVm, mapCount } = process;
  return { totalVm, mapCount, pages: world.pagesAllocated };
}

/** Looks at a call that was just made. */
export function snapshot(
  world: World,
  process: WorldProcess,
  outcome: Outcome,
  before: Counters,
  withMaps: boolean,
): Snapshot {
  const { vma } = outcome;
  const calls = outcome.calls.filter(({ operation }) =>
    operation !== "mmap_capabilities"
  );
  const lives = withMaps && !world.dead;
  return {
    result: resultOf(outcome),
    reason: outcome.reason,
    hazards: outcome.hazards.map(({ id }) => id).sort().join(", "),
    address: addressOf(world, outcome),
    length: vma === null
      ? 0
      : subtractWords(vma.end, vma.start, world.arch.wordSize),
    vmFlags: vma?.flags ?? 0,
    region: regionOf(world, outcome),
    calls: calls.map(({ operation }) => operation).join(", "),
    callArguments: calls.map(callText).join(", "),
    messages: outcome.messages.map(({ kind }) => kind).join(", "),
    totalVm: process.totalVm - before.totalVm,
    mapCount: process.mapCount - before.mapCount,
    pages: world.pagesAllocated - before.pages,
    bytes: outcome.bytes === null ? "" : outcome.bytes.toHex(),
    processMaps: lives ? world.processMaps(process) : "",
    systemMaps: lives ? world.systemMaps() : "",
  };
}

function resultOf({ errno, backing, hazards }: Outcome): string {
  if (hazards.some(({ effect }) => effect === "fatal")) return "stops";
  if (errno !== 0) return errnoName(errno);
  return backing ?? "ok";
}

/** The allocator's addresses mean nothing but whether they start a page. */
function addressOf(world: World, { vma, backing, value }: Outcome): string {
  if (vma === null) return "";
  if (backing === "direct") return hex(value);
  return offsetInPage(value, world.arch.pageSize) === 0
    ? "page aligned"
    : "inside a page";
}

function regionOf(world: World, { vma }: Outcome): string {
  if (vma === null) return "";
  const { wordSize } = world.arch;
  const { start, end, top } = vma.region;
  const size = (to: Word): string => hex(subtractWords(to, start, wordSize));
  return `${size(end)} of ${size(top)}`;
}

function callText(call: DriverCall): string {
  switch (call.operation) {
    case "mmap_capabilities":
      return call.operation;
    case "get_unmapped_area":
      return `get_unmapped_area(${call.length}, ${call.pgoff}, ${call.flags})`;
    case "mmap":
    case "mmap_prepare":
      return `mmap(${hex(call.start!)}-${hex(call.end!)}, ${call.pgoff})`;
    case "read":
      return `read(${call.position}, ${call.count})`;
  }
}

/**
 * Properties in which two calls differ. `sameWorld` says that both kernels
 * have regions, or both have not; else only what both have is compared. Where
 * the result differs, what follows from it is left out.
 */
export function changedKeys(
  a: Snapshot,
  b: Snapshot,
  sameWorld: boolean,
): (keyof Snapshot)[] {
  const changed = sameWorld
    ? SNAPSHOT_KEYS.filter((key) => a[key] !== b[key])
    : SNAPSHOT_KEYS.filter((key) =>
      COMMON_KEYS.has(key) && commonName(a[key]) !== commonName(b[key])
    );
  if (changed[0] === "result") {
    return changed.filter((key) => ANSWER_KEYS.has(key));
  }
  if (changed.includes("hazards")) {
    return changed.filter((key) => key !== "messages");
  }
  // Rules have other names there: the same errno is the same answer.
  const renamed = !sameWorld && changed.length === 1 && changed[0] === "reason";
  return renamed ? [] : changed;
}

/** What a call says of itself. */
export const ANSWER_KEYS: ReadonlySet<keyof Snapshot> = new Set([
  "result",
  "reason",
  "hazards",
]);

/** Rules and hazards that have another name before regions. */
const NAMES: Readonly<Record<string, string>> = {
  "existing-vma": "existing-region",
  "no-default-bdi-capabilities": "no-default-capabilities",
  "driver-accepts-unshareable": "traced-direct-bug",
};

function commonName<T>(value: T): T | string {
  if (typeof value !== "string") return value;
  return value.split(", ").map((name) => NAMES[name] ?? name).sort().join(", ");
}
