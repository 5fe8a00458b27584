/**
 * Schema of a file.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import { FILE_TYPES, type FileType } from "../../policy/request.ts";
import { ValueError } from "../text/value_error.ts";
import { quote } from "../text/quote.ts";
import type {
  DeviceNumber,
  Flags,
  GetUnmappedAreaAnswer,
  MmapAnswer,
  MmapPrepareAnswer,
  OpenMode,
  ReadAnswer,
  ReadOperations,
} from "../types.ts";
import { contents, type ContentsDocument } from "./bytes.ts";
import { type DriverDocument, driverKeys } from "./driver.ts";
import {
  choice,
  deferred,
  oneOfSorts,
  scalar,
  type Schema,
  text,
} from "./kit.ts";
import { mapping, optional, required } from "./mapping.ts";
import { pipe, transform } from "./valibot.ts";
import {
  capabilities,
  errnoOr,
  flag,
  name,
  numberUpTo,
  word,
} from "./value.ts";

/** A file as the scenario file gives it. */
export interface FileDocument extends DriverDocument {
  readonly type?: FileType;
  readonly size?: Word;
  readonly capabilities?: Flags;
  readonly get_unmapped_area?: GetUnmappedAreaAnswer;
  readonly mmap?: MmapAnswer;
  readonly mmap_prepare?: MmapPrepareAnswer;
  readonly read?: ReadAnswer;
  readonly read_with?: ReadOperations;
  readonly contents?: ContentsDocument;
  readonly mode?: OpenMode;
  readonly noexec?: boolean;
  readonly append_only?: boolean;
  readonly mandatory_lock?: boolean;
  readonly path?: string;
  readonly device?: DeviceNumber;
  readonly inode?: number;
  readonly same_inode_as?: string;
}

/** How a file can be opened. */
export const OPEN_MODES: readonly OpenMode[] = ["r", "w", "rw", "path"];

const getUnmappedArea: Schema<GetUnmappedAreaAnswer> = oneOfSorts<
  GetUnmappedAreaAnswer
>("an errno, base or fixed", {
  text: errnoOr<never>("answer of get_unmapped_area", []),
  mapping: mapping<{ base?: Word; fixed?: Word; int?: boolean }>(
    "get_unmapped_area",
    {
      base: optional(word, "Address of offset 0; the file offset is added"),
      fixed: optional(word, "The address whatever the offset"),
      int: optional(
        flag,
        "The driver keeps the address in an int, which 64 bits do not fit",
      ),
    },
    { exactlyOne: ["base", "fixed"] },
  ) as Schema<GetUnmappedAreaAnswer>,
});

const read: Schema<ReadAnswer> = oneOfSorts<ReadAnswer>(
  "ok, absent, an errno or at_most",
  {
    text: errnoOr("answer of read", ["ok", "absent"]),
    mapping: pipe(
      mapping<{ at_most: number }>("read", {
        at_most: required(
          numberUpTo(Number.MAX_SAFE_INTEGER),
          "Most bytes that one call reads",
        ),
      }),
      transform((limit): ReadAnswer => ({ atMost: limit.at_most })),
    ),
  },
);

const device: Schema<DeviceNumber> = scalar("a device number", (value) => {
  const match = /^([0-9a-fA-F]{1,3}):([0-9a-fA-F]{1,5})$/.exec(value);
  if (match === null) {
    throw new ValueError(
      `Device ${quote(value)} is not MAJOR:MINOR in hexadecimal`,
    );
  }
  return { major: parseInt(match[1]!, 16), minor: parseInt(match[2]!, 16) };
}, { pattern: "^[0-9a-fA-F]{1,3}:[0-9a-fA-F]{1,5}$" });

/** Schema of one file. */
export const file: Schema<FileDocument> = deferred(() =>
  mapping<FileDocument>("a file", {
    type: optional(
      choice("type", FILE_TYPES),
      "Type of the inode; chr if left out",
    ),
    size: optional(word, "Size in bytes; 0 if left out"),
    capabilities: optional(
      capabilities,
      "What mmap_capabilities answers, NONE for no bit; left out: there is no " +
        "such operation",
    ),
    get_unmapped_area: optional(
      getUnmappedArea,
      "What get_unmapped_area answers: { base: A } adds the file offset, " +
        "{ fixed: A } does not, or an errno; left out: no such operation",
    ),
    mmap: optional(
      errnoOr("answer of mmap", ["ok", "absent", "shared-only"]),
      "What mmap answers: ok (if left out), an errno, absent (no such " +
        "operation, also if left out beside mmap_prepare), or shared-only " +
        "(ENOSYS unless the VMA is a shared one)",
    ),
    mmap_prepare: optional(
      errnoOr("answer of mmap_prepare", ["ok", "shared-only", "remap"]),
      "What mmap_prepare answers, which a driver may have in place of mmap from " +
        "6.17 on: ok, an errno, shared-only as mmap, or remap (from 6.19 on: it " +
        "asks for a remapping, which no-MMU kernels refuse); left out: no such " +
        "operation",
    ),
    read: optional(
      read,
      "What reading answers: ok (if left out), an errno, absent (no such " +
        "operation), or { at_most: N } bytes per call",
    ),
    read_with: optional(
      choice("read operation", ["read_iter", "read", "both"]),
      "Which operations read the file; read_iter if left out",
    ),
    contents: optional(
      contents,
      "What the file holds; left out: each aligned little-endian 32-bit word " +
        "holds its own byte offset plus one",
    ),
    ...driverKeys,
    mode: optional(
      choice("mode", OPEN_MODES),
      "How the file is opened; rw if left out",
    ),
    noexec: optional(flag, "The mount forbids execution; false if left out"),
    mandatory_lock: optional(
      flag,
      "Somebody holds a mandatory lock on the inode; false if left out",
    ),
    append_only: optional(
      flag,
      "The inode is append-only; false if left out",
    ),
    path: optional(
      text("path", { type: "string" }),
      "Path in maps; /dev/NAME for chr and blk, /NAME for others if left out",
    ),
    device: optional(
      device,
      'Device of the inode in maps, MAJOR:MINOR in hexadecimal; "00:01" if ' +
        "left out",
    ),
    inode: optional(
      numberUpTo(Number.MAX_SAFE_INTEGER),
      "Inode number; counted from 1 if left out",
    ),
    same_inode_as: optional(
      name,
      "Another file of this scenario: this one opens the same inode, with its " +
        "own mode and noexec",
    ),
  })
);
