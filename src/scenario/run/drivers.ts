/**
 * The drivers of the inodes that a scenario declares.
 *
 * @module
 */
import { type ErrnoName, errnoName } from "../../abi/errno.ts";
import { blockDriver } from "../../files/block.ts";
import {
  byteSource,
  bytesSource,
  type ContentSource,
  patternSource,
} from "../../files/contents.ts";
import { deviceRules } from "../../files/device_rules.ts";
import type { Driver } from "../../files/driver.ts";
import { fbDriver } from "../../files/fb.ts";
import { memDriver } from "../../files/mem.ts";
import { mtdcharDriver } from "../../files/mtdchar.ts";
import { type AreaAnswer, scriptedDriver } from "../../files/scripted.ts";
import { specialDriver } from "../../files/special.ts";
import { zeroDriver } from "../../files/zero.ts";
import type { World } from "../../mm/world.ts";
import type { AnyEdition } from "../../policy/editions.ts";
import type { InodeSpec, ScriptedInode } from "../types/file.ts";
import type { Contents } from "../types/value.ts";
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
    case "mtd":
      return mtdcharDriver(spec.mtd, rules, contentSource(spec.contents));
    case "mem":
      return edition.world === "list"
        ? loaded(parts, "list").memDevice(edition)
        : memDriver(rules, spec);
    case "fb": {
      const { base: at, getUnmappedArea, fbMmap } = spec;
      const contents = contentSource(spec.contents);
      return fbDriver(rules, { at, getUnmappedArea, fbMmap, contents });
    }
    case "zero":
      return zeroDriver(rules);
    case "block":
      return blockDriver(rules, contentSource(spec.contents));
    default:
      return specialDriver(spec.driver);
  }
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

/** The bytes that a file holds at first. */
export function contentSource(contents: Contents): ContentSource {
  switch (contents.kind) {
    case "pattern":
      return patternSource();
    case "byte":
      return byteSource(contents.byte);
    default:
      return bytesSource(contents.bytes);
  }
}
