/**
 * The emulated machine: what lies where in its memory, its device tree and how
 * QEMU is called.
 *
 * The kernel is told of less memory than there is. In the rest lie the plan,
 * the results, the kernel's messages and the memory of simulated devices,
 * where a crash of the kernel leaves them alone and the host can read them.
 *
 * @module
 */

import type { WordSize } from "../../abi/word.ts";
import { editTree, type MemoryRange, reservedMemory } from "./device_tree.ts";
import type { DeviceTree } from "./fdt.ts";
import { BUS, WINDOW } from "../layout.ts";

const MIB = 1 << 20;

/**
 * Where things are in the guest; the same for both word sizes. Simulated
 * devices can lie below the memory that the kernel gives out or above it; those
 * of the kernel's own drivers also lie on the bus, at addresses that an `int`
 * can hold.
 */
export const MEMORY: Readonly<
  Record<
    | "all"
    | "kernel"
    | "bus"
    | "lowWindow"
    | "initrd"
    | "area"
    | "plan"
    | "results"
    | "log"
    | "window",
    MemoryRange
  >
> = {
  bus: { base: BUS.MEMORY, size: WINDOW.BUS_SIZE },
  all: { base: 0x8000_0000, size: 512 * MIB },
  kernel: { base: 0x8000_0000, size: 128 * MIB },
  lowWindow: { base: WINDOW.LOW, size: WINDOW.LOW_SIZE },
  initrd: { base: 0x8500_0000, size: 1 * MIB },
  area: { base: 0x8800_0000, size: 1 * MIB },
  plan: { base: 0x8810_0000, size: 31 * MIB },
  results: { base: 0x8a00_0000, size: 96 * MIB },
  log: { base: 0x9000_0000, size: 32 * MIB },
  window: { base: WINDOW.HIGH, size: WINDOW.HIGH_SIZE },
};

/** A store of 0x5555 here ends QEMU: the SiFive test device of `virt`. */
export const FINISHER = 0x10_0000;

/** Kernel command line of every boot. */
export const BOOT_ARGUMENTS: string = [
  `nommap.area=0x${MEMORY.area.base.toString(16)}`,
  "rdinit=/init",
  "slub_debug=FP,vm_region,vm_area_struct",
  "ignore_loglevel",
  "oops=panic",
  "panic=-1",
].join(" ");

/** Nodes of QEMU's own tree that are kept; the rest only costs boot time. */
const KEPT = /^(|cpus|cpu@0|interrupt-controller|memory@.*|soc|clint@.*)$/;

/** Sizes of what QEMU loads, in bytes. */
export interface LoadedSizes {
  /** Of the initial file system. */
  readonly initrdSize: number;
  /** Of the kernel in memory. */
  readonly kernelSize: number;
}

/**
 * Edits QEMU's device tree: memory ends where the area begins, and what lies
 * between the kernel and the end of the low window is reserved.
 */
export function editDeviceTree(
  tree: DeviceTree,
  { initrdSize, kernelSize }: LoadedSizes,
): DeviceTree {
  const { kernel, lowWindow, initrd } = MEMORY;
  const end = kernel.base + Math.ceil(kernelSize / 4096) * 4096;
  return editTree(tree, {
    kept: KEPT,
    memory: kernel,
    initrd: { base: initrd.base, size: initrdSize },
    bootArguments: BOOT_ARGUMENTS,
    nodes: [
      reservedMemory("devices", end, lowWindow.base + lowWindow.size),
    ],
  });
}

/**
 * Bytes that a kernel takes in memory, from the header of its image
 * (arch/riscv/include/asm/image.h).
 */
export function kernelSizeOf(image: Uint8Array): number {
  const view = new DataView(image.buffer, image.byteOffset);
  return Number(view.getBigUint64(16, true));
}

/** Name of the QEMU program for a word size. */
export function qemuProgram(bits: WordSize): string {
  return `qemu-system-riscv${bits}`;
}

/** Files that a boot needs. */
export interface BootFiles {
  /** Kernel image. */
  readonly image: string;
  /** Initial file system. */
  readonly initrd: string;
  /** Device tree blob. */
  readonly deviceTree: string;
  /** File that is the guest's memory. */
  readonly memory: string;
}

/** Arguments of QEMU for one boot. */
export function qemuArguments(files: BootFiles): string[] {
  const { bus } = MEMORY;
  return [
    ...memoryArguments(files),
    "-object",
    `memory-backend-ram,id=bus,share=on,size=${bus.size}`,
    "-device",
    "ivshmem-plain,memdev=bus,addr=1",
    "-global",
    "gpex-pcihost.allow-unmapped-accesses=off",
    "-bios",
    "none",
    ...bootArguments(files),
    "-serial",
    "none",
  ];
}

/** The arguments that make a file the memory of the machine. */
export function memoryArguments({ memory }: BootFiles): string[] {
  const { all } = MEMORY;
  return [
    "-M",
    "virt,memory-backend=ram",
    "-object",
    `memory-backend-file,id=ram,share=on,size=${all.size},mem-path=${memory}`,
    "-m",
    `${all.size / MIB}M`,
  ];
}

/** The arguments that say what is booted, and that nothing else is there. */
export function bootArguments(files: BootFiles): string[] {
  return [
    "-kernel",
    files.image,
    "-device",
    `loader,file=${files.initrd},addr=${MEMORY.initrd.base},force-raw=on`,
    "-dtb",
    files.deviceTree,
    "-nodefaults",
    "-display",
    "none",
    "-monitor",
    "none",
    "-no-reboot",
  ];
}
