/**
 * Stock files of a scenario as devices and paths of a plan.
 *
 * @module
 */

import type { FileSpec, InodeSpec, StockInode } from "../../scenario/types.ts";
import {
  devicePath,
  mountPath,
  type PlanDevice,
  type PlanFile,
  type PlanOpening,
} from "../plan/plan_file.ts";
import type { PlanFill } from "../plan/plan.ts";
import { contentBytes, contentFills } from "./contents.ts";
import { imageOf, isFlash, isStock, mtdOf, sameDevice } from "./stock.ts";
import type { TargetScenario } from "./target_scenario.ts";

const PAGE = 4096;
const SECTOR = 512;
const MOST_FLASH = 65_536;

/** A file of a driver of the kernel itself. */
type StockFile = Pick<FileSpec, "noexec"> & { readonly inode: StockInode };

/** The devices of a case while its files are compiled. */
export class StockFiles {
  /** Devices, in the order in which they are made. */
  readonly devices: readonly PlanDevice[];
  readonly #target: TargetScenario;
  readonly #fills: PlanFill[];
  readonly #paths: ReadonlyMap<InodeSpec, string>;

  /** Finds the devices; memory that has to be filled goes to `fills`. */
  constructor(target: TargetScenario, fills: PlanFill[]) {
    this.#target = target;
    this.#fills = fills;
    this.#paths = stockPaths(target);
    const files = deviceFiles(target);
    this.devices = files.map(deviceOf);
    for (const { inode } of files) this.#fill(inode);
  }

  /** The plan of one file. */
  file(inode: StockInode, opening: PlanOpening): PlanFile {
    return inode.driver === "socket"
      ? { kind: "socket", ...opening }
      : { kind: "path", path: this.#paths.get(inode)!, ...opening };
  }

  /** Puts into memory what a device holds. */
  #fill(inode: StockInode): void {
    const original = this.#target.inodes.get(inode);
    const place = this.#target.placement.devices
      .find((device) => device.inode === original);
    if (place === undefined || isFlash(inode)) return;
    const { to, span } = place;
    if (inode.driver === "cramfs" || inode.driver === "romfs") {
      const { flash, erased } = inode.image;
      const bytes = new Uint8Array(span);
      const end = mtdOf(inode)?.size ?? 0;
      bytes.fill(erased, 0, end);
      bytes.set(flash.subarray(0, span));
      const contents = { kind: "literal", bytes } as const;
      this.#fills.push(...contentFills(contents, to, span, wholePages(span)));
    } else {
      const size = Math.min(sizeOf(inode), span);
      this.#fills.push(
        ...contentFills(inode.contents, to, size, wholePages(span)),
      );
    }
  }
}

function sizeOf(inode: StockInode): number {
  return inode.driver === "mtd" ? inode.mtd.size : Number(inode.size);
}

function deviceOf({ inode, noexec }: StockFile): PlanDevice {
  switch (inode.driver) {
    case "pipe":
      return { kind: "fifo" };
    case "directory":
      return { kind: "folder" };
    case "fb":
      return {
        kind: "fb",
        address: inode.base,
        size: Number(inode.size),
        ...(inode.fbMmap ? {} : { withoutFbMmap: true }),
      };
    case "cramfs":
    case "romfs":
      return { ...memoryOf(inode), mount: inode.driver, noexec };
    default:
      return memoryOf(inode);
  }
}

/** A memory technology device, or else a disk. */
function memoryOf(inode: StockInode): PlanDevice {
  const mtd = mtdOf(inode);
  const size = mtd === undefined
    ? Number(inode.size)
    : Math.min(mtd.size, MOST_FLASH);
  const written = mtd === undefined || isFlash(inode)
    ? imageOf(inode) ?? contentBytes(inode.contents, size)
    : undefined;
  if (mtd === undefined) {
    // Of an image on a disk, cramfs reads whole pages of the disk.
    const unit = inode.driver === "block" ? SECTOR : PAGE;
    const contents = new Uint8Array(
      Math.ceil(written!.length / unit) * unit,
    );
    contents.set(written!);
    return { kind: "block", size: contents.length, contents };
  }
  return {
    kind: mtd.type,
    address: mtd.at,
    size: mtd.size,
    ...(mtd.point ? {} : { pointless: true }),
    ...(written === undefined ? {} : { contents: written }),
  };
}

/** The first file on each device that has to be made. */
function deviceFiles({ scenario }: TargetScenario): StockFile[] {
  const found: StockFile[] = [];
  for (const { inode, noexec } of scenario.files) {
    if (!isStock(inode) || FIXED[inode.driver] !== undefined) continue;
    const known = found.some((other) =>
      other.inode === inode || sameDevice(other.inode, inode)
    );
    if (!known) found.push({ inode, noexec });
  }
  return found;
}

/** Files that need no device; a socket has no path. */
const FIXED: Readonly<Record<string, string>> = {
  zero: "/dev/zero",
  mem: "/dev/mem",
  socket: "",
};

/** Paths on the target of the stock files of a scenario. */
export function stockPaths(
  target: TargetScenario,
): ReadonlyMap<InodeSpec, string> {
  const devices = deviceFiles(target);
  const paths = new Map<InodeSpec, string>();
  for (const { inode } of target.scenario.files) {
    if (!isStock(inode)) continue;
    const index = devices.findIndex((device) =>
      device.inode === inode || sameDevice(device.inode, inode)
    );
    paths.set(
      inode,
      FIXED[inode.driver] ??
        (imageOf(inode) === undefined
          ? devicePath(index)
          : mountPath(index) + inode.path),
    );
  }
  return paths;
}

/** A mapping shows the rest of the last page, too. */
function wholePages(length: number): number {
  return Math.ceil(length / PAGE) * PAGE;
}
