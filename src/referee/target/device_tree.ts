/**
 * How the device tree of QEMU becomes that of a target.
 *
 * @module
 */

import { cells, type DeviceNode, type DeviceTree, text } from "./fdt.ts";

/** A piece of the guest's memory. */
export interface MemoryRange {
  /** First address. */
  readonly base: number;
  /** Length in bytes. */
  readonly size: number;
}

/** What a target's tree has. */
export interface TargetTree {
  /** Names of the nodes of QEMU's tree that are kept. */
  readonly kept: RegExp;
  /** The memory that the kernel is told of. */
  readonly memory: MemoryRange;
  /** The initial file system in memory. */
  readonly initrd: MemoryRange;
  /** Command line of the kernel. */
  readonly bootArguments: string;
  /** Nodes of the target's own. */
  readonly nodes: readonly DeviceNode[];
}

/**
 * Edits QEMU's device tree: memory is what the kernel is told of, the initial
 * file system and the command line are named, unused devices are gone.
 */
export function editTree(
  tree: DeviceTree,
  { kept, memory, initrd, bootArguments, nodes }: TargetTree,
): DeviceTree {
  const keep = (node: DeviceNode): DeviceNode => ({
    ...node,
    children: node.children.filter((child) => kept.test(child.name)).map(keep),
  });
  const root = keep(tree.root);
  for (const node of root.children) {
    if (node.name.startsWith("memory@")) {
      node.properties.set("reg", cells(0, memory.base, 0, memory.size));
    }
  }
  root.children.push(...nodes, {
    name: "chosen",
    properties: new Map([
      ["bootargs", text(bootArguments)],
      ["linux,initrd-start", cells(0, initrd.base)],
      ["linux,initrd-end", cells(0, initrd.base + initrd.size)],
      ["rng-seed", new Uint8Array(32).fill(0x5a)],
    ]),
    children: [],
  });
  return { ...tree, root };
}

/** Memory from `start` up to `end` that the kernel leaves alone. */
export function reservedMemory(
  name: string,
  start: number,
  end: number,
): DeviceNode {
  return {
    name: "reserved-memory",
    properties: new Map([
      ["#address-cells", cells(2)],
      ["#size-cells", cells(2)],
      ["ranges", new Uint8Array()],
    ]),
    children: [{
      name: `${name}@${start.toString(16)}`,
      properties: new Map([
        ["reg", cells(0, start, 0, end - start)],
        ["no-map", new Uint8Array()],
      ]),
      children: [],
    }],
  };
}
