/**
 * The editions that there are, oldest first.
 *
 * @module
 */
import type { Edition } from "./edition.ts";
import { LINUX_6_1 } from "./editions/linux_6_1.ts";
import { LINUX_6_12 } from "./editions/linux_6_12.ts";

/** All editions, oldest first. */
export const EDITIONS: readonly Edition[] = [LINUX_6_1, LINUX_6_12];

/** The edition that is used where none is named. */
export const DEFAULT_EDITION: Edition = LINUX_6_12;

/** The edition with this name, or `undefined`. */
export function findEdition(id: string): Edition | undefined {
  return EDITIONS.find((edition) => edition.id === id);
}
