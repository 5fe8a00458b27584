/**
 * The files of a scenario. An inode is what the driver answers for; a file is
 * one way of opening it.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { OpenMode } from "../../files/inode.ts";
import type { StockInode } from "./driver.ts";
import type { CommonInode } from "./inode.ts";
import type { Located } from "./position.ts";
import type { Flags } from "./value.ts";

export type { OpenMode } from "../../files/inode.ts";

/** A negative answer: a positive error number. */
export interface ErrnoAnswer {
  /** The error number. */
  readonly errno: number;
}

/** Answer of `get_unmapped_area`. */
export type GetUnmappedAreaAnswer =
  /** The base plus the file offset in bytes. */
  | { readonly base: Word; readonly int?: boolean }
  /** Always this address. */
  | { readonly fixed: Word; readonly int?: boolean }
  | ErrnoAnswer;

/**
 * Answer of `mmap`: 0, no such operation, or ENOSYS unless the VMA is a shared
 * one, as ramfs answers.
 */
export type MmapAnswer = "ok" | "absent" | "shared-only" | ErrnoAnswer;

/** Answer of `mmap_prepare`; `remap` asks for an action that is refused. */
export type MmapPrepareAnswer = "ok" | "shared-only" | "remap" | ErrnoAnswer;

/** Answer of the read operation; `atMost` is in bytes per call. */
export type ReadAnswer =
  | "ok"
  | "absent"
  | { readonly atMost: number }
  | ErrnoAnswer;

/** Which operations read the file. */
export type ReadOperations = "read_iter" | "read" | "both";

/** An inode whose driver does what the scenario says. */
export interface ScriptedInode extends CommonInode {
  /** Tells the drivers apart. */
  readonly driver: "scripted";
  /** Bits of `CAPABILITY`; left out: no `mmap_capabilities` operation. */
  readonly capabilities?: Flags;
  /** Left out: no `get_unmapped_area` operation. */
  readonly getUnmappedArea?: GetUnmappedAreaAnswer;
  /** Answer of `mmap`. */
  readonly mmap: MmapAnswer;
  /** Left out: no `mmap_prepare` operation. */
  readonly mmapPrepare?: MmapPrepareAnswer;
  /** Answer of the operations that read; `absent`: there are none. */
  readonly read: ReadAnswer;
  /** Which operations read, unless `read` is `absent`. */
  readonly readWith: ReadOperations;
}

/** An inode of a real ramfs. */
export interface RamfsInode extends CommonInode {
  /** Tells the drivers apart. */
  readonly driver: "ramfs";
}

/** An inode, told apart by its `driver`. */
export type InodeSpec = ScriptedInode | RamfsInode | StockInode;

/** An open file. Several may have the same inode. */
export interface FileSpec extends Located {
  /** Its name in the scenario. */
  readonly name: string;
  /** What it opens; the same object for files of the same inode. */
  readonly inode: InodeSpec;
  /** How it is opened. */
  readonly mode: OpenMode;
  /** It is opened through a mount with `noexec`. */
  readonly noexec: boolean;
}
