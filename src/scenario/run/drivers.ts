/**
 * The drivers of the inodes that a scenario declares.
 *
 * @module
 */
import { type ErrnoName, errnoName } from "../../abi/errno.ts";
import { deviceRules } from "../../files/device_rules.ts";
import type { Driver } from "../../files/driver.ts";
import type { AreaAnswer } from "../../files/scripted_options.ts";
import { scriptedDriver } from "../../files/scripted.ts";
import type { World } from "../../mm/world.ts";
import type { AnyEdition } from "../../policy/editions.ts";
import type { InodeSpec, ScriptedInode } from "../types/file.ts";
import { contentSource } from "./content_source.ts";
import { loaded, type Parts } from "./parts.ts";

/**
 * The driver of an inode in a kernel.
 *
 * @throws {TypeError} if the part that has it is not there.
 */
export function driverOf(
  spec: InodeSpec,
  world: World,
  edition: AnyEdition,
  parts: Parts,
): Driver {
  const rules = deviceRules(edition.id);
  switch (spec.driver) {
    case "scripted":
      return scriptedOf(spec);
    case "ramfs":
      return world.ramfs;
    case "cramfs": {
      const { image, node, base: at, revision } = spec;
      return loaded(parts, "images").cramfsDriver({
        mount: { image, at, bits: world.arch.wordSize },
        node,
        ...(revision === undefined ? {} : { revision }),
      }, rules);
    }
    case "romfs":
      return loaded(parts, "images").romfsDriver(spec, rules);
    case "mem":
      return edition.world === "list"
        ? loaded(parts, "list").memDevice(edition)
        : loaded(parts, "devices")(spec, rules);
    default:
      return loaded(parts, "devices")(spec, rules);
  }
}

function scriptedOf(spec: ScriptedInode): Driver {
  const { capabilities, getUnmappedArea, mmap, mmapPrepare, read } = spec;
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
    ...(mmapPrepare === undefined ? {} : {
      mmapPrepare: typeof mmapPrepare === "object"
        ? nameOf(mmapPrepare.errno)
        : mmapPrepare,
    }),
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
