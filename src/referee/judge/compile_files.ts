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
import { MEMORY } from "../machine.ts";
import type { PlanFile, PlanFill, ProbeFile } from "../plan.ts";
import { operationsOf } from "./placement.ts";
import type { TargetScenario } from "./target_scenario.ts";

/** Files, and the memory that has to be filled for them. */
export interface CompiledFiles {
  /** In the order of the scenario. */
  readonly files: readonly PlanFile[];
  /** Contents of devices, and of files that are written to. */
  readonly fills: readonly PlanFill[];
}

/** Most bytes of contents that a plan carries for one file. */
const MOST_CONTENTS = 4 << 20;

/** Compiles the files; one may be opened in another mode. */
export function compileFiles(
  target: TargetScenario,
  reopened?: { readonly file: number; readonly mode: OpenMode },
): CompiledFiles {
  const { scenario } = target;
  const fills: PlanFill[] = [];
  const storage = { at: target.placement.end };
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
    if (inode.driver !== "scripted") {
      throw new RangeError(`The target has no driver '${inode.driver}'`);
    }
    return {
      ...scriptedFile(inode),
      ...opening,
      ...memoryContents(target, file, inode, fills, storage),
    };
  });
  return { files, fills };
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

/** What a piece of memory holds: contents up to a size, zeros behind it. */
export function contentFills(
  contents: Contents,
  address: number,
  size: number,
  span: number,
): PlanFill[] {
  const start = Math.floor(address / 4) * 4;
  const end = Math.ceil((address + span) / 4) * 4;
  const fills: PlanFill[] = [
    { address: start, length: end - start, with: "zeros" },
  ];
  const aligned = start === address;
  const whole = Math.floor(size / 4) * 4;
  if (contents.kind === "pattern" && aligned && whole > 0) {
    fills.push({ address, length: whole, with: "pattern" });
    if (whole === size) return fills;
  }
  const from = contents.kind === "pattern" && aligned ? whole : 0;
  const used = Math.min(size, from + MOST_CONTENTS);
  if (used <= from) return fills;
  const bytes = contentBytes(contents, used).subarray(from);
  const first = Math.floor((address + from) / 4) * 4;
  const shifted = new Uint8Array(
    Math.ceil((address + used - first) / 4) * 4,
  );
  shifted.set(bytes, address + from - first);
  fills.push({ address: first, length: shifted.length, with: shifted });
  return fills;
}

/** The first bytes of contents. */
export function contentBytes(contents: Contents, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  if (contents.kind === "literal") {
    bytes.set(contents.bytes.subarray(0, length));
  } else if (contents.kind === "byte") bytes.fill(contents.byte);
  else {
    for (let at = 0; at < length; at++) {
      bytes[at] = (at - at % 4 + 1) >>> (8 * (at % 4));
    }
  }
  return bytes;
}
