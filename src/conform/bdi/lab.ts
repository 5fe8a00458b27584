/**
 * The world of the recorder: drivers that answer what they are told, and memory
 * that is handed out upwards and never used twice.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { InputError } from "../../errors.ts";
import {
  ALLOCATION,
  type AllocationUse,
  type Kmalloc,
  sizeClass,
} from "../../mm/list/kmalloc.ts";
import type { PrioTree } from "../../mm/list/prio_tree.ts";
import type { ListDriver, ListFile, ListVma } from "../../mm/list/vma.ts";
import { VM } from "../../abi/vm.ts";
import { type FileType, FMODE, OPERATION } from "../../policy/request.ts";
import { textOf } from "../fields.ts";
import type { Json } from "../types.ts";
import type { BdiConstants } from "./constants.ts";
import { capabilitiesOf, errnoOf, flagOf, wordOf } from "./values.ts";

/** Below every device, above the one address that lies below the copies. */
const FIRST_BUFFER = 0x0100_0000;
/** The kernel's own records lie where no address of a mapping is. */
const FIRST_RECORD = 2 ** 40;
const TWO_32 = 0x1_0000_0000;
const ROOM_FOR_INODE = 0x0100_0000;
/** Between buffers, so that the end of one is not the start of the next. */
const GAP = 0x1000;

/** The recorder's allocator. */
export class LabKmalloc implements Kmalloc {
  readonly #sizes: readonly number[];
  #next = FIRST_BUFFER;
  #records = FIRST_RECORD;
  /** Buffers in order: their addresses, and their sizes. */
  readonly #addresses: number[] = [];
  readonly #buffers: number[] = [];
  readonly #recordSizes: Map<number, number> = new Map();
  #toFail = 0;
  /** Objects that are allocated and not freed. */
  live = 0;

  /** Hands out these size classes. */
  constructor(sizes: readonly number[]) {
    this.#sizes = sizes;
  }

  /** Makes the n-th allocation from now on fail; 0: none. */
  failAt(n: number): void {
    this.#toFail = n;
  }

