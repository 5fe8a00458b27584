import { OpenFile } from "../../../src/files/inode.ts";
import { scriptedDriver } from "../../../src/files/scripted.ts";
import type { ScriptedDriverOptions } from "../../../src/files/scripted_options.ts";
import type { World } from "../../../src/mm/world.ts";

/** A device that can be mapped in place, and declines. */
export const FLASH: ScriptedDriverOptions = {
  type: "chr",
  capabilities: 0x79,
  getUnmappedArea: { base: 0x2000_0000 },
  mmap: "ENOSYS",
  read: "ok",
};

/** The device, opened. */
export function fileIn(
  world: World,
  options: ScriptedDriverOptions = FLASH,
): OpenFile {
  const inode = world.createInode({
    name: "flash0",
    driver: scriptedDriver(options),
    size: 6000,
    path: "/dev/flash0",
    device: "5a:01",
    number: 42,
  });
  return new OpenFile(inode, "rw");
}
