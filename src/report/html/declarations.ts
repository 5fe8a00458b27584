/**
 * What a scenario declares: machine, files and processes.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import { hex } from "../../abi/word.ts";
import type {
  FileSpec,
  GetUnmappedAreaAnswer,
  InodeSpec,
  MmapAnswer,
  ReadAnswer,
} from "../../scenario/types/file.ts";
import type { MachineSpec, ProcessSpec } from "../../scenario/types/machine.ts";
import type { Scenario } from "../../scenario/types/scenario.ts";
import { type Markup, markup } from "./markup.ts";
import { bytesText, counted } from "./units.ts";

/** The declarations as a list of terms. */
export function declarationsMarkup(scenario: Scenario): Markup {
  const { files, processes, machine } = scenario;
  const special = processes.some(({ ptraced, readImpliesExec }) =>
    ptraced || readImpliesExec
  );
  return markup`
    <dl class="declared">
      <dt>Machine</dt>
      <dd>${machineText(machine)}</dd>
      ${
    files.map((file) =>
      markup`
      <dt>${file.name}</dt>
      <dd>${fileText(file)}</dd>`
    )
  }
      ${
    (special || processes.length > 1) && markup`
      <dt>Processes</dt>
      <dd>${processes.map(processText).join(", ")}</dd>`
  }
    </dl>`;
}

function processText(process: ProcessSpec): string {
  const { name, ptraced, readImpliesExec } = process;
  return `${name}${ptraced ? " (traced)" : ""}${
    readImpliesExec ? " (READ_IMPLIES_EXEC)" : ""
  }`;
}

function machineText(machine: MachineSpec): string {
  const { wordSize, pageSize, ram, nrTrimPages, maxPageOrder } = machine;
  const parts = [
    `${wordSize} bits`,
    `${bytesText(pageSize)} pages`,
    `RAM ${bytesText(ram.size)} at ${hex(ram.base)}`,
  ];
  const { length } = ram.reserved;
  if (length > 0) parts.push(`${counted(length, "range")} reserved`);
  if (nrTrimPages !== 1) parts.push(`nr_trim_pages ${nrTrimPages}`);
  if (maxPageOrder !== 10) parts.push(`largest order ${maxPageOrder}`);
  if (machine.mmapAllowUninitialized) parts.push("MMAP_ALLOW_UNINITIALIZED");
  return parts.join(", ");
}

function fileText({ name, inode, mode, noexec }: FileSpec): string {
  const parts: string[] = inode.name === name
    ? inodeParts(inode)
    : [`the same inode as ${inode.name}`];
  parts.push(mode === "path" ? "opened with O_PATH" : `opened ${mode}`);
  if (noexec) parts.push("noexec mount");
  if (inode.appendOnly) parts.push("append-only");
  return parts.join(", ");
}

function inodeParts(inode: InodeSpec): string[] {
  const size = bytesText(BigInt(inode.size));
  if (inode.driver !== "scripted") return [inode.driver, size];
  const { type, capabilities, getUnmappedArea, mmap, read } = inode;
  return [
    type,
    size,
    capabilities === undefined
      ? "no mmap_capabilities"
      : `capabilities ${capabilities.text}`,
    areaText(getUnmappedArea),
    mmapText(mmap),
    readText(read, inode.readWith),
  ];
}

function areaText(answer: GetUnmappedAreaAnswer | undefined): string {
  if (answer === undefined) return "no get_unmapped_area";
  if ("errno" in answer) return `get_unmapped_area ${errnoName(answer.errno)}`;
  return "base" in answer
    ? `get_unmapped_area ${hex(answer.base)}`
    : `get_unmapped_area always ${hex(answer.fixed)}`;
}

function mmapText(answer: MmapAnswer): string {
  if (answer === "absent") return "no mmap";
  return `mmap ${
    typeof answer === "string" ? answer : errnoName(answer.errno)
  }`;
}

function readText(answer: ReadAnswer, by: string): string {
  if (answer === "absent") return "no read";
  const name = by === "both" ? "read_iter and read" : by;
  if (answer === "ok") return name;
  return "errno" in answer
    ? `${name} ${errnoName(answer.errno)}`
    : `${name} at most ${answer.atMost} bytes`;
}
