/**
 * One request, decided on a machine at rest: the shortest way to ask the
 * engine.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { errnoName } from "../abi/errno.ts";
import { type FlagNames, formatFlags, parseFlags } from "../abi/flags.ts";
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { VM } from "../abi/vm.ts";
import type { Word } from "../abi/word.ts";
import { ArgumentError } from "../errors.ts";
import { OpenFile, type OpenMode } from "../files/inode.ts";
import { scriptedDriver } from "../files/scripted.ts";
import type { ScriptedDriverOptions } from "../files/scripted_options.ts";
import { checkObject } from "../given.ts";
import { Machine } from "../mm/machine.ts";
import type { MachineOptions } from "../mm/machine_options.ts";
import type { Backing, DriverCall } from "../mm/outcome.ts";
import type { ProcessOptions } from "../mm/process.ts";
import { mmap } from "../mm/system_calls.ts";
import { findRule } from "../policy/rules.ts";

/** A file as {@linkcode decide} takes it. */
export interface DecideFile
  extends
    Omit<ScriptedDriverOptions, "capabilities" | "mmap" | "read" | "memory"> {
  /**
   * Answer of `mmap`; `absent`: no such operation. `ok` if left out, `absent`
   * beside `mmapPrepare`.
   */
  readonly mmap?: ScriptedDriverOptions["mmap"] | "absent";
  /** Answer of reading; `ok` if left out, `absent`: no such operation. */
  readonly read?: ScriptedDriverOptions["read"] | "absent";
  /**
   * Answer of `mmap_capabilities`, as bits or as text such as `"COPY|DIRECT"`;
   * left out: there is no such operation.
   */
  readonly capabilities?: number | string;
  /** Size in bytes; 0 if left out. */
  readonly size?: number;
  /** How the file is opened; `rw` if left out. */
  readonly mode?: OpenMode;
  /** It is opened through a noexec mount. */
  readonly noexec?: boolean;
  /** The inode is append-only. */
  readonly appendOnly?: boolean;
}

/** A request as {@linkcode decide} takes it. */
export interface DecideRequest {
  /** The file; left out: an anonymous mapping, with MAP_ANONYMOUS in `flags`. */
  readonly file?: DecideFile;
  /** Address hint. */
  readonly address?: Word;
  /** Length in bytes. */
  readonly length: Word;
  /** `PROT_*` as bits or text such as `"READ|EXEC"`. */
  readonly prot: number | string;
  /** `MAP_*` as bits or text such as `"PRIVATE"`. */
  readonly flags: number | string;
  /** Offset in bytes. */
  readonly offset?: Word;
  /** Offset in pages; wins over `offset`. */
  readonly pgoff?: Word;
  /** The calling process. */
  readonly caller?: ProcessOptions;
  /** The machine; 32 bits and Linux 6.12 if left out. */
  readonly machine?: MachineOptions;
}

/** What {@linkcode decide} answers. */
export interface Decision {
  /** Name of the error, or `null`: the mapping is made. */
  readonly errno: string | null;
  /** What backs the mapping, or `null` after an error. */
  readonly backing: Backing | null;
  /** Id of the rule that decided. */
  readonly reason: string;
  /** What that rule says. */
  readonly sentence: string;
  /** Rules that set or took capabilities on the way, in order. */
  readonly restricted: readonly string[];
  /** Address of the mapping, 0 after an error. */
  readonly address: Word;
  /** `VM_*` flags of the mapping as text; empty after an error. */
  readonly vmFlags: string;
  /** The driver's operations that were called, with arguments and answers. */
  readonly calls: readonly DriverCall[];
  /** Ids of the hazards that the kernel runs into. */
  readonly hazards: readonly string[];
  /** Lines of the kernel log. */
  readonly messages: readonly string[];
}

/**
 * Decides one request on a machine that has nothing mapped.
 *
 * @throws {FlagError} if a text names an unknown flag.
 * @throws {ArgumentError} if the request has an unknown key, lacks one, or has
 * a value of another type.
 *
 * @example A frame buffer without `get_unmapped_area`
 * ```ts
 * import { decide } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const decision = decide({
 *   file: { type: "chr", readWith: "read" },
 *   length: 614400,
 *   prot: "READ|WRITE",
 *   flags: "SHARED",
 * });
 * assertEquals(decision.errno, "ENODEV");
 * assertEquals(decision.reason, "shared-needs-direct");
 * assertEquals(decision.restricted, ["default-direct", "no-get-unmapped-area"]);
 * ```
 */
