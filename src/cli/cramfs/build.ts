/**
 * The command `nommap cramfs build`.
 *
 * @module
 */

import { InputError } from "../../errors.ts";
import { buildCramfs } from "../../files/cramfs/build.ts";
import {
  CRAMFS_LAYOUTS,
  type CramfsLayoutName,
} from "../../files/cramfs/layout.ts";
import { readArguments } from "../arguments.ts";
import { print } from "../output.ts";
import { writeWhole } from "../whole_file.ts";
import { parseChoice, withFile } from "./arguments.ts";
import { type LayoutRule, readFolder } from "./folder.ts";

const LAYOUT_NAMES = Object.keys(CRAMFS_LAYOUTS) as CramfsLayoutName[];

/** What the command takes. */
export const BUILD_HELP: string = `nommap cramfs build [OPTION...] FOLDER IMAGE

Makes an image of a folder. Symbolic links stay links, owners become root, times
are lost. An image that exists is replaced.

  --layout LAYOUT   how all files are stored: classic (default), literal, holes,
                    aligned, packed, unaligned, dirty-tail or descending
  --layout PATH=LAYOUT
                    how the file or the folder at this path in the image is
                    stored; may be given several times, the last that fits
                    counts
  --superblock N    byte where the superblock lies: 0 (default) or 512
  --endian ORDER    byte order of the machine: little (default) or big
  --name NAME       name of the volume
  --dedup           files with equal contents share their data
`;

/** `nommap cramfs build`. */
export function buildCommand(args: string[]): number {
  const options = readArguments(args, {
    flags: ["dedup"],
    values: ["superblock", "endian", "name"],
    lists: ["layout"],
  });
  const [folder, target, ...more] = options.operands;
  if (folder === undefined || target === undefined || more.length > 0) {
    throw new InputError(
      `Name a folder and an image, not ${options.operands.length} paths`,
    );
  }
  const place = options.value("superblock") ?? "0";
  const superblock = parseChoice("superblock", place, ["0", "512"]);
  const order = options.value("endian") ?? "little";
  const endian = parseChoice("endian", order, ["little", "big"]);
  const name = options.value("name");
  const rules = options.list("layout").map(parseLayoutRule);
  checkTarget(folder, target);
  const { tree, unused } = readFolder(folder, rules);
  if (unused.length > 0) {
    throw new InputError(`No file at ${unused.join(", ")}`, { file: folder });
  }
  const image = buildCramfs(tree, {
    superblock: superblock === "0" ? 0 : 512,
    endian,
    dedup: options.flag("dedup"),
    ...(name === undefined ? {} : { name }),
  });
  writeWhole(target, image);
  print(`${target}: ${image.length} bytes\n`);
  return 0;
}

function parseLayoutRule(text: string): LayoutRule {
  const at = text.lastIndexOf("=");
  const layout = parseChoice("layout", text.slice(at + 1), LAYOUT_NAMES);
  const path = at < 0 ? "/" : `/${text.slice(0, at)}`.replace(/\/+/g, "/");
  return { path: path === "/" ? path : path.replace(/\/$/, ""), layout };
}

function checkTarget(folder: string, target: string): void {
  const info = lstatOrUndefined(target);
  if (info !== undefined && !info.isFile) {
    throw new InputError("Exists and is not a regular file", { file: target });
  }
  const real = withFile(folder, () => Deno.realPathSync(folder));
  const parent = withFile(target, () => Deno.realPathSync(parentOf(target)));
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

function lstatOrUndefined(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.lstatSync(path);
  } catch {
    return undefined;
  }
}
