/**
 * The machine, files and processes that a scenario declares.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import type { ErrnoName } from "../../abi/errno.ts";
import {
  byteSource,
  bytesSource,
  type ContentSource,
  patternSource,
} from "../../files/contents.ts";
import type { Driver } from "../../files/driver.ts";
import { type Inode, OpenFile } from "../../files/inode.ts";
import { type AreaAnswer, scriptedDriver } from "../../files/scripted.ts";
import type { PageAllocator } from "../../memory/buddy.ts";
import { ListWorld } from "../../mm/list/list_world.ts";
import type { Machine } from "../../mm/machine.ts";
import { RegionWorld } from "../../mm/region_world.ts";
import type { World, WorldProcess } from "../../mm/world.ts";
import type { AnyEdition } from "../../policy/editions.ts";
import type { Contents } from "../types/value.ts";
import type { InodeSpec, OpenMode, ScriptedInode } from "../types/file.ts";
import type { Scenario } from "../types/scenario.ts";

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
 */
export function buildScenarioWorld(
  scenario: Scenario,
  edition: AnyEdition,
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
    : new ListWorld({ ...options, edition });
  const inodes = new Map<InodeSpec, Inode>();
  const files = scenario.files.map((file): OpenFile => {
    let inode = inodes.get(file.inode);
    if (inode === undefined) {
      inode = createInode(world, file.inode);
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

function createInode(world: World, spec: InodeSpec): Inode {
  const size = Number(spec.size);
  const hex = (part: number): string => part.toString(16).padStart(2, "0");
  const inode = world.createInode({
    name: spec.name,
    driver: spec.driver === "ramfs" ? world.ramfs : scriptedOf(spec),
    size: spec.driver === "ramfs" ? 0 : size,
    appendOnly: spec.appendOnly,
    mandatoryLock: spec.mandatoryLock,
    path: spec.path,
    device: `${hex(spec.device.major)}:${hex(spec.device.minor)}`,
    number: spec.inode,
  });
  if (spec.driver === "ramfs" && size > 0) {
    inode.driver.truncate(inode, size, world);
    const { contents } = spec;
    if (contents.kind !== "literal" || contents.bytes.some(Boolean)) {
      const bytes = new Uint8Array(size);
      contentSource(contents)(0, bytes);
      inode.driver.write(inode, 0, bytes, world);
    }
  }
  return inode;
}

function scriptedOf(spec: ScriptedInode): Driver {
  const { capabilities, getUnmappedArea, mmap, read } = spec;
  return scriptedDriver({
    type: spec.type,
    ...(capabilities === undefined ? {} : { capabilities: capabilities.value }),
    ...(getUnmappedArea === undefined ? {} : {
      getUnmappedArea: typeof getUnmappedArea === "object" &&
          "errno" in getUnmappedArea
        ? nameOf(getUnmappedArea.errno)
        : getUnmappedArea as AreaAnswer,
    }),
    ...(mmap === "absent"
      ? {}
      : { mmap: typeof mmap === "object" ? nameOf(mmap.errno) : mmap }),
    ...(read === "absent" ? {} : {
      read: typeof read === "object" && "errno" in read
        ? nameOf(read.errno)
        : read,
      readWith: spec.readWith,
    }),
    contents: contentSource(spec.contents),
  });
}

function nameOf(errno: number): ErrnoName {
  return errnoName(errno) as ErrnoName;
}

function contentSource(contents: Contents): ContentSource {
  switch (contents.kind) {
    case "pattern":
      return patternSource();
    case "byte":
      return byteSource(contents.byte);
    default:
      return bytesSource(contents.bytes);
  }
}
