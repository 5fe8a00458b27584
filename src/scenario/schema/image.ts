/**
 * Schemas of images: a file beside the scenario, or how one is made.
 *
 * @module
 */
import type { BlockKind } from "../../files/cramfs/block.ts";
import {
  CRAMFS_LAYOUTS,
  type CramfsLayoutName,
} from "../../files/cramfs/layout.ts";
import { contents, type ContentsDocument } from "./bytes.ts";
import {
  choice,
  deferred,
  list,
  oneOfSorts,
  scalar,
  type Schema,
  text,
} from "./kit.ts";
import { mapping, optional } from "./mapping.ts";
import { type GenericSchema, record } from "./valibot.ts";
import { flag, numberUpTo } from "./value.ts";
import { ValueError } from "../text/value_error.ts";
import { quote } from "../text/quote.ts";

/** How the blocks of a file are stored, as the file gives it. */
export interface LayoutDocument {
  readonly blocks?: Exclude<BlockKind, "hole">;
  readonly except?: Readonly<Record<string, BlockKind>>;
  readonly holes?: boolean;
  readonly phase?: number;
  readonly order?: "ascending" | "descending";
  readonly gaps?: readonly number[];
  readonly tail?: "zero" | "dirty" | "packed";
  readonly alias?: string;
  readonly table_at?: number;
  readonly data_at?: number;
}

/** A file of an image, as the file gives it. */
export interface ImageFileDocument {
  readonly size?: number;
  readonly contents?: ContentsDocument;
  readonly layout?: CramfsLayoutName | LayoutDocument;
  readonly align?: number;
}

/** An image, as the file gives it. */
export interface ImageDocument {
  readonly file?: string;
  readonly files?: Readonly<Record<string, ImageFileDocument>>;
  readonly name?: string;
  readonly superblock?: number;
  readonly pad?: boolean;
  readonly dedup?: boolean;
  readonly extended_pointers?: boolean;
  readonly erased?: number;
}

/** An image, or the name of one or of a file. */
export type ImageSource = string | ImageDocument;

const LAYOUT_NAMES = Object.keys(CRAMFS_LAYOUTS) as CramfsLayoutName[];
/** Most bytes of a file in an image that is made. */
const MOST_FILE_BYTES = 0xff_ffff;
const place: Schema<number> = numberUpTo(0xfff_ffff);

const block: Schema<string> = scalar("a number of a block", (value) => {
  if (/^(0|[1-9][0-9]{0,3})$/.test(value)) return value;
  throw new ValueError(`${quote(value)} is no number of a block`);
}, { pattern: "^(0|[1-9][0-9]{0,3})$" });

const layout: Schema<CramfsLayoutName | LayoutDocument> = oneOfSorts<
  CramfsLayoutName | LayoutDocument
>("a layout", {
  text: choice("layout", LAYOUT_NAMES),
  mapping: mapping<LayoutDocument>("a layout", {
    blocks: optional(
      choice("kind of block", [
        "direct",
        "direct-compressed",
        "compressed",
        "literal",
      ]),
      "How blocks are stored; direct if left out",
    ),
    except: optional(
      record(
        block as GenericSchema<string, string>,
        choice("kind of block", [
          "direct",
          "direct-compressed",
          "compressed",
          "literal",
          "hole",
        ]),
      ),
      "Blocks, by number from 0, that are stored in another way",
    ),
    holes: optional(flag, "Classic blocks of zeros become holes"),
    phase: optional(
      numberUpTo(4095),
      "Bytes past a page boundary where direct blocks start; 0 if left out",
    ),
    order: optional(
      choice("order", ["ascending", "descending"]),
      "Order of direct blocks; ascending if left out",
    ),
    gaps: optional(
      list("a list of blocks", numberUpTo(4095)),
      "Direct blocks before which one page is left free",
    ),
    tail: optional(
      choice("tail", ["zero", "dirty", "packed"]),
      "What follows the end of the file in its last page, if that is direct: " +
        "zeros (if left out), 0xa5 bytes, or at once what is stored next",
    ),
    alias: optional(
      text("path", { type: "string" }),
      "Path of a file whose equal direct blocks are used again",
    ),
    table_at: optional(place, "Byte of the image where the pointers lie"),
    data_at: optional(place, "Byte of the image where the first block lies"),
  }),
});

const imageFile: Schema<ImageFileDocument> = deferred(() =>
  mapping<ImageFileDocument>(
    "a file of an image",
    {
      size: optional(
        numberUpTo(MOST_FILE_BYTES),
        "Size in bytes; left out: that of the contents",
      ),
      contents: optional(
        contents,
        "What it holds; left out: each aligned little-endian 32-bit word holds " +
          "its own byte offset plus one",
      ),
      layout: optional(
        layout,
        "How cramfs stores it; left out: classic, which is compressed",
      ),
      align: optional(
        numberUpTo(MOST_FILE_BYTES),
        "Where romfs stores it: a multiple of this; 16 if left out",
      ),
    },
  )
);

const superblock: Schema<number> = scalar("0 or 512", (value) => {
  if (value === "0" || value === "512") return Number(value);
  throw new ValueError(`A superblock lies at 0 or 512, not at ${quote(value)}`);
}, { type: "integer", enum: [0, 512] });

const path: Schema<string> = scalar("a path", (value) => {
  if (/^(\/[^/\0]+)+$/.test(value)) return value;
  throw new ValueError(`${quote(value)} is no absolute path of a file`);
}, { pattern: "^(/[^/]+)+$" });

const built: Schema<ImageDocument> = deferred(() =>
  mapping<ImageDocument>("an image", {
    file: optional(
      text("name of a file", { type: "string" }),
      "An image in a file beside the scenario",
    ),
    files: optional(
      record(path as GenericSchema<string, string>, imageFile),
      "An image that is made of these files, by their paths in it",
    ),
    name: optional(text("name", { type: "string" }), "Name of the volume"),
    superblock: optional(
      superblock,
      "Byte where the superblock of cramfs lies: 0 (if left out) or 512",
    ),
    pad: optional(
      flag,
      "Whether cramfs is padded to a multiple of 4096 bytes; true if left out",
    ),
    dedup: optional(flag, "Equal files of cramfs are one inode"),
    extended_pointers: optional(
      flag,
      "Whether cramfs announces extended block pointers, without which nothing " +
        "is mapped in place; left out: if it has any",
    ),
    erased: optional(
      numberUpTo(255),
      "Byte that the flash after the image holds; 0xff if left out",
    ),
  }, { exactlyOne: ["file", "files"] })
);

/** Schema of an image. */
export const image: Schema<ImageSource> = oneOfSorts<ImageSource>("an image", {
  text: text("name of an image or of a file", { type: "string" }),
  mapping: built,
});
