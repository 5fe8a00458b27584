/** @module Linux 4.0: capabilities come from the mmap_capabilities operation. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_3_19 } from "./linux_3_19.ts";

/** The policy of Linux 4.0. */
export const LINUX_4_0: Edition = after(LINUX_3_19, {
  id: "linux-4.0",
  releases: ["4.0", "4.0"],
  changes: [
    {
      number: 20,
      parts: ["checks.zeroMeansDefaults", "asksCapabilities"],
      affects: ["declares", "undeclared"],
      source: "mm/nommu.c, validate_mmap_request(); commit b4caecd48005",
      sentence:
        "Capabilities come from the mmap_capabilities operation of the driver and no longer from its backing device, and an empty answer is not replaced by the defaults: a file that declares none cannot be mapped.",
    },
    {
      number: 20,
      parts: ["drivers"],
      affects: ["undeclared", "private", "shared", "ramfs"],
      source: "mm/nommu.c, validate_mmap_request(); commit b4caecd48005",
      sentence:
        "A character device without mmap_capabilities can be mapped directly for reading and writing, and never copied: MAP_PRIVATE is ENODEV. Before, the backing device of an ordinary character device said COPY. shmat() of System V shared memory is ENODEV from here on.",
    },
  ],
  checks: { zeroMeansDefaults: false },
  asksCapabilities: true,
});
