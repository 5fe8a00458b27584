/**
 * /dev/zero.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { byteSource } from "./contents.ts";
import type { DeviceRules } from "./device_rules.ts";
import type { Driver } from "./driver.ts";
import { scriptedDriver } from "./scripted.ts";

/**
 * The operations of /dev/zero: it declares that it can be copied, and from
 * 5.10 on nothing can read it into a copy, for it has both `read` and
 * `read_iter`. Mirrors drivers/char/mem.c, zero_fops.
 *
 * @example
 * ```ts
 * import { deviceRules } from "./device_rules.ts";
 * import { zeroDriver } from "./zero.ts";
 * import { OPERATION } from "../policy/request.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const both = OPERATION.READ | OPERATION.READ_ITER;
 * const { operations } = zeroDriver(deviceRules("linux-6.12"));
 * assertEquals(operations & both, both);
 * ```
 */
export function zeroDriver(rules: DeviceRules): Driver {
  return {
    ...scriptedDriver({
      type: "chr",
      capabilities: CAPABILITY.COPY,
      getUnmappedArea: "ENOSYS",
      mmap: "ENOSYS",
      read: "ok",
      readWith: rules.zeroReadWith,
      contents: byteSource(0),
    }),
    name: "zero",
    read: (_inode, _position, count) => count,
    bytes: () => {},
    write: (_inode, _position, bytes) => bytes.length,
  };
}
