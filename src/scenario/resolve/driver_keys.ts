/**
 * Which keys of a file belong to which driver.
 *
 * @module
 */
import { compareReleases, releaseOf } from "../kernel_range.ts";
import type { Problems } from "../problems.ts";
import type { DriverName } from "../schema/driver.ts";
import type { FileDocument } from "../schema/file.ts";
import { quote } from "../text/quote.ts";
import { keyOffset, offsetOf, type Place, valuePlace } from "../yaml/value.ts";

type FileKey = keyof FileDocument & string;

/** Keys that a driver answers for itself. */
const SCRIPTED: readonly FileKey[] = [
  "type",
  "capabilities",
  "get_unmapped_area",
  "mmap",
  "mmap_prepare",
  "read",
  "read_with",
];

/** Keys that only some drivers take. */
const OWN: Readonly<Partial<Record<FileKey, readonly DriverName[]>>> = {
  image: ["cramfs", "romfs"],
  at: ["cramfs", "fb"],
  revision: ["cramfs"],
  mtd: ["mtd", "romfs"],
  fb: ["fb"],
  mem: ["mem"],
};

/** Keys that every file can have, and that some drivers know better. */
const KNOWN_BETTER: Readonly<
  Partial<Record<DriverName, readonly FileKey[]>>
> = {
  cramfs: ["size", "contents", "inode"],
  romfs: ["size", "contents", "inode"],
  mtd: ["size"],
  mem: ["size", "contents"],
  zero: ["size", "contents"],
  pipe: ["size", "contents"],
  socket: ["size", "contents"],
  directory: ["size", "contents"],
};

/** Keys that a driver cannot do without. */
const NEEDED: Readonly<Partial<Record<DriverName, readonly FileKey[]>>> = {
  cramfs: ["image", "path"],
  romfs: ["image", "path"],
  mtd: ["mtd"],
  fb: ["at", "size"],
};

/** The first release for which a driver is known. */
const SINCE: Readonly<Partial<Record<DriverName, readonly number[]>>> = {
  cramfs: [2, 6, 29],
  romfs: [2, 6, 30],
  mtd: [2, 6, 30],
  zero: [2, 6, 12],
  block: [2, 6, 12],
  fb: [2, 6, 29],
  socket: [4, 0],
};

/** The first release in which mmap_prepare can ask for an action. */
const REMAP_ACTION: readonly number[] = [6, 19];

/** Checks that the keys of a file and its driver go together. */
export function checkDriverKeys(
  document: FileDocument,
  place: Place,
  problems: Problems,
): void {
  const { driver } = document;
  for (const key of Object.keys(OWN) as FileKey[]) {
    const drivers = OWN[key]!;
    if (document[key] === undefined) continue;
    if (driver !== undefined && drivers.includes(driver)) continue;
    problems.add(
      keyOffset(place, key),
      `Key ${quote(key)} needs driver ${drivers.join(" or ")}`,
    );
  }
  if (driver === undefined) return;
  for (const key of [...SCRIPTED, ...KNOWN_BETTER[driver] ?? []]) {
    if (document[key] === undefined) continue;
    problems.add(
      keyOffset(place, key),
      `Key ${quote(key)} cannot stand beside driver ${driver}, ` +
        "which answers for itself",
    );
  }
  for (const key of NEEDED[driver] ?? []) {
    if (document[key] !== undefined) continue;
    problems.add(
      offsetOf(place),
      `Missing key ${quote(key)} of a file with driver ${driver}`,
    );
  }
}

/** Checks that the driver, or what it answers, is known for the kernels of the scenario. */
export function checkDriverKernels(
  document: FileDocument,
  place: Place,
  kernels: readonly string[],
  problems: Problems,
): void {
  const { driver, mmap_prepare: prepare } = document;
  if (prepare === "remap") {
    const older = kernels.find((kernel) => isBefore(kernel, REMAP_ACTION));
    if (older !== undefined) {
      problems.add(
        offsetOf(valuePlace(place, "mmap_prepare")),
        `Answer remap is known from Linux ${REMAP_ACTION.join(".")} on, ` +
          `not for ${older}`,
      );
    }
  }
  if (driver === undefined) return;
  const older = kernels.find((kernel) => !isDriverOf(driver, kernel));
  if (older === undefined) return;
  problems.add(
    offsetOf(valuePlace(place, "driver")),
    `Driver ${driver} is known from Linux ${SINCE[driver]!.join(".")} on, ` +
      `not for ${older}`,
  );
}

/** Whether scenarios of a kernel can have files of this driver. */
export function isDriverOf(
  driver: NonNullable<FileDocument["driver"]>,
  kernel: string,
): boolean {
  const since = SINCE[driver];
  return since === undefined || !isBefore(kernel, since);
}

/** Whether a kernel is older than a release. */
export function isBefore(kernel: string, since: readonly number[]): boolean {
  const release = releaseOf(kernel);
  return release !== undefined && compareReleases(release, since) < 0;
}
