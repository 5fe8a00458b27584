/**
 * What a file in a log may be.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import type { Word } from "../abi/word.ts";
import type { FileType } from "../policy/request.ts";
import { commonInode, type FileParts, makeFile } from "../question/make.ts";
import type {
  CommonInode,
  Flags,
  InodeSpec,
  StockInode,
} from "../scenario/types.ts";

/** What is known of the file that is to be made. */
export interface About {
  /** Its name in a scenario. */
  readonly name: string;
  /** Its path, if it has one. */
  readonly path?: string;
  /** What a file of a disk filesystem declares in this kernel. */
  readonly disk: FileParts;
  /** End of the range that is mapped, in bytes. */
  readonly end: number;
  /** The address that it is mapped at, if the log says. */
  readonly mapped?: Word;
}

/** A file that a path may stand for. */
export interface Device {
  /** What it is, in words, to be read after "it is". */
  readonly what: string;
  /** Place in the kernel that makes it so; left out: it is a guess. */
  readonly source?: string;
  /** It stands for any driver. */
  readonly any?: boolean;
  /** What a program would ask of it instead, to get an address. */
  readonly remedy?: string;
  /** Makes it. */
  make(about: About): InodeSpec;
}

/** Largest size that is supposed, in bytes. */
export const LARGEST: number = 2 ** 31;
/** Smallest size that is supposed, in bytes. */
export const SMALLEST: number = 2 ** 20;
/** Where the memory of a device lies. */
export const BASE = 0x4000_0000;
/** A get_unmapped_area that works. */
export const AREA: { readonly base: number } = { base: BASE };

/** What every such file has. */
export function common(
  { name, path, end }: About,
  type: FileType,
): CommonInode {
  return {
    ...commonInode(name, type),
    size: Math.min(LARGEST, Math.max(end, SMALLEST)),
    ...(path === undefined ? {} : { path }),
  };
}

/** A driver that answers what is declared. */
export function declares(parts: FileParts): Device["make"] {
  return (about) => {
    const { size, path } = common(about, parts.type ?? "chr");
    return makeFile(about.name, { size, path, ...parts }).inode;
  };
}

/** One of the drivers that the engine has. */
export function stock(
  type: FileType,
  parts: (about: About) => Partial<StockInode> & Pick<StockInode, "driver">,
): Device["make"] {
  return (about) => ({ ...common(about, type), ...parts(about) }) as StockInode;
}

/** Half of the range: it reaches beyond the end. */
export function tooSmall({ end }: About): number {
  return Math.max(1, Math.floor(Math.min(end, LARGEST) / 2));
}

/** An answer of mmap_capabilities. */
export function capabilities(value: number): Flags {
  return { value, text: formatFlags(value, CAPABILITY) };
}

/** An answer that is an error. */
export function answer(errno: keyof typeof ERRNO): { readonly errno: number } {
  return { errno: ERRNO[errno] };
}
