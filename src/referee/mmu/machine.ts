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

import { cells, type DeviceNode, type DeviceTree, text } from "../fdt.ts";
import {
  bootArguments,
  type BootFiles,
  MEMORY,
  memoryArguments,
} from "../machine.ts";
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

/**
 * Edits QEMU's device tree: the area is reserved, flash is in it, the initial
 * file system and the command line are named, unused devices are gone.
 */
export function editMmuDeviceTree(
  tree: DeviceTree,
  { initrdSize }: { readonly initrdSize: number },
): DeviceTree {
  const keep = (node: DeviceNode): DeviceNode => ({
    ...node,
    children: node.children.filter((child) => KEPT.test(child.name)).map(keep),
  });
  const root = keep(tree.root);
  for (const node of root.children) {
    if (node.name.startsWith("memory@")) {
      const { base, size } = MEMORY.all;
      node.properties.set("reg", cells(0, base, 0, size));
    }
  }
  const { base } = MEMORY.initrd;
  root.children.push(reservedArea(), flash(), {
    name: "chosen",
    properties: new Map([
      ["bootargs", text(MMU_BOOT_ARGUMENTS)],
      ["linux,initrd-start", cells(0, base)],
      ["linux,initrd-end", cells(0, base + initrdSize)],
      ["rng-seed", new Uint8Array(32).fill(0x5a)],
    ]),
    children: [],
  });
  return { ...tree, root };
}

function reservedArea(): DeviceNode {
  const { BASE, END } = MMU_AREA;
  return {
    name: "reserved-memory",
    properties: new Map([
      ["#address-cells", cells(2)],
      ["#size-cells", cells(2)],
      ["ranges", new Uint8Array()],
    ]),
    children: [{
      name: `area@${BASE.toString(16)}`,
      properties: new Map([
        ["reg", cells(0, BASE, 0, END - BASE)],
        ["no-map", new Uint8Array()],
      ]),
      children: [],
    }],
  };
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