export function decide(request: DecideRequest): Decision {
  checkObject("request", request, REQUEST_KEYS);
  for (const key of ["length", "prot", "flags"] as const) {
    if (request[key] === undefined) {
      throw new ArgumentError(`Missing key '${key}' of the request`);
    }
  }
  const { file, caller, machine: options } = request;
  if (file !== undefined) checkObject("file", file, FILE_KEYS);
  if (caller !== undefined) checkObject("caller", caller, CALLER_KEYS);
  if (options !== undefined) checkObject("machine", options, MACHINE_KEYS);
  const machine = new Machine(request.machine);
  const process = machine.createProcess(request.caller);
  const outcome = mmap(machine, process, {
    file: request.file === undefined ? null : openFile(machine, request.file),
    address: request.address ?? 0,
    length: request.length,
    prot: bits(request.prot, PROT, "PROT_"),
    flags: bits(request.flags, MAP, "MAP_"),
    ...(request.offset === undefined ? {} : { offset: request.offset }),
    ...(request.pgoff === undefined ? {} : { pgoff: request.pgoff }),
  });
  return {
    errno: outcome.errno === 0 ? null : errnoName(outcome.errno),
    backing: outcome.backing,
    reason: outcome.reason,
    sentence: findRule(outcome.reason)?.sentence ?? "",
    restricted: outcome.restricted,
    address: outcome.value,
    vmFlags: outcome.vma === null ? "" : formatFlags(outcome.vma.flags, VM),
    calls: outcome.calls,
    hazards: outcome.hazards.map(({ id }) => id),
    messages: outcome.messages.map(({ text }) => text),
  };
}

const REQUEST_KEYS: readonly string[] = [
  "file",
  "address",
  "length",
  "prot",
  "flags",
  "offset",
  "pgoff",
  "caller",
  "machine",
];
const FILE_KEYS: readonly string[] = [
  "type",
  "capabilities",
  "getUnmappedArea",
  "mmap",
  "mmapPrepare",
  "read",
  "readWith",
  "contents",
  "size",
  "mode",
  "noexec",
  "appendOnly",
];

const CALLER_KEYS: readonly string[] = ["name", "ptraced", "readImpliesExec"];
const MACHINE_KEYS: readonly string[] = [
  "edition",
  "wordSize",
  "pageSize",
  "ram",
  "nrTrimPages",
  "maxPageOrder",
  "taskSize",
  "maxMapCount",
  "mmapAllowUninitialized",
  "allocator",
];

function bits(
  value: number | string,
  names: FlagNames,
  prefix: string,
): number {
  return typeof value === "number" ? value : parseFlags(value, names, prefix);
}

function openFile(machine: Machine, file: DecideFile): OpenFile {
  const { capabilities, size = 0, mode = "rw", noexec = false } = file;
  const { getUnmappedArea, readWith, contents, type, mmapPrepare } = file;
  const { mmap: answer = mmapPrepare === undefined ? "ok" : "absent" } = file;
  const { read = "ok" } = file;
  const inode = machine.createInode({
    name: "file",
    driver: scriptedDriver({
      type,
      ...(answer === "absent" ? {} : { mmap: answer }),
      ...(mmapPrepare === undefined ? {} : { mmapPrepare }),
      ...(read === "absent" ? {} : { read }),
      ...(getUnmappedArea === undefined ? {} : { getUnmappedArea }),
      ...(readWith === undefined ? {} : { readWith }),
      ...(contents === undefined ? {} : { contents }),
      ...(capabilities === undefined
        ? {}
        : { capabilities: bits(capabilities, CAPABILITY, "NOMMU_MAP_") }),
    }),
    size,
    appendOnly: file.appendOnly ?? false,
    path: "/file",
    device: "00:01",
    number: 1,
  });
  return new OpenFile(inode, mode, noexec);
}
