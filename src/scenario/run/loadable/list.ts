/**
 * Kernels before regions.
 *
 * @module
 */
import { ListWorld } from "../../../mm/list/list_world.ts";
import { memDevice } from "../../../mm/list/mem_device.ts";
import type { ListPart } from "../parts.ts";

/** The part. */
export const LIST_PART: ListPart = { ListWorld, memDevice };
