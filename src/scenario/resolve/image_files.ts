/**
 * The inodes of files in images.
 *
 * @module
 */
import { InputError } from "../../errors.ts";
import { lookupPath } from "../../files/cramfs/directory.ts";
import { ROMFS_TYPE } from "../../files/romfs/constants.ts";
import { romfsLookup } from "../../files/romfs/image.ts";
import { quote } from "../text/quote.ts";
import type { InodeSpec } from "../types.ts";
import { offsetOf, valuePlace } from "../yaml/value.ts";
import {
  addressIn,
  type DriverContext,
  type DriverFile,
  resolveMtd,
} from "./driver_file.ts";

/** The inode of a file in a cramfs image. Problems leave it unusable. */
export function resolveCramfs(
  file: DriverFile,
  context: DriverContext,
): InodeSpec {
  const { document, place, common } = file;
  const { images, machine, problems } = context;
  const { image: source, at, revision } = document;
  const base = addressIn(at ?? 0, valuePlace(place, "at"), context);
  if (machine.pageSize !== 4096) {
    problems.add(
      offsetOf(place),
      `Images of cramfs have blocks of 4096 bytes, not of ${machine.pageSize}`,
    );
  }
  if (source === undefined) return { driver: "zero", ...common };
  const image = images().cramfs(source, offsetOf(valuePlace(place, "image")));
  if (image === undefined) return { driver: "zero", ...common };
  const node = findNode(file, context, () => {
    const { inode, errno } = lookupPath(image, common.path);
    if (inode !== undefined && inode.type === "reg") return inode;
    return errno === 0 ? "is not a regular file" : "is not in the image";
  });
  if (node === undefined) return { driver: "zero", ...common };
  return {
    driver: "cramfs",
    ...common,
    size: node.size,
    inode: node.ino,
    image,
    node,
    base,
    ...(revision !== undefined && { revision }),
  };
}

/** The inode of a file in a romfs image. Problems leave it unusable. */
export function resolveRomfs(
  file: DriverFile,
  context: DriverContext,
): InodeSpec {
  const { document, place, common } = file;
  const { image: source } = document;
  if (source === undefined) return { driver: "zero", ...common };
  const at = offsetOf(valuePlace(place, "image"));
  const image = context.images().romfs(source, at);
  if (image === undefined) return { driver: "zero", ...common };
  const node = findNode(file, context, () => {
    const inode = romfsLookup(image, common.path);
    if (inode?.type === ROMFS_TYPE.REGULAR) return inode;
    return inode === undefined ? "is not in the image" : "is no regular file";
  });
  if (node === undefined) return { driver: "zero", ...common };
  const mtd = document.mtd === undefined
    ? undefined
    : resolveMtd(file, context);
  if (mtd !== undefined && image.size > mtd.size) {
    context.problems.add(
      offsetOf(valuePlace(place, "mtd")),
      `Image of ${image.size} bytes is larger than the device, ${mtd.size}`,
    );
  }
  return {
    driver: "romfs",
    ...common,
    size: node.size,
    inode: node.ino,
    image,
    node,
    ...(mtd !== undefined && { mtd }),
  };
}

/** The file at the path, or a problem there. */
function findNode<T extends object>(
  { place, common }: DriverFile,
  { problems }: DriverContext,
  find: () => T | string,
): T | undefined {
  const at = offsetOf(valuePlace(place, "path"));
  try {
    const found = find();
    if (typeof found !== "string") return found;
    problems.add(at, `Path ${quote(common.path)} ${found}`);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.add(at, error.reason);
  }
  return undefined;
}
