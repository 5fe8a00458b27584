/**
 * How the builder stores a file.
 *
 * @module
 */

import type { BlockKind } from "./block.ts";

/** How the builder stores the blocks of one file. */
export interface CramfsLayout {
  /**
   * `compressed` and `literal` have classic pointers, to the end of a block;
   * `direct` and `direct-compressed` have pointers to its start.
   */
  readonly blocks: Exclude<BlockKind, "hole">;
  /** Blocks that are stored in another way, by index. */
  readonly except?: Readonly<Record<number, BlockKind>>;
  /** Classic blocks of zeros become holes. Default false. */
  readonly holes?: boolean;
  /** Bytes past a page boundary where direct blocks start. Default 0. */
  readonly phase?: number;
  /** Order of direct blocks in flash. Default ascending. */
  readonly order?: "ascending" | "descending";
  /** Direct blocks, by index, before which one page is left free. */
  readonly gaps?: readonly number[];
  /**
   * What follows the end of the file in its last page, if that is direct:
   * zeros, 0xa5 bytes, or at once whatever is stored next. Default zero.
   */
  readonly tail?: "zero" | "dirty" | "packed";
  /** Path of a file whose equal direct blocks are used again. */
  readonly alias?: string;
  /** Byte of the image where the block pointers must lie. */
  readonly tableAt?: number;
  /** Byte of the image where the first direct block must lie. */
  readonly dataAt?: number;
}

/** Name of a layout in {@linkcode CRAMFS_LAYOUTS}. */
export type CramfsLayoutName =
  | "classic"
  | "literal"
  | "holes"
  | "aligned"
  | "packed"
  | "unaligned"
  | "dirty-tail"
  | "descending";

/** The usual layouts. */
export const CRAMFS_LAYOUTS: Readonly<Record<CramfsLayoutName, CramfsLayout>> =
  {
    classic: { blocks: "compressed" },
    literal: { blocks: "literal" },
    holes: { blocks: "compressed", holes: true },
    aligned: { blocks: "direct" },
    packed: { blocks: "direct", tail: "packed" },
    unaligned: { blocks: "direct", phase: 8, tail: "packed" },
    "dirty-tail": { blocks: "direct", tail: "dirty" },
    descending: { blocks: "direct", order: "descending" },
  };

/** How block `index`, with these bytes, is stored. */
export function kindOfBlock(
  layout: CramfsLayout,
  index: number,
  bytes: Uint8Array,
): BlockKind {
  const kind = layout.except?.[index] ?? layout.blocks;
  const classic = kind === "compressed" || kind === "literal";
  const empty = classic && layout.holes && bytes.every((byte) => byte === 0);
  return empty ? "hole" : kind;
}
