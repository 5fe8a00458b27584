/**
 * Types of a loaded scenario.
 *
 * @module
 */
export type * from "./types/cramfs_mmu.ts";
export type * from "./types/driver.ts";
export type * from "./types/expect.ts";
export type * from "./types/file.ts";
export type * from "./types/inode.ts";
export type * from "./types/machine.ts";
export type * from "./types/position.ts";
export type * from "./types/scenario.ts";
export type * from "./types/step.ts";
export type * from "./types/table.ts";
export type * from "./types/value.ts";
