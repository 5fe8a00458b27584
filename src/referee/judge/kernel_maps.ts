/**
 * Text of /proc/PID/maps and /proc/maps as it would be without the runner: its
 * own mappings are left out, and files have the names of the scenario.
 *
 * @module
 */

import type { InodeSpec, Scenario } from "../../scenario/types.ts";
import { imageOf } from "./stock.ts";

const LINE =
  /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) ([0-9a-f]+) (\S+) (\d+) +(\S.*)?$/;
const PROBE_PATH = /^\/[np]\/f(\d+)/;
const RAMFS_PATH = /^\/[rs]\/[0-9a-f]{8}\.([a-z])/;

/**
 * Lines of the text that belong to the scenario.
 *
 * @param starts Where the mappings or regions of the scenario start.
 * @param paths Paths on the target of files of the kernel's own drivers. Files
 * of images keep their inode numbers, which are places in the image.
 */
export function kernelMaps(
  text: string,
  scenario: Scenario,
  starts: ReadonlySet<bigint>,
  paths: ReadonlyMap<InodeSpec, string> = new Map(),
): string[] {
  const stock = new Map(Array.from(paths, ([spec, path]) => [path, spec]));
  return text.split("\n").flatMap((line) => {
    const match = LINE.exec(line);
    if (match === null) return line.trim() === "" ? [] : [line];
    const [, start = "", end, perms, offset, device, inode, path] = match;
    if (!starts.has(BigInt(`0x${start}`))) return [];
    const spec = path === undefined
      ? undefined
      : stock.get(path) ?? inodeOf(scenario, path);
    const common = `${start}-${end} ${perms} ${offset} `;
    if (path === undefined) return [`${common}${device} ${inode} `];
    // seq_pad(): up to a column, and one space more in any case.
    const column = line.length - path.length - 1;
    const numbers = spec === undefined
      ? `${device} ${inode} `
      : `${deviceText(spec)} ${imageOf(spec) ? inode : spec.inode} `;
    const before = `${common}${numbers}`.padEnd(column);
    return [`${before} ${spec?.path ?? path}`];
  });
}

function inodeOf(scenario: Scenario, path: string): InodeSpec | undefined {
  const probe = PROBE_PATH.exec(path)?.[1];
  const ramfs = RAMFS_PATH.exec(path)?.[1];
  const index = probe !== undefined
    ? Number(probe)
    : ramfs !== undefined
    ? ramfs.charCodeAt(0) - 97
    : -1;
  return scenario.files[index]?.inode;
}

function deviceText({ device }: InodeSpec): string {
  const part = (number: number) => number.toString(16).padStart(2, "0");
  return `${part(device.major)}:${part(device.minor)}`;
}
