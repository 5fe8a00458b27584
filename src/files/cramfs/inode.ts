/**
 * The inode of a cramfs image: three words of bit fields.
 *
 * @module
 */

/** Kind of a file. */
export type CramfsType =
  | "reg"
  | "dir"
  | "lnk"
  | "chr"
  | "blk"
  | "fifo"
  | "sock"
  | "unknown";

/** The bit fields of `struct cramfs_inode`. */
export interface CramfsInodeFields {
  /** Type and permission bits. */
  readonly mode: number;
  /** Owner, 16 bits. */
  readonly uid: number;
  /** Size in bytes, or the device number; 24 bits. */
  readonly size: number;
  /** Group, 8 bits. */
  readonly gid: number;
  /** Bytes of the name, rounded up to 4; at most 252. */
  readonly nameBytes: number;
  /** Byte offset of the block pointers or of the first directory entry. */
  readonly offset: number;
}

/** An inode as the kernel makes it. */
export interface CramfsInode {
  /** Inode number; for files with data the byte offset of what they hold. */
  readonly ino: number;
  /** Kind of the file. */
  readonly type: CramfsType;
  /** Type and permission bits. */
  readonly mode: number;
  /** Owner. */
  readonly uid: number;
  /** Group. */
  readonly gid: number;
  /** Size in bytes; 0 for a device. */
  readonly size: number;
  /** Major and minor number of a device. */
  readonly device?: readonly [major: number, minor: number];
}

const FORMAT_MASK = 0xf000;

/** `S_IF*`, by kind. */
export const FORMAT_BITS: Readonly<
  Record<Exclude<CramfsType, "unknown">, number>
> = {
  fifo: 0x1000,
  chr: 0x2000,
  dir: 0x4000,
  blk: 0x6000,
  reg: 0x8000,
  lnk: 0xa000,
  sock: 0xc000,
};

const TYPES: ReadonlyMap<number, CramfsType> = new Map(
  Object.entries(FORMAT_BITS).map(([type, bits]) => [bits, type as CramfsType]),
);

/** The kind that the mode bits name. */
export function typeOfMode(mode: number): CramfsType {
  return TYPES.get(mode & FORMAT_MASK) ?? "unknown";
}

/**
 * Takes the bit fields apart. Compilers fill each word from the low end or, on
 * big-endian machines, from the high end.
 */
export function decodeInode(
  view: DataView,
  at: number,
  littleEndian: boolean,
): CramfsInodeFields {
  const w0 = view.getUint32(at, littleEndian);
  const w1 = view.getUint32(at + 4, littleEndian);
  const w2 = view.getUint32(at + 8, littleEndian);
  return littleEndian
    ? {
      mode: w0 & 0xffff,
      uid: w0 >>> 16,
      size: w1 & 0xff_ffff,
      gid: w1 >>> 24,
      nameBytes: (w2 & 0x3f) << 2,
      offset: (w2 >>> 6) * 4,
    }
    : {
      mode: w0 >>> 16,
      uid: w0 & 0xffff,
      size: w1 >>> 8,
      gid: w1 & 0xff,
      nameBytes: (w2 >>> 26) << 2,
      offset: (w2 & 0x3ff_ffff) * 4,
    };
}

/** Writes the bit fields. Every field must fit. */
export function encodeInode(
  view: DataView,
  at: number,
  fields: CramfsInodeFields,
  littleEndian: boolean,
): void {
  const { mode, uid, size, gid } = fields;
  const name = fields.nameBytes >>> 2;
  const offset = fields.offset / 4;
  const words = littleEndian
    ? [mode + uid * 0x1_0000, size + gid * 0x100_0000, name + offset * 0x40]
    : [mode * 0x1_0000 + uid, size * 0x100 + gid, name * 0x400_0000 + offset];
  words.forEach((word, i) => view.setUint32(at + i * 4, word, littleEndian));
}

/**
 * The inode that the kernel makes of an entry at byte `position` of the image.
 * An entry without data gets an odd number and size 0; two entries with the
 * same data are one inode, with the attributes of the one looked up first.
 * Mirrors fs/cramfs/inode.c, cramino() and get_cramfs_inode().
 */
export function makeInode(
  fields: CramfsInodeFields,
  position: number,
): CramfsInode {
  const { mode, uid, gid, size, offset } = fields;
  const type = typeOfMode(mode);
  const holdsData = type === "reg" || type === "dir" || type === "lnk";
  const ino = holdsData && offset !== 0 && size !== 0 ? offset : position + 1;
  return {
    ino,
    type,
    mode,
    uid,
    gid,
    size: (ino & 3) === 0 ? size : 0,
    ...(type === "chr" || type === "blk"
      ? { device: [size >> 8 & 0xff, size & 0xff] as const }
      : {}),
  };
}

/** `mode` as `ls -l` shows it. */
export function formatMode(mode: number): string {
  const letter = {
    reg: "-",
    dir: "d",
    lnk: "l",
    chr: "c",
    blk: "b",
    fifo: "p",
    sock: "s",
    unknown: "?",
  }[typeOfMode(mode)];
  let text = letter;
  for (const shift of [6, 3, 0]) {
    const bits = mode >> shift & 7;
    const special = (mode >> 9 & 7 & (1 << shift / 3)) !== 0;
    const execute = shift === 0 ? "t" : "s";
    text += bits & 4 ? "r" : "-";
    text += bits & 2 ? "w" : "-";
    if (special) text += bits & 1 ? execute : execute.toUpperCase();
    else text += bits & 1 ? "x" : "-";
  }
  return text;
}
