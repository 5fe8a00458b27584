/**
 * A driver that answers what a scenario declares.
 *
 * @module
 */
import { ERRNO, type ErrnoName } from "../abi/errno.ts";
import {
  addWords,
  pagesToBytes,
  subtractWords,
  toWord,
  type Word,
} from "../abi/word.ts";
import { FILE_TYPES, type FileType, OPERATION } from "../policy/request.ts";
import {
  checkBits,
  checkChoice,
  checkFlag,
  checkFunction,
  checkObject,
  checkWhole,
  givenWord,
  ifGiven,
} from "../given.ts";
import type { Vma } from "../memory/region.ts";
import { type ContentSource, patternSource } from "./contents.ts";
import type {
  DeviceWindow,
  Driver,
  DriverHost,
  DriverInode,
  TruncateResult,
} from "./driver.ts";
import { addressFromInt } from "./int_address.ts";

/** How `get_unmapped_area` finds its answer. */
export type AreaAnswer =
  /** `base + pgoff * PAGE_SIZE`; `int` keeps the address in an int. */
  | { readonly base: Word; readonly int?: boolean }
  /** Always the same address. */
  | { readonly fixed: Word; readonly int?: boolean }
  /** Always this error. */
  | ErrnoName;

/** What a scripted driver is made of. What is left out does not exist. */
export interface ScriptedDriverOptions {
  /** Type of the inode. */
  readonly type: FileType;
  /** Answer of `mmap_capabilities`. */
  readonly capabilities?: number;
  /** Answer of `get_unmapped_area`. */
  readonly getUnmappedArea?: AreaAnswer;
  /** Answer of `mmap`; `shared-only` is ENOSYS unless the VMA is shareable. */
  readonly mmap?: "ok" | "shared-only" | ErrnoName;
  /**
   * Answer of `mmap_prepare`, which drivers have in place of `mmap`; `remap`
   * asks for an action that kernels without an MMU refuse.
   */
  readonly mmapPrepare?: "ok" | "shared-only" | "remap" | ErrnoName;
  /** Answer of reading. */
  readonly read?: "ok" | { readonly atMost: number } | ErrnoName;
  /** Which read operations exist; without `read` none does. */
  readonly readWith?: "read_iter" | "read" | "both";
  /** Bytes of the file. */
  readonly contents?: ContentSource;
  /** Bytes of the device's memory, where they are not those of the file. */
  readonly memory?: { readonly size: number; readonly bytes: ContentSource };
}

/**
 * Makes a driver from what it answers. {@linkcode OpenFile} has an example.
 *
 * @throws {ArgumentError} if it is to answer what no driver does.
 */
export function scriptedDriver(options: ScriptedDriverOptions): Driver {
  checkAnswers(options);
  const area = options.getUnmappedArea;
  const source = options.contents ?? patternSource();
  const window = deviceWindow(area, options.memory, source);
  const base = options.memory === undefined ? window?.base : undefined;
  return {
    name: "scripted",
    type: options.type,
    operations: operationsOf(options),
    capabilities: options.capabilities ?? 0,
    ...(window === undefined ? {} : { window }),
    getUnmappedArea: (_inode, _length, pgoff, _flags, host) =>
      answerArea(area, pgoff, host),
    mmap: (_inode, vma, host) =>
      answerMmap(options.mmap ?? options.mmapPrepare, vma, host),
    read(inode, position, count) {
      const { read } = options;
      if (typeof read === "string" && read !== "ok") return -ERRNO[read];
      const limit = typeof read === "object" ? read.atMost : count;
      return Math.max(0, Math.min(count, limit, inode.size - position));
    },
    bytes: (inode, position, target, host) =>
      readBytes(inode, position, target, host, source, base),
    write(inode, position, bytes, host) {
      host.beforeChange(inode);
      const room = Math.max(0, Math.min(bytes.length, inode.size - position));
      writeBytes(inode, position, bytes.subarray(0, room), host, base);
      return room;
    },
    truncate(inode, size, host): TruncateResult {
      host.beforeChange(inode);
      inode.size = size;
      return { errno: 0, reason: "truncate" };
    },
  };
}

const ERRNOS = Object.keys(ERRNO);
const MMAP_ANSWERS = ["ok", "shared-only", ...ERRNOS];
const PREPARE_ANSWERS = [...MMAP_ANSWERS, "remap"];
const READ_ANSWERS = ["ok", ...ERRNOS];
const READ_WITH = ["read_iter", "read", "both"];

