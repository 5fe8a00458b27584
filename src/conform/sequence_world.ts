/**
 * The machine, files and processes of a recorded sequence.
 *
 * @module
 */
import { ERRNO, type ErrnoName, isErrnoName } from "../abi/errno.ts";
import { InputError } from "../errors.ts";
import type { ContentSource } from "../files/contents.ts";
import { type Inode, OpenFile } from "../files/inode.ts";
import { RAMFS } from "../files/ramfs.ts";
import { scriptedDriver } from "../files/scripted.ts";
import { Machine } from "../mm/machine.ts";
import type { Process } from "../mm/process.ts";
import type { Edition } from "../policy/edition.ts";
import {
  countIn,
  fileTypeOf,
  listIn,
  objectIn,
  objectsIn,
  openModeOf,
  textOf,
} from "./fields.ts";
import { labelOf, Layout, RecordedAllocator } from "./layout.ts";
import type { Json } from "./types.ts";

/** Most processes of a sequence. */
const MOST_PROCESSES = 1000;

const PAGE = 4096;
/** Bytes of the largest file. */
const LARGEST_FILE = 2 ** 40;

/** First word of a page of a file (`f`), of a device (`d`), of a store (`v`). */
const TAG: Readonly<Record<"f" | "d" | "v", bigint>> = {
  f: 0x66n << 56n,
  d: 0x64n << 56n,
  v: 0x77n << 56n,
};

/** A slot of the recording: where a process has something mapped. */
export interface Slot {
  /** Its address. */
  address: number;
}

/** Everything that a replay works with. */
export interface SequenceWorld {
  readonly machine: Machine;
  readonly processes: readonly Process[];
  readonly inodes: readonly Inode[];
  /** Inodes that are scripted: only their calls were recorded. */
  readonly scripted: ReadonlySet<string>;
  readonly layout: Layout;
  readonly allocator: RecordedAllocator;
  readonly slots: Map<string, Slot>;
  /** An open file of a process; `null` after it was closed. */
  open(process: number, file: number): OpenFile | null;
  /** A process closes its descriptor of a file. */
  close(process: number, file: number): void;
}

/** Builds the machine of a sequence before its first step. */
export function buildWorld(sequence: Json, edition: Edition): SequenceWorld {
  const files = objectsIn(sequence, "files");
  const steps = objectsIn(sequence, "steps");
  const labels = files.map((file, k) =>
    file["kind"] === 2 ? `ram${k}` : `dev${k}`
  );
  for (const step of steps) {
    const label = labelOf(objectIn(step, "out")["ret"]);
    if (label !== undefined) labels.push(label);
  }
  const layout = new Layout(steps, labels);
  const allocator = new RecordedAllocator();
  const machine = new Machine({
    edition,
    wordSize: 64,
    allocator,
    mmapAllowUninitialized: true,
  });
  const ptraced = listIn(sequence, "ptraced");
  const count = countIn(sequence, "nproc");
  if (count > MOST_PROCESSES) {
    throw new InputError(`${count} processes are too many`);
  }
  const processes = Array.from(
    { length: count },
    (_, i) => machine.createProcess({ ptraced: ptraced.includes(i) }),
  );
  const inodes = files.map((file, k) =>
    file["kind"] === 2
      ? ramfsInode(machine, file, k, layout, allocator)
      : scriptedInode(machine, file, k, layout)
  );
  const opened = new Map<string, OpenFile | null>();
  return {
    machine,
    processes,
    inodes,
    scripted: new Set(
      inodes.filter((_, k) => files[k]!["kind"] !== 2).map(({ name }) => name),
    ),
    layout,
    allocator,
    slots: new Map(),
    close: (process, file) => opened.set(`${process}/${file}`, null),
    open(process, file) {
      const key = `${process}/${file}`;
      let found = opened.get(key);
      if (found === undefined) {
        const mode = openModeOf(files[file]!["mode"]);
        opened.set(key, found = new OpenFile(inodes[file]!, mode));
      }
      return found;
    },
  };
}

function inodeNamed(
  machine: Machine,
  k: number,
  driver: Inode["driver"],
  size: number,
): Inode {
  return machine.createInode({
    name: String(k),
    driver,
    size,
    path: `/file${k}`,
    device: "00:01",
    number: k + 1,
  });
}