  /** Starts a new world. */
  reset(): void {
    this.#next = FIRST_BUFFER;
    this.#records = FIRST_RECORD;
    this.#addresses.length = 0;
    this.#buffers.length = 0;
    if (this.#recordSizes.size > 0) this.#recordSizes.clear();
    this.#toFail = 0;
    this.live = 0;
  }

  allocate(bytes: number, use: AllocationUse): number {
    if (this.#toFail > 0 && --this.#toFail === 0) return 0;
    const size = sizeClass(bytes, this.#sizes);
    if (size === 0) return 0;
    this.live++;
    if (use !== ALLOCATION.DATA) {
      this.#recordSizes.set(++this.#records, size);
      return this.#records;
    }
    const address = this.#next;
    this.#next += size + GAP;
    this.#addresses.push(address);
    this.#buffers.push(size);
    return address;
  }

  free(): void {
    this.live--;
  }

  sizeOf(address: number): number {
    if (address > FIRST_RECORD) return this.#recordSizes.get(address) ?? 0;
    const at = this.#addresses.indexOf(address);
    return at < 0 ? 0 : this.#buffers[at]!;
  }

  /** `copy#n`, with an offset, for what lies in a buffer. */
  name(address: number): string | undefined {
    for (let i = 0; i < this.#addresses.length; i++) {
      const offset = address - this.#addresses[i]!;
      if (offset < 0 || offset > this.#buffers[i]!) continue;
      return offset === 0
        ? `copy#${i + 1}`
        : `copy#${i + 1}+0x${offset.toString(16)}`;
    }
    return undefined;
  }
}

/** What the recorder knows of an inode. */
export interface LabInode {
  /** Number, which gives its place among the devices. */
  readonly number: number;
  /** Type. */
  readonly type: FileType;
  /** Capability letters of its backing device, or `null`. */
  readonly caps: unknown;
  /** Append-only. */
  readonly append: boolean;
  /** Under a mandatory lock. */
  readonly mandlock: boolean;
  /** VMAs of its mapping. */
  readonly mappings: PrioTree;
}

/** An open file of the recorder. Capabilities may be changed between calls. */
export interface LabFile extends ListFile {
  capabilities: number;
}

/** Makes an open file from its description. */
export function labFile(
  description: Json,
  number: number,
  inode: LabInode,
  constants: BdiConstants,
): LabFile {
  const noOperations = description["fop"] === 0;
  const via = textOf(description["via"]);
  if (!VIAS.has(via)) throw new InputError(`Unknown 'via' '${via}'`);
  const known = via === "f_mapping" || via === "i_mapping" ||
    via === "f_over_i";
  return {
    number,
    inode,
    driver: labDriver(description, inode, constants),
    noOperations,
    operations: noOperations ? 0 : operationsOf(description),
    type: inode.type,
    capabilities: known ? capabilitiesOf(inode.caps) : 0,
    get memoryBacked(): boolean {
      return (this.capabilities & CAPABILITY.DIRECT) !== 0;
    },
    mode: FMODE.READ | (flagOf(description["fmode_write"]) ? FMODE.WRITE : 0),
    appendOnly: inode.append,
    mandatoryLock: inode.mandlock,
    noexec: flagOf(description["noexec"]),
    mappings: via === "i_mapping" || via === "none" ? null : inode.mappings,
    contentVersion: 0,
    references: 0,
  };
}

const VIAS: ReadonlySet<string> = new Set([
  "f_mapping",
  "i_mapping",
  "f_over_i",
  "none",
  "f_nobdi",
]);

function operationsOf(description: Json): number {
  return (description["mmap"] === "absent" ? 0 : OPERATION.MMAP) |
    (description["gua"] === "absent" ? 0 : OPERATION.GET_UNMAPPED_AREA) |
    (description["read"] === "absent" ? 0 : OPERATION.READ);
}

function labDriver(
  description: Json,
  inode: LabInode,
  constants: BdiConstants,
): ListDriver {
  const page = 2 ** constants.pageShift;
  const area = areaOf(description["gua"]);
  const base = constants.deviceBase + inode.number * ROOM_FOR_INODE;
  const answer = answerOf(description["mmap"]);
  const effects = textOf(description["mmap_eff"]).split("+");
  const moves = effects.includes("set_start");
  const marks = effects.includes("vm_io");
  const closes = effects.includes("close");
  const limit = limitOf(description["read"]);
  return {
    getUnmappedArea: (_file, _length, pgoff) =>
      area >= 0 ? area : (base + pgoff * page) % TWO_32,
    mmap(_file, vma: ListVma) {
      if (moves) {
        const length = vma.end - vma.start;
        vma.start = (constants.movedBase + vma.pgoff * page) % TWO_32;
        vma.end = (vma.start + length) >>> 0;
      }
      if (marks) vma.flags |= VM.IO | VM.RESERVED;
      if (closes) vma.closes = true;
      return answer;
    },
    read: (_file, _position, count) =>
      limit < 0 ? limit : Math.min(limit, count),
  };
}

/** The address or error that is always given; -1: by inode and offset. */
function areaOf(value: unknown): number {
  const text = textOf(value);
  if (text === "valid" || text === "absent") return -1;
  return text.startsWith("0x") ? wordOf(text) : TWO_32 - errnoOf(text);
}

function answerOf(value: unknown): number {
  if (typeof value === "number") return value;
  return value === "absent" ? 0 : -errnoOf(value);
}

/** The most bytes that a read gives, or a negative errno. */
function limitOf(value: unknown): number {
  const text = textOf(value);
  if (text === "full" || text === "absent") return Infinity;
  if (text === "zero") return 0;
  const short = /^short(\d+)$/.exec(text);
  return short === null ? -errnoOf(text) : Number(short[1]);
}