function checkAnswers(options: ScriptedDriverOptions): void {
  checkObject("driver", options);
  const { mmap, mmapPrepare, read, readWith, memory } = options;
  checkChoice("type", options.type, FILE_TYPES);
  ifGiven("capabilities", options.capabilities, checkBits);
  ifGiven("contents", options.contents, checkFunction);
  if (mmap !== undefined) checkChoice("mmap", mmap, MMAP_ANSWERS);
  if (mmapPrepare !== undefined) {
    checkChoice("mmapPrepare", mmapPrepare, PREPARE_ANSWERS);
  }
  if (readWith !== undefined) checkChoice("readWith", readWith, READ_WITH);
  if (typeof read === "object") {
    checkObject("read", read);
    checkWhole("read.atMost", read.atMost);
  } else if (read !== undefined) checkChoice("read", read, READ_ANSWERS);
  checkArea(options.getUnmappedArea);
  if (memory === undefined) return;
  checkObject("memory", memory);
  checkWhole("memory.size", memory.size);
  checkFunction("memory.bytes", memory.bytes);
}

function checkArea(area: AreaAnswer | undefined): void {
  if (area === undefined) return;
  if (typeof area !== "object") {
    return checkChoice("getUnmappedArea", area, ERRNOS);
  }
  checkObject("getUnmappedArea", area);
  const [what, address] = "base" in area
    ? ["getUnmappedArea.base", area.base]
    : ["getUnmappedArea.fixed", area.fixed];
  givenWord(what, address, 64);
  ifGiven("getUnmappedArea.int", area.int, checkFlag);
}

/** Bytes at a position of a file. */
interface Piece {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** What was written to files which have no memory of their own, in order. */
const written = new WeakMap<DriverInode, readonly Piece[]>();

function readBytes(
  inode: DriverInode,
  position: number,
  target: Uint8Array,
  host: DriverHost,
  source: ContentSource,
  base: Word | undefined,
): void {
  const inside = Math.max(0, Math.min(target.length, inode.size - position));
  const part = target.subarray(0, inside);
  if (base !== undefined) {
    const { wordSize } = host.arch;
    const at = addWords(base, toWord(position, wordSize), wordSize);
    part.set(host.memory.read(at, inside));
    return;
  }
  source(position, part);
  for (const { at, bytes } of written.get(inode) ?? []) {
    for (let i = 0; i < bytes.length; i++) {
      const index = at + i - position;
      if (index >= 0 && index < inside) part[index] = bytes[i]!;
    }
  }
}

function writeBytes(
  inode: DriverInode,
  position: number,
  bytes: Uint8Array,
  host: DriverHost,
  base: Word | undefined,
): void {
  if (base !== undefined) {
    const { wordSize } = host.arch;
    const at = addWords(base, toWord(position, wordSize), wordSize);
    host.memory.write(at, bytes);
    return;
  }
  const end = position + bytes.length;
  const visible = (written.get(inode) ?? []).filter((piece) =>
    piece.at < position || piece.at + piece.bytes.length > end
  );
  written.set(inode, [...visible, { at: position, bytes: bytes.slice() }]);
}

function deviceWindow(
  area: AreaAnswer | undefined,
  memory: ScriptedDriverOptions["memory"],
  source: ContentSource,
): DeviceWindow | undefined {
  if (typeof area !== "object") return undefined;
  return {
    base: "base" in area ? area.base : area.fixed,
    bytes(position, target, size) {
      const end = memory?.size ?? size;
      const inside = Math.max(0, Math.min(target.length, end - position));
      (memory?.bytes ?? source)(position, target.subarray(0, inside));
    },
    ...(memory === undefined ? {} : { size: memory.size }),
  };
}

function operationsOf(options: ScriptedDriverOptions): number {
  let operations = 0;
  if (options.mmap !== undefined) operations |= OPERATION.MMAP;
  if (options.mmapPrepare !== undefined) operations |= OPERATION.MMAP_PREPARE;
  if (options.capabilities !== undefined) {
    operations |= OPERATION.MMAP_CAPABILITIES;
  }
  if (options.getUnmappedArea !== undefined) {
    operations |= OPERATION.GET_UNMAPPED_AREA;
  }
  if (options.read !== undefined) {
    const by = options.readWith ?? "read_iter";
    if (by !== "read") operations |= OPERATION.READ_ITER;
    if (by !== "read_iter") operations |= OPERATION.READ;
  }
  return operations;
}

function answerArea(
  area: AreaAnswer | undefined,
  pgoff: Word,
  host: DriverHost,
): Word {
  const { wordSize, pageSize } = host.arch;
  if (area === undefined) return subtractWords(0, ERRNO.ENOSYS, wordSize);
  if (typeof area === "string") {
    return subtractWords(0, ERRNO[area], wordSize);
  }
  const address = "base" in area
    ? addWords(area.base, pagesToBytes(pgoff, pageSize, wordSize), wordSize)
    : area.fixed;
  return area.int ? addressFromInt(address, host) : address;
}

function answerMmap(
  answer: ScriptedDriverOptions["mmap" | "mmapPrepare"],
  vma: Vma,
  host: DriverHost,
): number {
  if (answer === undefined || answer === "ok") return 0;
  if (answer === "remap") {
    host.hazard("remap-action-refused");
    host.warnOnce("mmap_action_complete");
    return -ERRNO.EINVAL;
  }
  if (answer !== "shared-only") return -ERRNO[answer];
  return host.isShareable(vma.flags) ? 0 : -ERRNO.ENOSYS;
}
