/**
 * Inodes and open files.
 *
 * @module
 */
import { givenWord } from "../abi/given_word.ts";
import {
  checkBits,
  checkChoice,
  checkFlag,
  checkFunction,
  checkInstance,
  checkObject,
  checkText,
  checkWhole,
  ifGiven,
} from "../given.ts";
import { RegionIndex } from "../memory/region_index.ts";
import type { MappedFile, Region, Vma } from "../memory/region.ts";
import {
  FILE_TYPES,
  type FileType,
  FMODE,
  type PolicyFile,
} from "../policy/request.ts";
import type { Driver, DriverInode } from "./driver.ts";

/** What an inode is made of. */
export interface InodeOptions {
  /** Name in results. */
  readonly name: string;
  /** The operations. */
  readonly driver: Driver;
  /** Size in bytes. */
  readonly size: number;
  /** The inode is append-only. */
  readonly appendOnly?: boolean;
  /** Somebody holds a mandatory lock on the inode. */
  readonly mandatoryLock?: boolean;
  /** Path, as /proc shows it. */
  readonly path: string;
  /** Device number, as /proc shows it. */
  readonly device: string;
  /** Inode number, as /proc shows it. */
  readonly number: number;
}

/**
 * A file of the machine, however often it is open: `struct inode`. Made by
 * `createInode()` of the machine.
 */
export class Inode implements DriverInode {
  /** Name in results. */
  readonly name: string;
  /** The operations. */
  readonly driver: Driver;
  /** The inode is append-only. */
  readonly appendOnly: boolean;
  /** Somebody holds a mandatory lock on the inode. */
  readonly mandatoryLock: boolean;
  /** Path, as /proc shows it. */
  readonly path: string;
  /** Device number, as /proc shows it. */
  readonly device: string;
  /** Inode number, as /proc shows it. */
  readonly number: number;
  /** Shareable regions of the inode, by file range. */
  readonly regions: RegionIndex = new RegionIndex();
  /** VMAs of the inode (`i_mmap`). */
  readonly mappings: Set<Vma> = new Set();
  /** Copies whose bytes have not been taken yet. */
  readonly lazyCopies: Set<Region> = new Set();
  /** Counts the changes of the contents. */
  version = 0;
  /** Size in bytes. */
  size: number;
  /** Addresses of the pages of a file that lives in RAM; holes are absent. */
  readonly pages: Map<number, number> = new Map();

  /**
   * Makes the inode.
   *
   * @throws {ArgumentError} if an option is missing, or of another type.
   */
  constructor(options: InodeOptions) {
    checkInodeOptions(options);
    this.name = options.name;
    this.driver = options.driver;
    this.size = options.size;
    this.appendOnly = options.appendOnly ?? false;
    this.mandatoryLock = options.mandatoryLock ?? false;
    this.path = options.path;
    this.device = options.device;
    this.number = options.number;
  }
}

/** How a file is opened; `path` is `O_PATH`. */
export type OpenMode = "r" | "w" | "rw" | "path";

/**
 * An open file: `struct file`.
 *
 * @example
 * ```ts
 * import {
 *   CAPABILITY,
 *   Machine,
 *   mmap,
 *   OpenFile,
 *   parseFlags,
 *   scriptedDriver,
 * } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const machine = new Machine();
 * const process = machine.createProcess();
 * const rom = machine.createInode({
 *   name: "rom",
 *   driver: scriptedDriver({
 *     type: "chr",
 *     capabilities: parseFlags("COPY|DIRECT|READ|EXEC", CAPABILITY, ""),
 *     getUnmappedArea: { base: 0x2000_0000 },
 *     mmap: "ok",
 *     read: "ok",
 *   }),
 *   size: 65536,
 *   path: "/dev/rom0",
 *   device: "5a:00",
 *   number: 1,
 * });
 * const file = new OpenFile(rom, "r");
 * const outcome = mmap(machine, process, { file, length: 4096, prot: 5, flags: 2 });
 * assertEquals([outcome.value, outcome.backing], [0x2000_0000, "direct"]);
 * ```
 */
export class OpenFile implements PolicyFile, MappedFile {
  /** What is open. */
  readonly inode: Inode;
  /** Bits of `FMODE`. */
  readonly mode: number;
  /** It is open with O_PATH, which most calls take for no file at all. */
  readonly isPath: boolean;
  /** It was opened through a noexec mount. */
  readonly noexec: boolean;
  /** Type of the inode. */
  readonly type: FileType;
  /** Bits of `OPERATION`. */
  readonly operations: number;
  /** Answer of `mmap_capabilities`. */
  readonly capabilities: number;

  /** Name in results: of the file as it is opened. */
  readonly name: string;

  /**
   * Opens an inode.
   *
   * @throws {ArgumentError} if an argument is of another type.
   */
  constructor(
    inode: Inode,
    mode: OpenMode,
    noexec = false,
    name?: string,
  ) {
    checkInstance("inode", inode, Inode);
    checkChoice("mode", mode, OPEN_MODES);
    checkFlag("noexec", noexec);
    ifGiven("name", name, checkText);
    this.inode = inode;
    this.name = name ?? inode.name;
    this.isPath = mode === "path";
    this.mode = MODES[mode];
    this.noexec = noexec;
    this.type = inode.driver.type;
    this.operations = inode.driver.operations;
    this.capabilities = inode.driver.capabilities;
  }

  /** Somebody holds a mandatory lock on the inode. */
  get mandatoryLock(): boolean {
    return this.inode.mandatoryLock;
  }

  /** The inode is append-only. */
  get appendOnly(): boolean {
    return this.inode.appendOnly;
  }
}

const MODES: Readonly<Record<OpenMode, number>> = {
  r: FMODE.READ,
  w: FMODE.WRITE,
  rw: FMODE.READ | FMODE.WRITE,
  path: 0,
};

const OPEN_MODES: readonly string[] = Object.keys(MODES);

/** The largest size that a 64-bit machine has a number for. */
const LARGEST_SIZE = 2 ** 64;

function checkInodeOptions(options: InodeOptions): void {
  checkObject("inode", options);
  checkText("name", options.name);
  checkText("path", options.path);
  checkText("device", options.device);
  checkWhole("number", options.number);
  checkWhole("size", options.size, LARGEST_SIZE);
  ifGiven("appendOnly", options.appendOnly, checkFlag);
  ifGiven("mandatoryLock", options.mandatoryLock, checkFlag);
  const { driver } = options;
  checkObject("driver", driver);
  checkChoice("driver.type", driver.type, FILE_TYPES);
  checkBits("driver.operations", driver.operations);
  checkBits("driver.capabilities", driver.capabilities);
  for (const name of OPERATIONS) checkFunction(`driver.${name}`, driver[name]);
  const { window } = driver;
  if (window === undefined) return;
  checkObject("driver.window", window);
  givenWord("driver.window.base", window.base, 64);
  checkFunction("driver.window.bytes", window.bytes);
}

const OPERATIONS = [
  "getUnmappedArea",
  "mmap",
  "read",
  "bytes",
  "write",
  "truncate",
] as const;
