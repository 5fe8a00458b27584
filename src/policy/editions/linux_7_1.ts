/** @module Linux 7.1: offsets are unsigned, and writing implies reading, on RISC-V. */
import type { Edition } from "../edition.ts";
import { LINUX_6_17 } from "./linux_6_17.ts";

/** The policy of Linux 7.1. */
export const LINUX_7_1: Edition = {
  ...LINUX_6_17,
  id: "linux-7.1",
  releases: ["7.1", "7.1"],
  signedOffset: false,
  writeImpliesRead: true,
};
