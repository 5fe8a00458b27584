/**
 * The parts of the engine that only some scenarios need, so that a program that
 * runs others does not have to load them.
 *
 * @module
 */
import type { cramfsDriver } from "../../files/cramfs/driver.ts";
import type { CramfsRevision } from "../../files/cramfs/revisions.ts";
import type { romfsDriver } from "../../files/romfs.ts";
import type { ListWorld } from "../../mm/list/list_world.ts";
import type { memDevice } from "../../mm/list/mem_device.ts";
import type { AnyEdition } from "../../policy/editions.ts";
import type { Scenario } from "../types/scenario.ts";
import type { deviceOf } from "./devices.ts";
import type { StepResult } from "./result.ts";

/** Kernels before regions. */
export interface ListPart {
  /** The machine. */
  readonly ListWorld: typeof ListWorld;
  /** Its /dev/mem. */
  readonly memDevice: typeof memDevice;
}

/** Files in images. */
export interface ImagePart {
  /** The operations of files of cramfs. */
  readonly cramfsDriver: typeof cramfsDriver;
  /** The operations of files of romfs. */
  readonly romfsDriver: typeof romfsDriver;
  /** Runs the mappings of a machine with an MMU. */
  readonly runCramfsMmu: (
    scenario: Scenario,
    revision: CramfsRevision,
  ) => StepResult[];
}

/** Parts that are loaded. */
export interface Parts {
  /** The drivers of devices, and of files that cannot be mapped. */
  readonly devices?: typeof deviceOf;
  /** Kernels before regions. */
  readonly list?: ListPart;
  /** Files in images. */
  readonly images?: ImagePart;
}

const WITHOUT_DEVICE: ReadonlySet<string> = new Set([
  "scripted",
  "ramfs",
  "cramfs",
  "romfs",
]);

/** Whether a scenario needs {@linkcode Parts.devices}. */
export function needsDevices({ files }: Scenario): boolean {
  return files.some(({ inode: { driver } }) => !WITHOUT_DEVICE.has(driver));
}

/** Whether a kernel needs {@linkcode Parts.list}. */
export function needsList(edition: AnyEdition): boolean {
  return edition.world === "list";
}

/** Whether a scenario needs {@linkcode Parts.images}. */
export function needsImages({ cramfsMmu, files }: Scenario): boolean {
  return cramfsMmu !== undefined ||
    files.some(({ inode: { driver } }) =>
      driver === "cramfs" || driver === "romfs"
    );
}

/**
 * A part that has to be there.
 *
 * @throws {TypeError} if it is not loaded.
 */
export function loaded<K extends keyof Parts>(
  parts: Parts,
  name: K,
): NonNullable<Parts[K]> {
  const part = parts[name];
  if (part === undefined) {
    throw new TypeError(`Part '${name}' of the engine is not loaded`);
  }
  return part;
}
