/**
 * Files in images.
 *
 * @module
 */
import { cramfsDriver } from "../../../files/cramfs/driver.ts";
import { romfsDriver } from "../../../files/romfs.ts";
import { runCramfsMmu } from "../cramfs_mmu.ts";
import type { ImagePart } from "../parts.ts";

/** The part. */
export const IMAGE_PART: ImagePart = {
  cramfsDriver,
  romfsDriver,
  runCramfsMmu,
};
