/**
 * /dev/mtdN, a memory technology device as a character device.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import { VM } from "../abi/vm.ts";
import { pagesIn, pagesToBytes, type Word } from "../abi/word.ts";
import type { ContentSource } from "./contents.ts";
import { deviceMemory } from "./device_memory.ts";
import type { DeviceRules } from "./device_rules.ts";
import type { Driver, DriverHost } from "./driver.ts";
import { addressFromInt, errorWord } from "./int_address.ts";
import {
  mtdCapabilities,
  type MtdDevice,
  mtdGetUnmappedArea,
  mtdIsWritable,
} from "./mtd.ts";
import { scriptedDriver } from "./scripted.ts";

/**
 * The operations of /dev/mtdN; the inode is as large as the device. Mirrors
 * drivers/mtd/mtdchar.c, mtdchar_get_unmapped_area() and mtdchar_mmap().
 *
 * @example
 * ```ts
 * import { patternSource } from "./contents.ts";
 * import { deviceRules } from "./device_rules.ts";
 * import { mtdcharDriver } from "./mtdchar.ts";
 * import { CAPABILITY } from "../abi/capabilities.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const device = { type: "NOR", at: 0x2000_0000, size: 65536, point: true } as const;
 * const rules = deviceRules("linux-6.12");
 * const { capabilities } = mtdcharDriver(device, rules, patternSource());
 * assertEquals(capabilities, CAPABILITY.COPY);
 * ```
 */
export function mtdcharDriver(
  device: MtdDevice,
  rules: DeviceRules,
  contents: ContentSource,
): Driver {
  const memory = deviceMemory(device.at, contents);
  const writable = mtdIsWritable(device.type);
  return {
    ...scriptedDriver({
      type: "chr",
      capabilities: mtdCapabilities(device.type),
      getUnmappedArea: { base: device.at },
      mmap: "ok",
      read: "ok",
      readWith: "read",
    }),
    ...memory,
    ...(writable ? {} : { write: () => -ERRNO.EROFS }),
    name: "mtd",
    getUnmappedArea: (_inode, length, pgoff, _flags, host) =>
      areaOf(device, length, pgoff, rules, host),
    mmap(_inode, vma, host) {
      if (vma.flags & VM.SHARED) return 0;
      if (!rules.mtdRefusesPrivate) return -ERRNO.ENOSYS;
      host.hazard("mtd-refuses-copy");
      return -ERRNO.EACCES;
    },
  };
}

function areaOf(
  device: MtdDevice,
  length: Word,
  pgoff: Word,
  rules: DeviceRules,
  host: DriverHost,
): Word {
  const { pageSize, wordSize } = host.arch;
  const { size } = device;
  const refused = errorWord(ERRNO.EINVAL, host);
  if (length > size || pgoff >= pagesIn(size, pageSize)) return refused;
  const offset = pagesToBytes(pgoff, pageSize, wordSize);
  if (offset > size - Number(length)) return refused;
  const area = mtdGetUnmappedArea(device, length, offset, host);
  if (area === errorWord(ERRNO.EOPNOTSUPP, host)) {
    const errno = rules.mtdRefusesPrivate ? ERRNO.ENODEV : ERRNO.ENOSYS;
    return errorWord(errno, host);
  }
  return rules.mtdAddressInt ? addressFromInt(area, host) : area;
}
