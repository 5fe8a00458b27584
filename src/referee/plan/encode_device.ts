/**
 * The devices of a plan as the words that the runner reads.
 *
 * @module
 */

import { DEVICE, MOUNT } from "../layout.ts";
import type { PlanDevice, PlanDeviceKind } from "./plan_file.ts";
import type { Words } from "./words.ts";

const KINDS: Readonly<Record<PlanDeviceKind, number>> = {
  RAM: DEVICE.RAM,
  ROM: DEVICE.ROM,
  NAND: DEVICE.NAND,
  NOR: DEVICE.NOR,
  fb: DEVICE.FB,
  block: DEVICE.BLOCK,
  fifo: DEVICE.FIFO,
  folder: DEVICE.FOLDER,
};

const MOUNTS = { cramfs: MOUNT.CRAMFS, romfs: MOUNT.ROMFS } as const;

/**
 * Adds a device.
 *
 * @returns What to do once all words that are of one size are there: it adds
 * the contents and the positions of the words that hold their address.
 */
export function pushDevice(
  words: Words,
  relative: number[],
  device: PlanDevice,
): () => void {
  const start = words.length;
  const { contents } = device;
  words.push(...new Array(DEVICE.WORDS).fill(0));
  words.set(start + DEVICE.KIND, KINDS[device.kind]);
  words.set(start + DEVICE.ADDRESS, device.address ?? 0);
  words.set(start + DEVICE.SIZE, device.size ?? 0);
  words.set(
    start + DEVICE.FLAGS,
    (device.pointless ? DEVICE.NO_POINT : 0) |
      (device.withoutFbMmap ? DEVICE.NO_FB_MMAP : 0) |
      (device.noexec ? DEVICE.NOEXEC : 0),
  );
  words.set(
    start + DEVICE.MOUNT,
    device.mount === undefined ? MOUNT.NONE : MOUNTS[device.mount],
  );
  if (contents === undefined) return () => {};
  words.set(start + DEVICE.LENGTH, contents.length);
  return () => {
    words.set(start + DEVICE.SOURCE, 8 * words.length);
    relative.push(start + DEVICE.SOURCE);
    words.pushBytes(contents);
  };
}
