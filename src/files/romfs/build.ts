/**
 * Makes romfs images.
 *
 * @module
 */
import { nameText } from "../name_text.ts";
import { InputError } from "../../errors.ts";
import {
  CHECKED_BYTES,
  EXECUTABLE_BIT,
  HEADER_BYTES,
  MAX_ROMFS_NAME,
  ROMFS_BLOCK,
  ROMFS_SIGNATURE,
  ROMFS_TYPE,
  romfsAlign,
  romfsChecksum,
} from "./constants.ts";

/** A regular file of the root directory. */
export interface RomfsFile {
  /** Name in the root directory. */
  readonly name: string;
  /** What it holds. */
  readonly contents: Uint8Array;
  /** Where its data start: a multiple of this, at least 16. Default 16. */
  readonly align?: number;
}

/** How an image is made. */
export interface RomfsBuildOptions {
  /** Name of the volume. Default `romfs`. */
  readonly name?: string;
}

const encoder = new TextEncoder();

/**
 * Makes an image that Linux mounts, with the files one after another in the
 * order given, as genromfs does.
 *
 * @throws {InputError} if a name or an alignment does not fit the format.
 *
 * @example
 * ```ts
 * import { buildRomfs } from "./build.ts";
 * import { parseRomfs, romfsLookup } from "./image.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const contents = new Uint8Array(100).fill(1);
 * const image = parseRomfs(buildRomfs([{ name: "app", contents }]));
 * assertEquals(romfsLookup(image, "/app")?.size, 100);
 * ```
 */
export function buildRomfs(
  files: readonly RomfsFile[],
  options: RomfsBuildOptions = {},
): Uint8Array<ArrayBuffer> {
  const volume = encoder.encode(options.name ?? "romfs");
  checkName(volume, options.name ?? "romfs");
  const root = romfsAlign(HEADER_BYTES + volume.length + 1);
  const placed = place(files, root + 4 * HEADER_BYTES);
  const end = placed.at(-1)?.end ?? root + 4 * HEADER_BYTES;
  const bytes = new Uint8Array(romfsAlign(end, ROMFS_BLOCK));
  const view = new DataView(bytes.buffer);
  bytes.set(encoder.encode(ROMFS_SIGNATURE));
  bytes.set(volume, HEADER_BYTES);
  view.setUint32(8, romfsAlign(end));
  const parent = root + 2 * HEADER_BYTES;
  const { DIRECTORY, LINK, REGULAR } = ROMFS_TYPE;
  const header = (
    at: number,
    name: Uint8Array,
    words: readonly [next: number, spec: number, size: number],
  ): void => {
    words.forEach((word, i) => view.setUint32(at + 4 * i, word));
    bytes.set(name, at + HEADER_BYTES);
    const length = romfsAlign(HEADER_BYTES + name.length + 1);
    view.setUint32(at + 12, -romfsChecksum(view, at, length) >>> 0);
  };
  const first = placed[0]?.at ?? 0;
  const own = encoder.encode(".");
  header(root, own, [parent | DIRECTORY | EXECUTABLE_BIT, root, 0]);
  header(parent, encoder.encode(".."), [first | LINK, root, 0]);
  placed.forEach(({ at, name, contents, data }, index) => {
    const next = placed[index + 1]?.at ?? 0;
    header(at, name, [next | REGULAR, 0, contents.length]);
    bytes.set(contents, data);
  });
  const checked = Math.min(romfsAlign(end), CHECKED_BYTES);
  view.setUint32(12, -romfsChecksum(view, 0, checked) >>> 0);
  return bytes;
}

interface Placed {
  readonly name: Uint8Array;
  readonly contents: Uint8Array;
  /** Where the header is. */
  readonly at: number;
  /** Where the data are. */
  readonly data: number;
  /** First byte after them. */
  readonly end: number;
}

function place(files: readonly RomfsFile[], start: number): Placed[] {
  let free = start;
  return files.map(({ name, contents, align = 16 }) => {
    const bytes = encoder.encode(name);
    checkName(bytes, name);
    if (!Number.isInteger(align) || align < 16 || align % 16 !== 0) {
      throw new InputError(`Alignment ${align} is not a multiple of 16`);
    }
    const head = romfsAlign(HEADER_BYTES + bytes.length + 1);
    const data = romfsAlign(romfsAlign(free) + head, align);
    free = data + contents.length;
    return { name: bytes, contents, at: data - head, data, end: free };
  });
}

function checkName(bytes: Uint8Array, name: string): void {
  const fits = bytes.length > 0 && bytes.length < MAX_ROMFS_NAME;
  if (!fits || /[/\0]/.test(name)) {
    throw new InputError(`${nameText(name)} is no name for romfs`);
  }
}
