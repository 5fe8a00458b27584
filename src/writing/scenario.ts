/**
 * A scenario as the text of a scenario file.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { errnoName } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import { hex } from "../abi/word.ts";
import { DEFAULT_MACHINE } from "../scenario/resolve/machine.ts";
import { DEFAULT_KERNEL } from "../scenario/kernels.ts";
import type {
  Contents,
  FileSpec,
  GetUnmappedAreaAnswer,
  InodeSpec,
  MachineSpec,
  MmapAnswer,
  MmapPrepareAnswer,
  ProcessSpec,
  RamSpec,
  ReadAnswer,
  ReservedRange,
  Scenario,
  ScriptedInode,
} from "../scenario/types.ts";
import { sizeText } from "./numbers.ts";
import { type ExpectText, stepLines } from "./step.ts";
import { stockParts } from "./stock.ts";
import {
  entryLines,
  flowList,
  flowMapping,
  hexText,
  type YamlEntries,
  yamlSentence,
  yamlText,
} from "./yaml.ts";

/** What a written scenario can have beside what it says itself. */
export interface ScenarioTextOptions {
  /**
   * What each step expects; left out or `undefined`: nothing.
   */
  readonly expect?: readonly (ExpectText | undefined)[];
  /** Stands in place of the steps: lines of the key `table`. */
  readonly table?: readonly string[];
}

/**
 * The text of a document. Defaults are left out, so that what remains is what
 * the scenario is about. Ends with a newline.
 */
export function scenarioText(
  scenario: Scenario,
  options: ScenarioTextOptions = {},
): string {
  const { id, name, source, kernels, releases } = scenario;
  const { machine, files, processes } = scenario;
  const lines = [
    `id: ${yamlText(id)}`,
    `name: ${yamlSentence(name)}`,
    `source: ${yamlSentence(source)}`,
  ];
  const named = kernels.map((kernel) => releases?.get(kernel) ?? kernel);
  if (named.length > 1) lines.push(`kernel: ${flowList(named)}`);
  else if (named[0] !== DEFAULT_KERNEL) lines.push(`kernel: ${named[0]}`);
  lines.push(...machineLines(machine));
  if (files.length > 0) lines.push("files:", ...fileLines(files));
  lines.push(...processLines(processes));
  if (options.table !== undefined) lines.push(...options.table);
  else {
    lines.push("steps:");
    scenario.steps.forEach((step, number) => {
      lines.push(...stepLines(scenario, step, options.expect?.[number]));
    });
  }
  return `${lines.join("\n")}\n`;
}

function machineLines(machine: MachineSpec): string[] {
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

function fileLines(files: readonly FileSpec[]): string[] {
  const lines: string[] = [];
  files.forEach((file, place) => {
    const first = files.findIndex(({ inode }) => inode === file.inode);
    const entries = first === place ? fileParts(file) : [
      ["same_inode_as", yamlText(files[first]!.name)],
      ...openingParts(file),
    ] as YamlEntries;
    const [head, ...rest] = entryLines(yamlText(file.name), entries, 2);
    lines.push(`  ${head}`, ...rest);
  });
  return lines;
}

function openingParts({ mode, noexec }: FileSpec): YamlEntries {
  return [
    ...(mode === "rw" ? [] : [["mode", mode] as const]),
    ...(noexec ? [["noexec", "true"] as const] : []),
  ];
}

/** The keys of a file in the `files` of a scenario. */
export function fileParts(file: FileSpec): YamlEntries {
  const { inode } = file;
  const isDevice = inode.type === "chr" || inode.type === "blk";
  const folder = isDevice ? "/dev/" : "/";
  return [
    ...(inode.driver === "scripted" ? scriptedParts(inode) : stockParts(inode)),
    ...contentsParts(inode.contents),
    ...openingParts(file),
    ...(inode.appendOnly ? [["append_only", "true"] as const] : []),
    ...(inode.mandatoryLock ? [["mandatory_lock", "true"] as const] : []),
    ...(inode.path === folder + file.name
      ? []
      : [["path", yamlText(inode.path)] as const]),
  ];
}

function scriptedParts(inode: ScriptedInode): YamlEntries {
  const { type, capabilities, getUnmappedArea, read, readWith } = inode;
  const { mmap, mmapPrepare } = inode;
  const entries: [string, string][] = [["type", type], ...sizeParts(inode)];
  if (capabilities !== undefined) {
    entries.push(["capabilities", formatFlags(capabilities.value, CAPABILITY)]);
  }
  if (getUnmappedArea !== undefined) {
    entries.push(["get_unmapped_area", areaText(getUnmappedArea)]);
  }
  if (mmap !== (mmapPrepare === undefined ? "ok" : "absent")) {
    entries.push(["mmap", answerText(mmap)]);
  }
  if (mmapPrepare !== undefined) {
    entries.push(["mmap_prepare", answerText(mmapPrepare)]);
  }
  if (read !== "ok") entries.push(["read", answerText(read)]);
  if (read !== "absent" && readWith !== "read_iter") {
    entries.push(["read_with", readWith]);
  }
  return entries;
}

function sizeParts({ size }: InodeSpec): [string, string][] {
  return size === 0 ? [] : [["size", sizeText(size)]];
}

function contentsParts(contents: Contents): YamlEntries {
  switch (contents.kind) {
    case "byte":
      return [["contents", `{ byte: ${hex(contents.byte)} }`]];
    case "literal":
      return [["contents", `{ hex: ${hexText(contents.bytes)} }`]];
    default:
      return [];
  }
}

/** The answer of `get_unmapped_area` as a scenario file has it. */
export function areaText(answer: GetUnmappedAreaAnswer): string {
  if ("errno" in answer) return errnoName(answer.errno);
  return flowMapping([
    "base" in answer
      ? ["base", hex(answer.base)]
      : ["fixed", hex(answer.fixed)],
    ...(answer.int ? [["int", "true"] as const] : []),
  ]);
}

/** The answer of `mmap` or of reading as a scenario file has it. */
export function answerText(
  answer: MmapAnswer | MmapPrepareAnswer | ReadAnswer,
): string {
  if (typeof answer === "string") return answer;
  return "errno" in answer
    ? errnoName(answer.errno)
    : `{ at_most: ${answer.atMost} }`;
}

function processLines(processes: readonly ProcessSpec[]): string[] {
  const entries = processes.map(({ name, ptraced, readImpliesExec }) =>
    [
      yamlText(name),
      flowMapping([
        ...(ptraced ? [["ptraced", "true"] as const] : []),
        ...(readImpliesExec ? [["read_implies_exec", "true"] as const] : []),
      ]),
    ] as const
  );
  const plain = entries.length === 1 && entries[0]![0] === "main" &&
    entries[0]![1] === "{}";
  return plain ? [] : entryLines("processes", entries, 0);
}
