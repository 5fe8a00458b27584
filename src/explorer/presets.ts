/**
 * Declarations that people come with, to start from.
 *
 * @module
 */

/** Where some switches stand; all others are as at first. */
export interface Preset {
  /** What it is. */
  readonly name: string;
  /** Values by id of the switch. */
  readonly values: Readonly<Record<string, string>>;
}

/** The presets. The first one is what the explorer opens with. */
export const PRESETS: readonly Preset[] = [
  {
    name: "Frame buffer whose driver declares nothing",
    values: { READ: "on", WRITE: "on", length: "600KiB", size: "600KiB" },
  },
  {
    name: "Flash chip, program executed in place",
    values: {
      READ: "on",
      EXEC: "on",
      flags: "PRIVATE",
      length: "64KiB",
      size: "1MiB",
      caps: "on",
      cap_COPY: "on",
      cap_DIRECT: "on",
      cap_READ: "on",
      cap_EXEC: "on",
      area: "base",
    },
  },
  {
    name: "Camera, mapped privately",
    values: {
      READ: "on",
      flags: "PRIVATE",
      length: "600KiB",
      size: "600KiB",
      area: "base",
      with: "read",
    },
  },
  {
    name: "Device with read beside read_iter, copied",
    values: {
      READ: "on",
      flags: "PRIVATE",
      caps: "on",
      cap_COPY: "on",
      with: "both",
    },
  },
  {
    name: "Program on a noexec mount",
    values: {
      READ: "on",
      EXEC: "on",
      flags: "PRIVATE",
      type: "reg",
      noexec: "on",
    },
  },
  {
    name: "Regular file on a disk, shared",
    values: { READ: "on", WRITE: "on", type: "reg" },
  },
  {
    name: "Shared memory: a file in ramfs",
    values: { READ: "on", WRITE: "on", file: "ramfs" },
  },
  {
    name: "Anonymous memory of 5 MiB",
    values: {
      READ: "on",
      WRITE: "on",
      file: "none",
      flags: "PRIVATE",
      length: "5MiB",
    },
  },
];
