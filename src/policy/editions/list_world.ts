/**
 * The editions before regions, oldest first.
 *
 * @module
 */
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_11 } from "./linux_2_6_11.ts";
import { LINUX_2_6_11_BDI } from "./linux_2_6_11_bdi.ts";
import { LINUX_2_6_12 } from "./linux_2_6_12.ts";
import { LINUX_2_6_14 } from "./linux_2_6_14.ts";
import { LINUX_2_6_16 } from "./linux_2_6_16.ts";
import { LINUX_2_6_18 } from "./linux_2_6_18.ts";
import { LINUX_2_6_19 } from "./linux_2_6_19.ts";
import { LINUX_2_6_20 } from "./linux_2_6_20.ts";
import { LINUX_2_6_21 } from "./linux_2_6_21.ts";

/** All editions before regions, oldest first. */
export const LIST_EDITIONS: readonly ListEdition[] = [
  LINUX_2_6_11,
  LINUX_2_6_11_BDI,
  LINUX_2_6_12,
  LINUX_2_6_14,
  LINUX_2_6_16,
  LINUX_2_6_18,
  LINUX_2_6_19,
  LINUX_2_6_20,
  LINUX_2_6_21,
];
