/**
 * What an example expects of each kernel.
 *
 * @module
 */
import { isErrnoName } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import { VM } from "../abi/vm.ts";
import { hex } from "../abi/word.ts";
import type { DriverCall, Outcome } from "../mm/outcome.ts";
import { yamlString } from "../writing/printable.ts";
import { type ExpectText, expectText } from "../writing/step.ts";
import { flowList, flowMapping, type YamlEntries } from "../writing/yaml.ts";
import type { PlayedCall } from "./play.ts";
import type { Snapshot } from "./snapshot.ts";

/** An `expect` that holds of a call and tells the given properties. */
export function expectationOf(
  call: PlayedCall,
  keys: readonly (keyof Snapshot)[],
): ExpectText {
  const plain = expectText(call.outcome);
  const entries: [string, string][] = plain === "ok"
    ? []
    : plain.filter(([key, value]) => key !== "errno" || isErrnoName(value))
      .map(([key, value]) => [key, value]);
  for (const key of keys) {
    const entry = entryOf(key, call);
    if (entry !== undefined && !entries.some(([name]) => name === entry[0])) {
      entries.push(entry);
    }
  }
  return entries.length === 0 ? "ok" : entries;
}

/** The value of an `expect` in one line. */
export function flowExpectation(expectation: ExpectText): string {
  return expectation === "ok" ? "ok" : flowMapping(expectation);
}

function entryOf(
  key: keyof Snapshot,
  { world, process, outcome }: PlayedCall,
): [string, string] | undefined {
  const { vma, value } = outcome;
  switch (key) {
    case "address":
      return vma === null ? undefined : ["address", hex(value)];
    case "length":
      return vma === null
        ? undefined
        : ["length", String(Number(vma.end) - Number(vma.start))];
    case "vmFlags":
      return vma === null
        ? undefined
        : ["vm_flags", formatFlags(vma.flags, VM)];
    case "region":
      return vma === null ? undefined : ["region", regionText(vma.region)];
    case "calls":
      return [
        "calls",
        flowList(outcome.calls.map(({ operation }) => operation)),
      ];
    case "callArguments":
      return ["calls", flowList(outcome.calls.map(callText))];
    case "messages":
      return [
        "messages",
        flowList(outcome.messages.map(({ text }) => yamlString(text))),
      ];
    case "totalVm":
      return accounting("total_vm", process.totalVm);
    case "mapCount":
      return accounting("map_count", process.mapCount);
    case "pages":
      return accounting("pages", world.pagesAllocated);
    case "bytes":
      return bytesEntry(outcome);
    case "processMaps":
      return world.dead
        ? undefined
        : ["maps", yamlString(world.processMaps(process))];
    case "systemMaps":
      return world.dead
        ? undefined
        : ["region_maps", yamlString(world.systemMaps())];
    default:
      return undefined;
  }
}

function accounting(
  name: string,
  value: number,
): [string, string] | undefined {
  return value < 0
    ? undefined
    : ["accounting", flowMapping([[name, String(value)]])];
}

function bytesEntry({ bytes }: Outcome): [string, string] | undefined {
  return bytes === null
    ? undefined
    : ["bytes", flowMapping([["hex", yamlString(bytes.toHex())]])];
}

function regionText(
  { end, top }: {
    readonly end: number | bigint;
    readonly top: number | bigint;
  },
): string {
  return flowMapping([["end", hex(end)], ["top", hex(top)]]);
}

function callText(call: DriverCall): string {
  const { operation, length, pgoff, start, end, position, count } = call;
  const entries: YamlEntries = [
    ["operation", operation],
    ...(length === undefined ? [] : [["length", String(length)] as const]),
    ...(start === undefined ? [] : [["start", hex(start)] as const]),
    ...(end === undefined ? [] : [["end", hex(end)] as const]),
    ...(pgoff === undefined ? [] : [["pgoff", hex(pgoff)] as const]),
    ...(position === undefined
      ? []
      : [["position", String(position)] as const]),
    ...(count === undefined ? [] : [["count", String(count)] as const]),
  ];
  return flowMapping(entries);
}
