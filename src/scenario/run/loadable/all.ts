/**
 * All parts of the engine.
 *
 * @module
 */
import { deviceOf } from "../devices.ts";
import type { Parts } from "../parts.ts";
import { IMAGE_PART } from "./images.ts";
import { LIST_PART } from "./list.ts";

/** What every scenario can run with. */
export const ALL_PARTS: Parts = {
  devices: deviceOf,
  list: LIST_PART,
  images: IMAGE_PART,
};
