/**
 * Holding what a step with an MMU came to against what is expected of it.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import { hex, type Word, type WordSize } from "../../abi/word.ts";
import { readFile } from "../../files/cramfs/read.ts";
import { mappedPage } from "../../files/cramfs/mapping.ts";
import { formatVmFlags } from "../../files/cramfs/maps.ts";
import type { MmuExpectation } from "../types/cramfs_mmu.ts";
import type { BytesExpectation, Expectation } from "../types/expect.ts";
import { matchMessages } from "./match_messages.ts";
import { Mismatches } from "./mismatches.ts";
import { matchText } from "./match_text.ts";
import type { MmuOutcome } from "./mmu_outcome.ts";
import type { Mismatch } from "./result.ts";

/** What a step is matched in. */
export interface MmuContext {
  /** What it came to. */
  readonly outcome: MmuOutcome;
  /** /proc/PID/maps after it. */
  readonly maps: string;
  /** Word size of the machine. */
  readonly bits: WordSize;
}

const PAGE = 4096;

/** Every property in which the outcome differs from the expectation. */
export function matchMmu(
  expectation: MmuExpectation,
  context: MmuContext,
): Mismatch[] {
  const { at, keys } = expectation;
  const found = new Mismatches({ at, keys: keys as Expectation["keys"] });
  matchDecision(expectation, context, found);
  matchVma(expectation, context, found);
  matchHazards(expectation.hazard ?? [], context, found);
  if (expectation.pages !== undefined) {
    found.check(
      "pages",
      expectation.pages.join(" "),
      pageSources(context).join(" "),
    );
  }
  for (const bytes of expectation.bytes ?? []) {
    matchBytes(bytes, context, found);
  }
  if (expectation.maps !== undefined) {
    matchText("maps", expectation.maps, context.maps, found);
  }
  if (expectation.messages !== undefined) {
    const { mapping, prepared } = context.outcome;
    const actual = mapping?.messages ?? prepared?.messages ?? [];
    matchMessages(expectation.messages, actual, found);
  }
  return found.list;
}

function matchDecision(
  expectation: MmuExpectation,
  { outcome }: MmuContext,
  found: Mismatches,
): void {
  const { mapping, prepared } = outcome;
  const { errno, decision, bailout, direct, address, state } = expectation;
  const number = mapping?.errno ?? outcome.errno ?? 0;
  const result = (value: number) => value === 0 ? "ok" : errnoName(value);
  const crash = mapping?.kind === "crash";
  const came = crash ? "the kernel stops" : result(number);
  if (errno !== undefined) found.check("errno", result(errno), came);
  const kind = number !== 0 ? result(number) : mapping?.kind ?? "no mapping";
  if (decision !== undefined) found.check("decision", decision, kind);
  if (bailout !== undefined) {
    const plan = prepared?.plan.reason;
    found.check("bailout", bailout, mapping?.reason ?? plan ?? "none");
  }
  if (direct !== undefined) {
    const pages = mapping?.direct ?? prepared?.plan.pages ?? 0;
    found.check("direct", String(direct), String(pages));
  }
  if (address !== undefined) {
    const run = mapping?.runs.find(({ from }) => from === "flash");
    const planned = prepared?.plan.pages ? prepared.plan.address : undefined;
    found.check("address", hex(address), word(run?.address ?? planned));
  }
  if (expectation.lastPageShared !== undefined) {
    const shared = mapping?.lastPageShared ?? prepared?.plan.lastPageShared;
    found.check(
      "last_page_shared",
      String(expectation.lastPageShared),
      String(shared ?? false),
    );
  }
  if (state !== undefined) {
    found.check("state", state, prepared?.state ?? "none");
  }
}

function word(value: Word | undefined): string {
  return value === undefined ? "nothing" : hex(value);
}

function matchVma(
  expectation: MmuExpectation,
  { outcome: { vma, prepared } }: MmuContext,
  found: Mismatches,
): void {
  const { pgoff, vmFlags } = expectation;
  if (pgoff !== undefined) {
    found.check("pgoff", hex(pgoff), word(vma?.pgoff ?? prepared?.pgoff));
  }
  if (vmFlags === undefined) return;
  const flags = vma?.vmFlags ?? prepared?.vmFlags;
  if (flags === undefined) return found.add("vm_flags", "a VMA", "no VMA");
  const names = formatVmFlags(flags).split(/\s+/).filter((name) =>
    name !== "" && name !== "VmFlags:"
  );
  const { exact, has, lacks } = vmFlags;
  const actual = names.join(" ");
  if (exact !== undefined) {
    const sorted = (list: readonly string[]) => [...list].sort().join(" ");
    if (sorted(exact) !== sorted(names)) {
      found.add("vm_flags", exact.join(" "), actual);
    }
  }
  if (has?.some((name) => !names.includes(name))) {
    found.add("vm_flags", `has ${has.join(" ")}`, actual);
  }
  if (lacks?.some((name) => names.includes(name))) {
    found.add("vm_flags", `lacks ${lacks.join(" ")}`, actual);
  }
}

function hazardsOf({ mapping, prepared }: MmuOutcome): readonly string[] {
  return mapping?.hazards ?? prepared?.plan.hazards ?? [];
}

function matchHazards(
  expected: readonly string[],
  { outcome }: MmuContext,
  found: Mismatches,
): void {
  const list = (ids: readonly string[]): string =>
    ids.length === 0 ? "none" : [...new Set(ids)].sort().join(", ");
  found.check("hazard", list(expected), list(hazardsOf(outcome)));
}

function pageSources(context: MmuContext): string[] {
  const { mapping } = context.outcome;
  return Array.from(
    { length: mapping?.pages ?? 0 },
    (_, index) => pageOf(index, context).from,
  );
}

function pageOf(index: number, { outcome, bits }: MmuContext) {
  const { mapping, file } = outcome;
  if (mapping === undefined || file === undefined) {
    return { from: "none" } as const;
  }
  const mount = { image: file.image, at: file.base, bits };
  return mappedPage(mount, file.node, mapping, index);
}

function matchBytes(
  expected: BytesExpectation,
  context: MmuContext,
  found: Mismatches,
): void {
  const wanted = wantedBytes(expected, context);
  const offset = Number(expected.offset);
  for (let i = 0; i < wanted.length;) {
    const index = Math.floor((offset + i) / PAGE);
    const { bytes } = pageOf(index, context);
    const end = Math.min(wanted.length, (index + 1) * PAGE - offset);
    for (; i < end; i++) {
      const actual = bytes?.[(offset + i) % PAGE];
      if (actual === wanted[i]) continue;
      const text = (value: number) => value.toString(16).padStart(2, "0");
      return found.add(
        `bytes at ${offset + i}`,
        text(wanted[i]!),
        actual === undefined ? "an access fails" : text(actual),
        expected.at,
      );
    }
  }
}

/** What the file holds is what is stored, whatever a read gives. */
function wantedBytes(
  { content }: BytesExpectation,
  { outcome: { file } }: MmuContext,
): Uint8Array {
  if (content.kind === "literal") return content.bytes;
  if (content.kind === "fill") {
    return new Uint8Array(content.length).fill(content.byte);
  }
  const bytes = new Uint8Array(content.length);
  if (file === undefined) return bytes;
  const from = Number(content.offset);
  const stored = readFile(file.image, file.node);
  bytes.set(stored.subarray(from, from + content.length));
  return bytes;
}
