/**
 * The files of a plan as the words that the runner reads.
 *
 * @module
 */

import type { Word } from "../../abi/word.ts";
import {
  CONTENTS,
  FILE,
  GUA,
  MMAP_ANSWER,
  OPEN,
  OPERATION,
  READ_ANSWER,
  SPEC,
} from "../layout.ts";
import type { PlanFile, ProbeFile } from "./plan_file.ts";
import type { Words } from "./words.ts";

const TYPE_BITS = {
  fifo: 0o010666,
  chr: 0o020666,
  dir: 0o040777,
  blk: 0o060666,
  reg: 0o100666,
  sock: 0o140666,
} as const;

const ACCESS_MODE = { r: 0, w: 1, rw: 2, path: OPEN.PATH } as const;

/**
 * Adds a file.
 *
 * @param relative Gets the positions of words that hold an address relative to
 * the first word.
 * @throws {RangeError} if it shares the inode of a file that is not there yet.
 */
export function pushFile(
  words: Words,
  relative: number[],
  file: PlanFile,
  index: number,
): void {
  const start = words.length;
  let open: number = ACCESS_MODE[file.mode] | (file.noexec ? OPEN.NOEXEC : 0);
  const put = (at: number, value: Word) => words.set(start + at, value);
  words.push(...new Array(FILE.WORDS).fill(0));
  put(FILE.INODE, index);
  put(FILE.SPEC + SPEC.INDEX, index);
  const literal = (bytes: Uint8Array) => {
    put(FILE.SPEC + SPEC.CONTENTS_KIND, CONTENTS.MEMORY);
    put(FILE.SPEC + SPEC.CONTENTS, 8 * words.length);
    put(FILE.SPEC + SPEC.CONTENTS_LENGTH, bytes.length);
    relative.push(start + FILE.SPEC + SPEC.CONTENTS);
    words.pushBytes(bytes);
  };
  switch (file.kind) {
    case "probe":
      put(FILE.KIND, FILE.PROBE);
      putSpec((at, value) => put(FILE.SPEC + at, value), file, index);
      if (file.contents instanceof Uint8Array) literal(file.contents);
      if (file.appendOnly) open |= OPEN.APPEND;
      break;
    case "ramfs":
      put(FILE.KIND, FILE.RAMFS);
      put(FILE.SPEC + SPEC.SIZE, file.size);
      if (file.contents instanceof Uint8Array) literal(file.contents);
      else if (file.contents === undefined) {
        put(FILE.SPEC + SPEC.CONTENTS_KIND, CONTENTS.NONE);
      }
      if (file.appendOnly) {
        put(FILE.SPEC + SPEC.APPEND, 1);
        open |= OPEN.APPEND;
      }
      break;
    case "path":
      put(FILE.KIND, FILE.PATH);
      words.pushBytes(new TextEncoder().encode(`${file.path}\0`));
      break;
    case "socket":
      put(FILE.KIND, FILE.SOCKET);
      break;
    case "same":
      if (!(file.file >= 0 && file.file < index)) {
        throw new RangeError(`File ${index} shares the inode of ${file.file}`);
      }
      put(FILE.KIND, FILE.SAME);
      put(FILE.INODE, file.file);
      break;
  }
  put(FILE.OPEN, open);
  put(FILE.LENGTH, words.length - start);
}

function putSpec(
  put: (at: number, value: Word) => void,
  file: ProbeFile,
  index: number,
): void {
  let operations = 0;
  if (file.mmap !== "absent") operations |= OPERATION.MMAP;
  if (file.capabilities !== undefined) operations |= OPERATION.CAPABILITIES;
  if (file.getUnmappedArea !== undefined) operations |= OPERATION.GUA;
  if (file.readWith === "read_iter" || file.readWith === "both") {
    operations |= OPERATION.READ_ITER;
  }
  if (file.readWith === "read" || file.readWith === "both") {
    operations |= OPERATION.READ;
  }
  put(SPEC.OPERATIONS, operations);
  put(SPEC.MODE, TYPE_BITS[file.type]);
  put(SPEC.SIZE, file.size);
  put(SPEC.CAPABILITIES, file.capabilities ?? 0);
  const area = file.getUnmappedArea;
  if (area !== undefined) {
    if ("base" in area) {
      put(SPEC.GUA_KIND, GUA.LINEAR | (area.int ? GUA.INT : 0));
      put(SPEC.GUA_VALUE, area.base);
    } else if ("fixed" in area) {
      put(SPEC.GUA_KIND, GUA.FIXED | (area.int ? GUA.INT : 0));
      put(SPEC.GUA_VALUE, area.fixed);
    } else {
      put(SPEC.GUA_KIND, GUA.ERRNO);
      put(SPEC.GUA_VALUE, area.errno);
    }
  }
  if (file.mmap === "shared-only") {
    put(SPEC.MMAP_KIND, MMAP_ANSWER.SHARED_ONLY);
  } else if (file.mmap !== "absent") put(SPEC.MMAP_VALUE, file.mmap);
  const read = file.read ?? "all";
  if (read !== "all") {
    if ("errno" in read) {
      put(SPEC.READ_KIND, READ_ANSWER.ERRNO);
      put(SPEC.READ_VALUE, read.errno);
    } else {
      put(SPEC.READ_KIND, READ_ANSWER.AT_MOST);
      put(SPEC.READ_VALUE, read.atMost);
    }
  }
  const contents = file.contents ?? "pattern";
  if (contents !== "pattern" && !(contents instanceof Uint8Array)) {
    put(SPEC.CONTENTS_KIND, CONTENTS.MEMORY);
    put(SPEC.CONTENTS, contents.address);
    put(SPEC.CONTENTS_LENGTH, contents.length);
  }
  put(SPEC.INODE_NUMBER, file.inode ?? index + 1);
  put(SPEC.APPEND, file.appendOnly ? 1 : 0);
}
