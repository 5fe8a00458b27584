/**
 * What a scripted driver is made of, and what of it is wrong.
 *
 * @module
 */
import { ERRNO, type ErrnoName } from "../abi/errno.ts";
import type { Word } from "../abi/word.ts";
import { FILE_TYPES, type FileType } from "../policy/request.ts";
import {
  checkBits,
  checkChoice,
  checkFlag,
  checkFunction,
  checkObject,
  checkWhole,
  ifGiven,
} from "../given.ts";
import { givenWord } from "../abi/given_word.ts";
import type { ContentSource } from "./contents.ts";

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

const ERRNOS = Object.keys(ERRNO);
const MMAP_ANSWERS = ["ok", "shared-only", ...ERRNOS];
const PREPARE_ANSWERS = [...MMAP_ANSWERS, "remap"];
const READ_ANSWERS = ["ok", ...ERRNOS];
const READ_WITH = ["read_iter", "read", "both"];

/**
 * Checks what a driver is to answer.
 *
 * @throws {ArgumentError} if something is no answer.
 */
export function checkAnswers(options: ScriptedDriverOptions): void {
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
