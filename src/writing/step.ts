/**
 * A step as lines of a scenario file.
 *
 * @module
 */
import { errnoName } from "../abi/errno.ts";
import { hex } from "../abi/word.ts";
import type { Outcome } from "../mm/outcome.ts";
import type {
  Address,
  BytesSource,
  Operation,
  Scenario,
  Step,
} from "../scenario/types.ts";
import { ADVICE } from "../scenario/text/advice.ts";
import { sizeText } from "./numbers.ts";
import {
  entryLines,
  flowList,
  flowMapping,
  hexText,
  type YamlEntries,
  yamlText,
} from "./yaml.ts";

/** The lines of a step in the list `steps`. */
export function stepLines(
  scenario: Scenario,
  step: Step,
  expect?: ExpectText,
): string[] {
  const { as, by, operation } = step;
  const lines: string[] = [];
  const push = (added: readonly string[]): void => {
    const [head, ...rest] = added;
    lines.push(`${lines.length === 0 ? "  - " : "    "}${head}`, ...rest);
  };
  if (as !== undefined) push([`as: ${yamlText(as)}`]);
  if (by > 0) push([`by: ${yamlText(scenario.processes[by]!.name)}`]);
  push(entryLines(operation.kind, operationParts(scenario, operation), 4));
  if (expect !== undefined) {
    push(expect === "ok" ? ["expect: ok"] : entryLines("expect", expect, 4));
  }
  return lines;
}

/** The value of an `expect`: `ok`, or its keys. */
export type ExpectText = "ok" | YamlEntries;

/** What an outcome came to, as an `expect` that holds of it. */
export function expectText(outcome: Outcome): ExpectText {
  const { errno, backing, reason, hazards } = outcome;
  const entries: [string, string][] = [];
  if (!hazards.some(({ effect }) => effect === "fatal")) {
    if (errno !== 0) entries.push(["errno", errnoName(errno)]);
    else if (backing !== null) entries.push(["backing", backing]);
  }
  if (reason !== "done") entries.push(["reason", reason]);
  if (hazards.length > 0) {
    const ids = hazards.map(({ id }) => id);
    entries.push(["hazard", ids.length === 1 ? ids[0]! : flowList(ids)]);
  }
  return entries.length === 0 ? "ok" : entries;
}

function operationParts(
  scenario: Scenario,
  operation: Operation,
): YamlEntries {
  const file = (place: number | undefined): YamlEntries =>
    place === undefined
      ? []
      : [["file", yamlText(scenario.files[place]!.name)]];
  switch (operation.kind) {
    case "mmap": {
      const { address, length, prot, flags, offset, pgoff, fd } = operation;
      const { securityErrno, failingRecord } = operation;
      const leftover = operation.leftoverCapabilities;
      return [
        ...file(operation.file),
        ...(fd === undefined ? [] : [["fd", String(fd)] as const]),
        ...(address === undefined || address === 0
          ? []
          : [["address", addressText(address)] as const]),
        ["length", sizeText(length)],
        ["prot", prot.text],
        ["flags", flags.text],
        ...(offset === undefined || offset === 0
          ? []
          : [["offset", sizeText(offset)] as const]),
        ...(pgoff === undefined ? [] : [["pgoff", hex(pgoff)] as const]),
        ...(leftover === undefined
          ? []
          : [["leftover_capabilities", leftover.text] as const]),
        ...(securityErrno === undefined
          ? []
          : [["security_module", errnoName(securityErrno)] as const]),
        ...(failingRecord === undefined
          ? []
          : [["out_of_memory", failingRecord] as const]),
      ];
    }
    case "munmap":
    case "mlock":
    case "msync":
    case "mincore":
    case "load":
      return range(operation);
    case "mprotect":
      return [...range(operation), ["prot", operation.prot.text]];
    case "madvise":
      return [...range(operation), ["advice", adviceText(operation.advice)]];
    case "mremap": {
      const { address, oldLength, newLength, flags, newAddress } = operation;
      return [
        ["address", addressText(address)],
        ["old_length", sizeText(oldLength)],
        ["new_length", sizeText(newLength)],
        ...(flags === undefined ? [] : [["flags", flags.text] as const]),
        ...(newAddress === undefined
          ? []
          : [["new_address", addressText(newAddress)] as const]),
      ];
    }
    case "ftruncate":
      return [...file(operation.file), ["size", sizeText(operation.size)]];
    case "write":
      return [
        ...file(operation.file),
        ["offset", sizeText(operation.offset)],
        ["bytes", bytesText(operation.bytes)],
      ];
    case "close":
      return file(operation.file);
    case "exit":
      return [];
    case "store":
      return [
        ["address", addressText(operation.address)],
        ["bytes", bytesText(operation.bytes)],
      ];
    case "ptrace":
      return [["traced", String(operation.traced)]];
    case "sysctl":
      return [["nr_trim_pages", String(operation.nrTrimPages)]];
  }
}

function range(
  { address, length }: {
    readonly address: Address;
    readonly length: number | bigint;
  },
): YamlEntries {
  return [["address", addressText(address)], ["length", sizeText(length)]];
}

function addressText(address: Address): string {
  if (typeof address !== "object") return hex(address);
  const { label, offset, negative } = address;
  if (offset === 0) return label;
  return `${label}${negative ? "-" : "+"}${hex(offset)}`;
}

function adviceText(advice: number): string {
  const name = Object.entries(ADVICE).find(([, value]) => value === advice);
  return name === undefined ? String(advice) : name[0];
}

function bytesText(source: BytesSource): string {
  return source.kind === "fill"
    ? flowMapping([["byte", hex(source.byte)], [
      "length",
      String(source.length),
    ]])
    : flowMapping([["hex", hexText(source.bytes)]]);
}
