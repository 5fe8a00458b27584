/** @module Linux 4.1 to 4.4: files with read_iter alone can be copied. */
import { OPERATION } from "../request.ts";
import type { Edition } from "../edition.ts";
import type { Checks } from "../validate.ts";
import { CHECKS_4_0, LINUX_4_0 } from "./linux_4_0.ts";
import { validateBy } from "./linux_2_6_29.ts";

/** The checks of Linux 4.1. */
export const CHECKS_4_1: Checks = {
  ...CHECKS_4_0,
  readOperations: OPERATION.READ_ITER | OPERATION.READ,
};

/** The policy of Linux 4.1. */
export const LINUX_4_1: Edition = {
  ...LINUX_4_0,
  id: "linux-4.1",
  releases: ["4.1", "4.4"],
  validate: validateBy(CHECKS_4_1),
  copyRead: "any",
  ramfs: { ...LINUX_4_0.ramfs, readWith: "read_iter" },
};
