/**
 * Holding the outcome of a step against what is expected of it.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import { formatFlags } from "../../abi/flags.ts";
import { VM } from "../../abi/vm.ts";
import { hex, subtractWords, type Word } from "../../abi/word.ts";
import type { Vma } from "../../memory/region.ts";
import type { Expectation, FlagsExpectation } from "../types/expect.ts";
import type { Address } from "../types/value.ts";
import { matchBytes } from "./match_bytes.ts";
import { matchCalls } from "./match_calls.ts";
import { matchText } from "./match_text.ts";
import { matchMessages } from "./match_messages.ts";
import { type MatchContext, Mismatches } from "./mismatches.ts";
import { resolveAddress } from "./perform.ts";
import type { Mismatch } from "./result.ts";

const NONE: readonly never[] = [];

/** Every property in which the outcome differs from the expectation. */
export function matchExpectation(
  expectation: Expectation,
  context: MatchContext,
): Mismatch[] {
  const found = new Mismatches(expectation);
  matchResult(expectation, context, found);
  if (expectation.reason !== undefined) {
    found.check("reason", expectation.reason, context.outcome.reason);
  }
  matchHazards(expectation.hazard ?? NONE, context, found);
  if (context.vma !== null) matchMapping(expectation, context, found);
  if (expectation.calls !== undefined) {
    matchCalls(expectation.calls, context, found);
  }
  for (const bytes of expectation.bytes ?? []) {
    matchBytes(bytes, context, found);
  }
  if (expectation.messages !== undefined) {
    const actual = context.outcome.messages.map(({ text }) => text);
    matchMessages(expectation.messages, actual, found);
  }
  matchState(expectation, context, found);
  return found.list;
}

function matchResult(
  expectation: Expectation,
  { outcome }: MatchContext,
  found: Mismatches,
): void {
  const fatal = outcome.hazards.find(({ effect }) => effect === "fatal");
  const asked = expectation.errno ?? impliedErrno(expectation);
  if (fatal !== undefined) {
    if (asked !== undefined && !expectation.hazard?.includes(fatal.id)) {
      found.add("errno", resultName(asked), `the kernel stops: ${fatal.id}`);
    }
  } else if (asked !== undefined) {
    found.check("errno", resultName(asked), resultName(outcome.errno));
  }
}

/** Properties of a mapping are expected of calls that succeed. */
function impliedErrno(expectation: Expectation): number | undefined {
  const { address, length, backing, vmFlags, region, shares } = expectation;
  return [address, length, backing, vmFlags, region, shares].some((property) =>
      property !== undefined
    )
    ? 0
    : undefined;
}

function resultName(errno: number): string {
  return errno === 0 ? "ok" : errnoName(errno);
}

function matchHazards(
  expected: readonly string[],
  { outcome }: MatchContext,
  found: Mismatches,
): void {
  if (expected.length === 0 && outcome.hazards.length === 0) return;
  const list = (ids: readonly string[]): string =>
    ids.length === 0 ? "none" : [...ids].sort().join(", ");
  found.check(
    "hazard",
    list(expected),
    list(outcome.hazards.map(({ id }) => id)),
  );
}

function matchMapping(
  expectation: Expectation,
  context: MatchContext,
  found: Mismatches,
): void {
  const { world, outcome, answers, mappings } = context;
  const vma = context.vma!;
  const { wordSize } = world.world.arch;
  const address = (key: string, wanted: Address | undefined, is: Word) => {
    if (wanted === undefined) return;
    const absolute = resolveAddress(wanted, answers, wordSize);
    if (absolute !== is) {
      found.add(
        key,
        absolute === undefined ? "an address" : hex(absolute),
        hex(is),
      );
    }
  };
  address("address", expectation.address, outcome.value);
  if (expectation.length !== undefined) {
    const length = subtractWords(vma.end, vma.start, wordSize);
    found.check("length", String(expectation.length), String(length));
  }
  if (expectation.backing !== undefined) {
    const actual = outcome.backing ?? backingOf(vma);
    found.check("backing", expectation.backing, actual);
  }
  if (expectation.vmFlags !== undefined) {
    matchFlags("vm_flags", expectation.vmFlags, vma.flags, found);
  }
  if (expectation.shares !== undefined) {
    const other = mappings[expectation.shares];
    if (other?.region !== vma.region) {
      found.add("shares", "the same region", "a region of its own");
    }
  }
  const { region } = expectation;
  if (region === undefined) return;
  address("region.start", region.start, vma.region.start);
  address("region.end", region.end, vma.region.end);
  address("region.top", region.top, vma.region.top);
  if (region.pgoff !== undefined) {
    found.check("region.pgoff", hex(region.pgoff), hex(vma.region.pgoff));
  }
  if (region.usage !== undefined) {
    found.check(
      "region.usage",
      String(region.usage),
      String(vma.region.usage),
    );
  }
  if (region.flags !== undefined) {
    matchFlags("region.flags", region.flags, vma.region.flags, found);
  }
}

/** What backs a mapping. */
function backingOf(vma: Vma): string {
  if (vma.file === null) return "anonymous";
  return vma.flags & VM.MAPPED_COPY ? "copy" : "direct";
}

function matchFlags(
  key: string,
  expected: FlagsExpectation,
  flags: number,
  found: Mismatches,
): void {
  const { exact, has, lacks, at } = expected;
  const differs = (prefix: string, wanted: number): void =>
    found.add(
      key,
      `${prefix}${formatFlags(wanted, VM)}`,
      formatFlags(flags, VM),
      at,
    );
  if (exact !== undefined && exact.value !== flags) differs("", exact.value);
  if (has !== undefined && (flags & has.value) !== has.value) {
    differs("has ", has.value);
  }
  if (lacks !== undefined && (flags & lacks.value) !== 0) {
    differs("lacks ", lacks.value);
  }
}

function matchState(
  expectation: Expectation,
  { world, process }: MatchContext,
  found: Mismatches,
): void {
  const kernel = world.world;
  if (expectation.maps !== undefined) {
    matchText("maps", expectation.maps, kernel.processMaps(process), found);
  }
  if (expectation.regionMaps !== undefined) {
    matchText(
      "region_maps",
      expectation.regionMaps,
      kernel.systemMaps(),
      found,
    );
  }
  const { accounting } = expectation;
  if (accounting === undefined) return;
  const { keys } = accounting;
  const number = (
    key: keyof typeof keys,
    expected: number | undefined,
    actual: number,
  ) => {
    if (expected === undefined) return;
    found.check(
      `accounting.${key}`,
      String(expected),
      String(actual),
      keys[key],
    );
  };
  number("pages", accounting.pages, kernel.pagesAllocated);
  number("total_vm", accounting.totalVm, process.totalVm);
  number("map_count", accounting.mapCount, process.mapCount);
  number(
    "free_pages",
    accounting.freePages,
    kernel.allocator.freePages,
  );
}
