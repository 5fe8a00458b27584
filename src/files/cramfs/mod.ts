/**
 * Cramfs: reading and making of images, and how kernels map their files.
 *
 * @module
 */

export * from "./block.ts";
export * from "./build.ts";
export * from "./constants.ts";
export * from "./describe.ts";
export * from "./diff.ts";
export * from "./directory.ts";
export * from "./driver.ts";
export * from "../../policy/hazards/cramfs.ts";
export * from "./image.ts";
export * from "./inode.ts";
export * from "./layout.ts";
export * from "./mapping.ts";
export * from "./maps.ts";
export * from "./mmap_prepare.ts";
export * from "./mmu.ts";
export * from "./mount.ts";
export * from "./nommu.ts";
export * from "./range.ts";
export * from "./revisions.ts";
export * from "./samples.ts";
export * from "./space.ts";
export * from "./tree.ts";
export * from "./walk.ts";
export type { DirectPlan } from "./plan.ts";
export type { Deflate, Inflate } from "./zlib.ts";
