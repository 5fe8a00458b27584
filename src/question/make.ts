/**
 * Scenarios that no file was loaded from.
 *
 * @module
 */
import { formatFlags } from "../abi/flags.ts";
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { DEFAULT_MACHINE } from "../scenario/resolve/machine.ts";
import { createSourceText } from "../scenario/source_text.ts";
import type { FileType } from "../policy/request.ts";
import type {
  CommonInode,
  FileSpec,
  Flags,
  InodeSpec,
  MmapOperation,
  OpenMode,
  Operation,
  ProcessSpec,
  RamfsInode,
  Scenario,
  ScriptedInode,
  Step,
} from "../scenario/types.ts";

/** The process of a scenario that names none. */
export const MAIN_PROCESS: ProcessSpec = {
  at: 0,
  name: "main",
  ptraced: false,
  readImpliesExec: false,
};

const NO_TEXT = createSourceText("", "");

/** What a scenario can be made of. */
export type ScenarioParts = Partial<
  Omit<Scenario, "at" | "text" | "kernels" | "table">
>;

/** A scenario for one kernel; what is left out has the format's default. */
export function makeScenario(
  edition: AnyEdition,
  parts: ScenarioParts,
): Scenario {
  return {
    at: 0,
    text: NO_TEXT,
    id: "question",
    name: "A question",
    source: "nommap",
    kernels: [edition.id],
    machine: DEFAULT_MACHINE,
    files: [],
    processes: [MAIN_PROCESS],
    steps: [],
    tags: [],
    ...parts,
  };
}

/** The part of a scenario that names a release in place of its edition. */
export function releaseParts(
  edition: AnyEdition,
  release: string,
): Pick<Scenario, "releases"> {
  return release === edition.id
    ? {}
    : { releases: new Map([[edition.id, release]]) };
}

/** What a file can be made of. */
export type FileParts =
  & Partial<Omit<ScriptedInode, "at" | "name" | "driver">>
  & { readonly mode?: OpenMode; readonly noexec?: boolean };

/** An open file whose driver answers what is declared. */
export function makeFile(name: string, parts: FileParts = {}): FileSpec {
  const { mode = "rw", noexec = false, ...declared } = parts;
  const inode: ScriptedInode = {
    ...commonInode(name, declared.type ?? "chr"),
    driver: "scripted",
    mmap: "ok",
    read: "ok",
    readWith: "read_iter",
    ...declared,
  };
  return openFile(inode, mode, noexec);
}

/** An open file of a ramfs. */
export function makeRamfsFile(
  name: string,
  parts: Partial<Omit<RamfsInode, "at" | "name" | "driver">> = {},
): FileSpec {
  const common = commonInode(name, "reg");
  return openFile({ ...common, driver: "ramfs", ...parts }, "rw", false);
}

/** An inode without a driver: what every file has. */
export function commonInode(name: string, type: FileType): CommonInode {
  const folder = type === "chr" || type === "blk" ? "/dev/" : "/";
  return {
    at: 0,
    name,
    type,
    size: 0,
    contents: { kind: "pattern" },
    appendOnly: false,
    mandatoryLock: false,
    path: folder + name,
    device: { major: 0, minor: 1 },
    inode: 1,
  };
}

/** A way of opening an inode. */
export function openFile(
  inode: InodeSpec,
  mode: OpenMode = "rw",
  noexec = false,
): FileSpec {
  return { at: 0, name: inode.name, inode, mode, noexec };
}

/** A step that expects nothing. */
export function makeStep(
  operation: Operation,
  parts: { readonly by?: number; readonly as?: string } = {},
): Step {
  return { at: 0, keys: {}, by: 0, operation, expect: [], ...parts };
}

/** `PROT_*` bits with their text. */
export function protFlags(value: number): Flags {
  return { value, text: formatFlags(value, PROT) };
}

/** `MAP_*` bits with their text. */
export function mapFlags(value: number): Flags {
  return { value, text: formatFlags(value, MAP) };
}

/** An mmap() call; flags and protections as bits. */
export function makeMmap(
  parts: Omit<MmapOperation, "kind" | "prot" | "flags"> & {
    readonly prot: number;
    readonly flags: number;
  },
): MmapOperation {
  const { prot, flags, ...rest } = parts;
  return {
    kind: "mmap",
    ...rest,
    prot: protFlags(prot),
    flags: mapFlags(flags),
  };
}
