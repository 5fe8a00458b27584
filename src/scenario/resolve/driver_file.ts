/**
 * What the drivers of files have in common.
 *
 * @module
 */
import { maxWord, type Word } from "../../abi/word.ts";
import { DEFAULT_FLASH_BYTES, type MtdDevice } from "../../files/mtd.ts";
import type { Problems } from "../problems.ts";
import type { MtdDocument } from "../schema/driver.ts";
import type { FileDocument } from "../schema/file.ts";
import type { CommonInode, InodeSpec, MachineSpec } from "../types.ts";
import { offsetOf, type Place, valuePlace } from "../yaml/value.ts";
import type { Images } from "./images.ts";

/** What drivers need to be resolved. */
export interface DriverContext {
  /** What finds images. */
  readonly images: () => Images;
  /** What resolves files in images. */
  readonly imageFiles: () => ImageFiles;
  /** The machine. */
  readonly machine: MachineSpec;
  /** Collects what is wrong. */
  readonly problems: Problems;
}

/** A file of the scenario, and where it stands. */
export interface DriverFile {
  /** What the scenario says. */
  readonly document: FileDocument;
  /** Where. */
  readonly place: Place;
  /** What all inodes have. */
  readonly common: CommonInode;
}

/** Makes the inodes of files in images. */
export interface ImageFiles {
  /** Of a cramfs image. */
  readonly resolveCramfs: Resolve;
  /** Of a romfs image. */
  readonly resolveRomfs: Resolve;
}

/** Makes the inode of a file with a driver. */
export type Resolve = (file: DriverFile, context: DriverContext) => InodeSpec;

/** An address, and a problem if the machine has none such. */
export function addressIn(
  at: Word,
  place: Place,
  context: DriverContext,
): Word {
  const { wordSize } = context.machine;
  if (at > maxWord(wordSize)) {
    context.problems.add(
      offsetOf(place),
      `Address 0x${at.toString(16)} does not fit a word of ${wordSize} bits`,
    );
  }
  return at;
}

/** The MTD device of a file. */
export function resolveMtd(
  { document, place }: DriverFile,
  context: DriverContext,
): MtdDevice {
  const inner = valuePlace(place, "mtd");
  const mtd: MtdDocument = document.mtd ?? { type: "ROM", at: 0 };
  return {
    type: mtd.type,
    at: addressIn(mtd.at, valuePlace(inner, "at"), context),
    size: mtd.size ?? DEFAULT_FLASH_BYTES,
    point: mtd.point ?? mtd.type !== "NAND",
  };
}
