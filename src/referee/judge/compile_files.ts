/**
 * The files of a scenario as files of a plan.
 *
 * @module
 */

import type {
  Contents,
  FileSpec,
  ScriptedInode,
} from "../../scenario/types.ts";
import type { OpenMode } from "../../scenario/types.ts";
import { MEMORY } from "../target/machine.ts";
import type { PlanDevice, PlanFile, ProbeFile } from "../plan/plan_file.ts";
import type { PlanFill } from "../plan/plan.ts";
import { contentBytes, contentFills, MOST_CONTENTS } from "./contents.ts";
import { operationsOf } from "./device_span.ts";
import { isStock } from "./stock.ts";
import { StockFiles } from "./stock_files.ts";
import type { TargetScenario } from "./target_scenario.ts";

/** Files, and the memory that has to be filled for them. */
export interface CompiledFiles {
  /** In the order of the scenario. */
  readonly files: readonly PlanFile[];
  /** Contents of devices, and of files that are written to. */
  readonly fills: readonly PlanFill[];
  /** Devices of the kernel's own drivers. */
  readonly devices: readonly PlanDevice[];
}

/** Compiles the files; one may be opened in another mode. */
export function compileFiles(
  target: TargetScenario,
  reopened?: { readonly file: number; readonly mode: OpenMode },
): CompiledFiles {
  const { scenario } = target;
  const fills: PlanFill[] = [];
  const storage = { at: target.placement.end };
  const stock = new StockFiles(target, fills);
  const files = scenario.files.map((file, index): PlanFile => {
    const mode = reopened?.file === index ? reopened.mode : file.mode;
    const opening = { mode, noexec: file.noexec };
    const first = scenario.files.findIndex(({ inode }) => inode === file.inode);
    if (first < index) return { kind: "same", file: first, ...opening };
    const { inode } = file;
    if (inode.driver === "ramfs") {
      return {
        kind: "ramfs",
        size: Number(inode.size),
        ...ramfsContents(inode.contents, Number(inode.size)),
        appendOnly: inode.appendOnly,
        ...opening,
      };
    }
    if (isStock(inode)) return stock.file(inode, opening);
    return {
      ...scriptedFile(inode),
      ...opening,
      ...memoryContents(target, file, inode, fills, storage),
    };
  });
  return { files, fills, devices: stock.devices };
}

function ramfsContents(
  contents: Contents,
  size: number,
): { contents?: "pattern" | Uint8Array } {
  if (contents.kind === "pattern") return { contents: "pattern" };
  if (contents.kind === "byte") {
    return { contents: new Uint8Array(size).fill(contents.byte) };
  }
  return contents.bytes.some(Boolean)
    ? { contents: contents.bytes.subarray(0, size) }
    : {};
}

function scriptedFile(inode: ScriptedInode): Omit<ProbeFile, "mode"> {
  const { mmap, read, capabilities, getUnmappedArea, contents } = inode;
  return {
    kind: "probe",
    type: inode.type,
    size: inode.size,
    ...(capabilities === undefined ? {} : { capabilities: capabilities.value }),
    ...(getUnmappedArea === undefined ? {} : { getUnmappedArea }),
    mmap: mmap === "ok" ? 0 : typeof mmap === "object" ? mmap.errno : mmap,
    readWith: read === "absent" ? "none" : inode.readWith,
    read: read === "ok" || read === "absent" ? "all" : read,
    contents: contents.kind === "pattern"
      ? "pattern"
      : contentBytes(contents, Math.min(Number(inode.size), MOST_CONTENTS)),
    appendOnly: inode.appendOnly,
    inode: inode.inode,
  };
}

/** Contents in memory: of a device, and of what a step writes to. */
function memoryContents(
  target: TargetScenario,
  file: FileSpec,
  inode: ScriptedInode,
  fills: PlanFill[],
  storage: { at: number },
): Pick<ProbeFile, "contents"> {
  const original = target.inodes.get(file.inode);
  const device = target.placement.devices
    .find((placed) => placed.inode === original);
  const size = Number(inode.size);
  if (device !== undefined) {
    fills.push(...contentFills(inode.contents, device.to, size, device.span));
    return { contents: { address: device.to, length: size } };
  }
  const largest = sizeInUse(target, inode);
  if (largest === undefined || largest > MOST_CONTENTS) return {};
  const address = storage.at;
  if (address + largest > MEMORY.window.base + MEMORY.window.size) return {};
  storage.at += Math.ceil((largest + 8192) / 4096) * 4096;
  fills.push(...contentFills(inode.contents, address, largest, largest));
  return { contents: { address, length: largest } };
}

/** The largest size of a file that is written to, else undefined. */
function sizeInUse(
  { scenario }: TargetScenario,
  inode: ScriptedInode,
): number | undefined {
  let written = false;
  let size = Number(inode.size);
  for (const operation of operationsOf(scenario)) {
    if (operation.kind !== "write" && operation.kind !== "ftruncate") continue;
    if (scenario.files[operation.file]?.inode !== inode) continue;
    if (operation.kind === "write") written = true;
    else size = Math.max(size, Number(operation.size));
  }
  return written ? size : undefined;
}
