/**
 * Block devices, and regular files of file systems on them.
 *
 * @module
 */
import type { ContentSource } from "./contents.ts";
import type { DeviceRules } from "./device_rules.ts";
import type { Driver } from "./driver.ts";
import { scriptedDriver } from "./scripted.ts";

/**
 * The operations of a block device: without an MMU its mmap operation is
 * generic_file_mmap() of mm/filemap.c, which answers ENOSYS, so that all that
 * can be made are copies. Mirrors block/fops.c, def_blk_fops.
 *
 * @example
 * ```ts
 * import { blockDriver } from "./block.ts";
 * import { patternSource } from "./contents.ts";
 * import { deviceRules } from "./device_rules.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rules = deviceRules("linux-6.12");
 * assertEquals(blockDriver(rules, patternSource()).type, "blk");
 * ```
 */
export function blockDriver(
  rules: DeviceRules,
  contents: ContentSource,
): Driver {
  return { ...genericDriver(rules, "blk", contents), name: "block" };
}

/** The same operations, which regular files have too. */
export function genericDriver(
  rules: DeviceRules,
  type: "reg" | "blk",
  contents: ContentSource,
): Driver {
  const { readWith } = rules;
  return scriptedDriver({
    type,
    mmap: "ENOSYS",
    read: "ok",
    readWith,
    contents,
  });
}