function ramfsInode(
  machine: Machine,
  file: Json,
  k: number,
  layout: Layout,
  allocator: RecordedAllocator,
): Inode {
  const inode = inodeNamed(machine, k, RAMFS, 0);
  const size = sizeOf(file);
  if (size === 0) return inode;
  allocator.next = layout.base(`ram${k}`);
  const { errno } = inode.driver.truncate(inode, size, machine);
  if (errno !== 0) throw new InputError(`A file of ${size} bytes does not fit`);
  for (let page = 0; page * PAGE < size; page++) {
    const word = tagBytes("f", k, page);
    const room = Math.min(word.length, size - page * PAGE);
    inode.driver.write(inode, page * PAGE, word.subarray(0, room), machine);
  }
  return inode;
}

function scriptedInode(
  machine: Machine,
  file: Json,
  k: number,
  layout: Layout,
): Inode {
  const operations = textOf(file["fops"]).split(",");
  const base = layout.base(`dev${k}`);
  const gua = file["gua"];
  const answer = textOf(file["mmap"]);
  const driver = scriptedDriver({
    type: fileTypeOf(file["type"]),
    ...(operations.includes("caps")
      ? { capabilities: countIn(file, "caps", 0xffff_ffff) }
      : {}),
    ...(operations.includes("gua")
      ? {
        getUnmappedArea: gua === "lin"
          ? { base }
          : gua === "fix"
          ? { fixed: base }
          : errnoOf(gua),
      }
      : {}),
    ...(operations.includes("mmap")
      ? {
        mmap: answer === "ok"
          ? "ok" as const
          : answer === "ramfs"
          ? "shared-only" as const
          : errnoOf(answer),
      }
      : {}),
    ...readOperations(operations),
    contents: taggedPages("f", k),
    memory: { size: 0x100_0000, bytes: taggedPages("d", k) },
  });
  return inodeNamed(machine, k, driver, sizeOf(file));
}

function readOperations(
  operations: readonly string[],
): { read?: "ok"; readWith?: "read_iter" | "read" | "both" } {
  const iter = operations.includes("read_iter");
  const read = operations.includes("read");
  if (!iter && !read) return {};
  return {
    read: "ok",
    readWith: iter && read ? "both" : iter ? "read_iter" : "read",
  };
}

function sizeOf(file: Json): number {
  return file["size"] === undefined
    ? countIn(file, "pages", LARGEST_FILE / PAGE) * PAGE
    : countIn(file, "size", LARGEST_FILE);
}

function errnoOf(value: unknown): ErrnoName {
  const name = textOf(value);
  if (isErrnoName(name) && ERRNO[name] > 0) return name;
  throw new InputError(`Unknown answer '${name}' in a recording`);
}

/** The word at the start of page `page` of file `k`, little-endian. */
function tagBytes(kind: "f" | "d", k: number, page: number): Uint8Array {
  return wordBytes(TAG[kind] | BigInt(k) << 32n | BigInt(page));
}

/** A 64-bit word, little-endian. */
export function wordBytes(word: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, word, true);
  return bytes;
}

function taggedPages(kind: "f" | "d", k: number): ContentSource {
  return (position, target) => {
    const end = position + target.length;
    const first = Math.floor(position / PAGE);
    for (let page = first; page * PAGE < end; page++) {
      const word = tagBytes(kind, k, page);
      for (let i = 0; i < word.length; i++) {
        const at = page * PAGE + i - position;
        if (at >= 0 && at < target.length) target[at] = word[i]!;
      }
    }
  };
}

/** What the word at an address is: `f0:2`, `d1:0`, `v3`, 0 or `o`. */
export function peek(machine: Machine, address: number): string | number {
  const bytes = machine.memory.read(address, 8);
  const word = new DataView(bytes.buffer).getBigUint64(0, true);
  if (word === 0n) return 0;
  const kind = word >> 56n << 56n;
  if (kind === TAG.v) return `v${word & 0xffffffn}`;
  const page = word & 0xffff_ffffn;
  const file = word >> 32n & 0xffffffn;
  if (kind === TAG.f) return `f${file}:${page}`;
  return kind === TAG.d ? `d${file}:${page}` : "o";
}
