/**
 * Machines as lines of a scenario.
 *
 * @module
 */
import { hex } from "../abi/word.ts";
import { DEFAULT_MACHINE } from "../scenario/resolve/machine.ts";
import type { MachineSpec, RamSpec, ReservedRange } from "../scenario/types.ts";
import { sizeText } from "./numbers.ts";
import { entryLines, flowList, flowMapping, type YamlEntries } from "./yaml.ts";

/** The key `machine`; nothing if all is as usual. */
export function machineLines(machine: MachineSpec): string[] {
  const entries = machineParts(machine);
  if (entries.length === 0) return [];
  const lines = entryLines("machine", entries, 0);
  if (lines.every((line) => line.length <= 80)) return lines;
  return lines.flatMap((line) =>
    line.startsWith("  ram: ") ? reservedLines(machine) : [line]
  );
}

/** Memory with many reserved ranges, one on each line. */
function reservedLines({ ram }: MachineSpec): string[] {
  const plain = ramParts({ ...ram, reserved: [] });
  return [
    "  ram:",
    ...plain.map(([key, value]) => `    ${key}: ${value}`),
    "    reserved:",
    ...ram.reserved.map((range) => `      - ${rangeText(range)}`),
  ];
}

function rangeText({ start, length }: ReservedRange): string {
  return flowMapping([["start", hex(start)], ["length", sizeText(length)]]);
}

function machineParts(machine: MachineSpec): YamlEntries {
  const entries: [string, string][] = [];
  const add = <K extends keyof MachineSpec>(
    key: K,
    name: string,
    text: (value: MachineSpec[K]) => string = String,
  ): void => {
    if (machine[key] !== DEFAULT_MACHINE[key]) {
      entries.push([name, text(machine[key])]);
    }
  };
  add("wordSize", "word_size");
  add("pageSize", "page_size", sizeText);
  const ram = ramParts(machine.ram);
  if (ram.length > 0) entries.push(["ram", flowMapping(ram)]);
  add("nrTrimPages", "nr_trim_pages");
  add("maxPageOrder", "max_page_order");
  if (machine.taskSize !== largestWord(machine)) {
    entries.push(["task_size", hex(machine.taskSize)]);
  }
  add("maxMapCount", "max_map_count");
  add("mmapAllowUninitialized", "mmap_allow_uninitialized");
  return entries;
}

function largestWord({ wordSize }: MachineSpec): number | bigint {
  return wordSize === 32 ? 0xffff_ffff : 0xffff_ffff_ffff_ffffn;
}

function ramParts(ram: RamSpec): YamlEntries {
  const entries: [string, string][] = [];
  const standard = DEFAULT_MACHINE.ram;
  if (ram.base !== standard.base) entries.push(["base", hex(ram.base)]);
  if (ram.size !== standard.size) entries.push(["size", sizeText(ram.size)]);
  if (ram.reserved.length > 0) {
    entries.push(["reserved", flowList(ram.reserved.map(rangeText))]);
  }
  return entries;
}
