/**
 * Files of the kernel's own drivers as keys of a scenario file.
 *
 * @module
 */
import { hex } from "../abi/word.ts";
import { InputError } from "../errors.ts";
import type { RamfsInode, StockInode } from "../scenario/types.ts";
import { sizeText } from "./numbers.ts";
import { flowMapping, type YamlEntries } from "./yaml.ts";

/**
 * What tells such a file from others of its driver.
 *
 * @throws {InputError} if it comes from an image, which cannot be written.
 */
export function stockParts(inode: RamfsInode | StockInode): YamlEntries {
  const driver = ["driver", inode.driver] as const;
  const size = ["size", sizeText(inode.size)] as const;
  switch (inode.driver) {
    case "ramfs":
    case "block":
      return inode.size === 0 ? [driver] : [driver, size];
    case "fb": {
      const own: YamlEntries = [
        ...(inode.getUnmappedArea
          ? [["get_unmapped_area", "true"] as const]
          : []),
        ...(inode.fbMmap ? [] : [["fb_mmap", "false"] as const]),
      ];
      return [
        driver,
        ["at", hex(inode.base)],
        size,
        ...(own.length === 0 ? [] : [["fb", flowMapping(own)] as const]),
      ];
    }
    case "mem":
      return inode.limit === undefined
        ? [driver]
        : [driver, ["mem", flowMapping([["limit", hex(inode.limit)]])]];
    case "mtd": {
      const { type, at, size: bytes, point } = inode.mtd;
      return [driver, [
        "mtd",
        flowMapping([
          ["type", type],
          ["at", hex(at)],
          ["size", sizeText(bytes)],
          ...(point === (type !== "NAND")
            ? []
            : [["point", String(point)] as const]),
        ]),
      ]];
    }
    case "cramfs":
    case "romfs":
      throw new InputError(
        `File '${inode.name}' is part of a ${inode.driver} image, which cannot be written into a scenario`,
      );
    default:
      return [driver];
  }
}
