/**
 * The command `nommap cramfs build`.
 *
 * @module
 */

import { parseArgs } from "@std/cli";
import { InputError } from "../../errors.ts";
import { buildCramfs } from "../../files/cramfs/build.ts";
import {
  CRAMFS_LAYOUTS,
  type CramfsLayoutName,
} from "../../files/cramfs/layout.ts";
import { parseChoice, refuseUnknown } from "./arguments.ts";
import { readFolder } from "./folder.ts";

const LAYOUT_NAMES = Object.keys(CRAMFS_LAYOUTS) as CramfsLayoutName[];

/** What the command takes. */
export const BUILD_USAGE: string =
  `  build FOLDER IMAGE [--layout [PATH=]LAYOUT]...
      Makes an image of a folder. Symbolic links stay links, owners become
      root, times are lost. An image that exists is replaced.
      --layout LAYOUT       how all files are stored, classic (default) or one of
                            ${LAYOUT_NAMES.slice(1).join(", ")}
      --layout PATH=LAYOUT  how the file or the folder at this path in the image
                            is stored; of several that fit the last counts
      --superblock OFFSET   0 (default) or 512
      --endian ORDER        byte order of the machine: little (default) or big
      --name NAME           name of the volume
      --dedup               files with equal contents share their data
`;

/** How the files at a path are stored. */
export interface LayoutRule {
  /** Path in the image of a file or folder. */
  readonly path: string;
  /** Layout of what is there. */
  readonly layout: CramfsLayoutName;
}

/** Makes an image. Returns the exit status. */
export async function buildCommand(args: string[]): Promise<number> {
  const options = parseArgs(args, {
    string: ["layout", "superblock", "endian", "name"],
    boolean: ["dedup", "help"],
    collect: ["layout"],
    unknown: refuseUnknown,
  });
  if (options.help) {
    console.log(`Usage: nommap cramfs\n${BUILD_USAGE}`);
    return 0;
  }
  const [folder, target, ...more] = options._.map(String);
  if (folder === undefined || target === undefined || more.length > 0) {
    throw new InputError(
      `A folder and an image are wanted, not ${options._.length} paths`,
    );
  }
  const superblock = parseChoice("superblock", options.superblock ?? "0", [
    "0",
    "512",
  ]);
  const endian = parseChoice("endian", options.endian ?? "little", [
    "little",
    "big",
  ]);
  const rules = options.layout.map(parseLayoutRule);
  await checkTarget(folder, target);
  const { tree, unused } = await readFolder(folder, rules);
  if (unused.length > 0) {
    throw new InputError(`No file at ${unused.join(", ")} in ${folder}`);
  }
  const image = buildCramfs(tree, {
    superblock: superblock === "0" ? 0 : 512,
    endian,
    dedup: options.dedup,
    ...(options.name === undefined ? {} : { name: options.name }),
  });
  await replaceFile(target, image);
  console.log(`${target}: ${image.length} bytes`);
  return 0;
}

function parseLayoutRule(text: string): LayoutRule {
  const at = text.lastIndexOf("=");
  const layout = parseChoice("layout", text.slice(at + 1), LAYOUT_NAMES);
  const path = at < 0 ? "/" : `/${text.slice(0, at)}`.replace(/\/+/g, "/");
  return { path: path === "/" ? path : path.replace(/\/$/, ""), layout };
}

async function checkTarget(folder: string, target: string): Promise<void> {
  const info = await statOrUndefined(target);
  if (info !== undefined && !info.isFile) {
    throw new InputError("Image exists and is not a regular file", {
      file: target,
    });
  }
  const real = await Deno.realPath(folder);
  const parent = await Deno.realPath(parentOf(target));
  if (`${parent}/`.startsWith(`${real}/`)) {
    throw new InputError(`Image would lie in the folder ${folder}`, {
      file: target,
    });
  }
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash + 1);
}

async function statOrUndefined(
  path: string,
): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.lstat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Writes beside the target and renames, so that it is whole or untouched. */
async function replaceFile(target: string, bytes: Uint8Array): Promise<void> {
  const beside = `${target}.${crypto.randomUUID()}`;
  try {
    await Deno.writeFile(beside, bytes, { createNew: true });
    await Deno.rename(beside, target);
  } catch (error) {
    await Deno.remove(beside).catch(() => {});
    throw error;
  }
}
