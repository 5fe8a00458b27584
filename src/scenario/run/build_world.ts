/**
 * The machine, files and processes that a scenario declares, made of the parts
 * of the engine that it needs.
 *
 * @module
 */
import { type Inode, OpenFile } from "../../files/inode.ts";
import type { PageAllocator } from "../../memory/buddy.ts";
import type { Machine } from "../../mm/machine.ts";
import { RegionWorld } from "../../mm/region_world.ts";
import type { World, WorldProcess } from "../../mm/world.ts";
import type { AnyEdition } from "../../policy/editions.ts";
import type { InodeSpec, OpenMode } from "../types/file.ts";
import type { Scenario } from "../types/scenario.ts";
import type { ContentSource } from "../../files/contents.ts";
import { contentSource } from "./content_source.ts";
import { driverOf } from "./drivers.ts";
import { loaded, type Parts } from "./parts.ts";

/** What the steps of a scenario work on. */
export interface ScenarioWorld {
  /** The machine with its files and processes. */
  readonly world: World;
  /** The machine of a kernel with regions. */
  readonly machine?: Machine;
  /** The processes, in the order of the scenario. */
  readonly processes: readonly WorldProcess[];
  /** The open files, in the order of the scenario; closed ones are `null`. */
  readonly files: (OpenFile | null)[];
  /** Opens a file of the scenario another way. */
  reopen(file: number, mode: OpenMode): OpenFile;
}

/**
 * Builds the machine of a scenario before its first step.
 *
 * @param allocator Gives out pages instead of the scenario's memory.
 *
 * @throws {TypeError} if a part that the scenario needs is not there.
 */
export function buildWorld(
  scenario: Scenario,
  edition: AnyEdition,
  parts: Parts,
  allocator?: PageAllocator,
): ScenarioWorld {
  const { machine: spec } = scenario;
  const options = {
    wordSize: spec.wordSize,
    pageSize: spec.pageSize,
    ram: {
      base: Number(spec.ram.base),
      size: spec.ram.size,
      reserved: spec.ram.reserved.map(({ start, length }) => ({
        start: Number(start),
        length,
      })),
    },
    nrTrimPages: spec.nrTrimPages,
    maxPageOrder: spec.maxPageOrder,
    taskSize: spec.taskSize,
    maxMapCount: spec.maxMapCount,
    mmapAllowUninitialized: spec.mmapAllowUninitialized,
    ...(allocator === undefined ? {} : { allocator }),
  };
  const world: World = edition.world === "regions"
    ? new RegionWorld({ ...options, edition })
    : new (loaded(parts, "list").ListWorld)({ ...options, edition });
  const inodes = new Map<InodeSpec, Inode>();
  const files = scenario.files.map((file): OpenFile => {
    let inode = inodes.get(file.inode);
    if (inode === undefined) {
      inode = createInode(world, file.inode, edition, parts);
      inodes.set(file.inode, inode);
    }
    return new OpenFile(inode, file.mode, file.noexec, file.name);
  });
  return {
    world,
    ...(world instanceof RegionWorld ? { machine: world.machine } : {}),
    processes: scenario.processes.map((process) =>
      world.createProcess(process)
    ),
    files,
    reopen: (file, mode) =>
      new OpenFile(
        files[file]!.inode,
        mode,
        files[file]!.noexec,
        scenario.files[file]!.name,
      ),
  };
}

function createInode(
  world: World,
  spec: InodeSpec,
  edition: AnyEdition,
  parts: Parts,
): Inode {
  const size = Number(spec.size);
  const hex = (part: number): string => part.toString(16).padStart(2, "0");
  const inode = world.createInode({
    name: spec.name,
    driver: driverOf(spec, world, edition, parts),
    size: spec.driver === "ramfs" ? 0 : size,
    appendOnly: spec.appendOnly,
    mandatoryLock: spec.mandatoryLock,
    path: spec.path,
    device: `${hex(spec.device.major)}:${hex(spec.device.minor)}`,
    number: spec.inode,
  });
  if (spec.driver === "ramfs" && size > 0) {
    const { errno } = inode.driver.truncate(inode, size, world);
    const { contents } = spec;
    if (errno !== 0) return inode;
    if (contents.kind !== "literal" || contents.bytes.some(Boolean)) {
      fill(inode, size, contentSource(contents), world);
    }
  }
  return inode;
}

/** Bytes written at once: RAM may be full long before the file is. */
const PIECE = 2 ** 16;

/** Writes what the file holds, as far as there is memory for it. */
function fill(
  inode: Inode,
  size: number,
  source: ContentSource,
  world: World,
): void {
  for (let at = 0; at < size; at += PIECE) {
    const bytes = new Uint8Array(Math.min(PIECE, size - at));
    source(at, bytes);
    if (inode.driver.write(inode, at, bytes, world) < bytes.length) return;
  }
}
