/**
 * A driver that answers what a scenario declares.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import {
  addWords,
  pagesToBytes,
  subtractWords,
  type Word,
} from "../abi/word.ts";
import { OPERATION } from "../policy/request.ts";
import type { Vma } from "../memory/region.ts";
import { type ContentSource, patternSource } from "./contents.ts";
import type {
  DeviceWindow,
  Driver,
  DriverHost,
  TruncateResult,
} from "./driver.ts";
import { addressFromInt } from "./int_address.ts";
import {
  type AreaAnswer,
  checkAnswers,
  type ScriptedDriverOptions,
} from "./scripted_options.ts";
import { readBytes, writeBytes } from "./scripted_bytes.ts";

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
