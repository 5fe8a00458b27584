/**
 * The "newc" cpio format, in which Linux takes an initial file system.
 *
 * @module
 */

/** A file, directory or device of an archive. */
export interface CpioEntry {
  /** Path without a leading slash. */
  readonly path: string;
  /** Type and permission bits, such as `0o100755`. */
  readonly mode: number;
  /** Contents; none if left out. */
  readonly data?: Uint8Array;
  /** Major and minor number of a device. */
  readonly device?: readonly [number, number];
}

const encoder = new TextEncoder();

/**
 * Packs entries, in the order given, into an archive that
 * init/initramfs.c of Linux unpacks.
 *
 * @example
 * ```ts
 * import { packCpio } from "./cpio.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const archive = packCpio([
 *   { path: "init", mode: 0o100755, data: new Uint8Array([1, 2, 3]) },
 * ]);
 * assertEquals(archive.length % 4, 0);
 * assertEquals(new TextDecoder().decode(archive.subarray(0, 6)), "070701");
 * ```
 */
export function packCpio(
  entries: readonly CpioEntry[],
): Uint8Array<ArrayBuffer> {
  const parts = entries.map((entry, index) => pack(entry, index + 1));
  parts.push(pack({ path: "TRAILER!!!", mode: 0 }, 0));
  const archive = new Uint8Array(
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let at = 0;
  for (const part of parts) {
    archive.set(part, at);
    at += part.length;
  }
  return archive;
}

function pack(entry: CpioEntry, inode: number): Uint8Array {
  const name = encoder.encode(`${entry.path}\0`);
  const data = entry.data ?? new Uint8Array();
  const [major, minor] = entry.device ?? [0, 0];
  const fields = [
    inode,
    entry.mode,
    0, // uid
    0, // gid
    1, // nlink
    0, // mtime
    data.length,
    0, // major and minor of the file system
    0,
    major,
    minor,
    name.length,
    0, // check
  ];
  const header = encoder.encode(
    "070701" +
      fields.map((field) => field.toString(16).padStart(8, "0")).join(""),
  );
  const dataAt = align4(header.length + name.length);
  const packed = new Uint8Array(align4(dataAt + data.length));
  packed.set(header);
  packed.set(name, header.length);
  packed.set(data, dataAt);
  return packed;
}

function align4(length: number): number {
  return (length + 3) & ~3;
}
