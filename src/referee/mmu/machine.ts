/**
 * The emulated machine with an MMU: its device tree and how QEMU is called.
 *
 * All of its memory is the kernel's to describe, but the area is only reserved:
 * pages of it have a `struct page`, as those of flash on many boards have not.
 * Nothing in cramfs looks at it, and without it RISC-V overwrites other memory
 * when a page is mapped for execution.
 *
 * @module
 */

import { editTree, reservedMemory } from "../target/device_tree.ts";
import {
  cells,
  type DeviceNode,
  type DeviceTree,
  text,
} from "../target/fdt.ts";
import {
  bootArguments,
  type BootFiles,
  MEMORY,
  memoryArguments,
} from "../target/machine.ts";
import { MMU_AREA, MMU_FLASH } from "./layout.ts";

/** Kernel command line of every boot. */
export const MMU_BOOT_ARGUMENTS: string = [
  "rdinit=/init",
  "cramfs.dyndbg=+p",
  "norandmaps",
  "earlycon=uart8250,mmio,0x10000000",
  "keep_bootcon",
  "loglevel=5",
  "oops=panic",
  "panic=-1",
].join(" ");

/** Nodes of QEMU's own tree that are kept. */
const KEPT =
  /^(|cpus|cpu@0|interrupt-controller|memory@.*|soc|clint@.*|plic@.*|test@.*)$/;

/** Edits QEMU's device tree: the area is reserved, and flash is in it. */
export function editMmuDeviceTree(
  tree: DeviceTree,
  { initrdSize }: { readonly initrdSize: number },
): DeviceTree {
  return editTree(tree, {
    kept: KEPT,
    memory: MEMORY.all,
    initrd: { base: MEMORY.initrd.base, size: initrdSize },
    bootArguments: MMU_BOOT_ARGUMENTS,
    nodes: [reservedMemory("area", MMU_AREA.BASE, MMU_AREA.END), flash()],
  });
}

function flash(): DeviceNode {
  const { BASE, END } = MMU_FLASH;
  return {
    name: `flash@${BASE.toString(16)}`,
    properties: new Map([
      ["compatible", text("mtd-ram")],
      ["reg", cells(0, BASE, 0, END - BASE)],
      ["bank-width", cells(4)],
    ]),
    children: [],
  };
}

/**
 * Arguments of QEMU for one boot.
 *
 * @param consoleFile File that takes what the kernel says in distress.
 */
export function mmuQemuArguments(
  files: BootFiles,
  consoleFile: string,
): string[] {
  return [
    ...memoryArguments(files),
    "-bios",
    "default",
    ...bootArguments(files),
    "-serial",
    `file:${consoleFile}`,
  ];
}
