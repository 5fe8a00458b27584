/** Machines with one process, and files whose drivers answer what is given. */
import { OpenFile, type OpenMode } from "../../src/files/inode.ts";
import { ramfsDriver } from "../../src/files/ramfs.ts";
import { scriptedDriver } from "../../src/files/scripted.ts";
import type { ScriptedDriverOptions } from "../../src/files/scripted_options.ts";
import { Machine } from "../../src/mm/machine.ts";
import type { MachineOptions } from "../../src/mm/machine_options.ts";
import type { Process } from "../../src/mm/process.ts";

export const READ = 1;
export const WRITE = 2;
export const SHARED = 1;
export const PRIVATE = 2;
export const ANONYMOUS = 0x20;

export interface World {
  readonly machine: Machine;
  readonly process: Process;
}

export function world(options: MachineOptions = {}): World {
  const machine = new Machine(options);
  return { machine, process: machine.createProcess() };
}

export function scripted(
  machine: Machine,
  options: Partial<ScriptedDriverOptions> & { readonly size?: number } = {},
  mode: OpenMode = "rw",
): OpenFile {
  const { size = 0x10000, ...answers } = options;
  const number = machine.inodes.length + 1;
  const inode = machine.createInode({
    name: `file${number}`,
    driver: scriptedDriver({ type: "chr", mmap: "ok", read: "ok", ...answers }),
    size,
    path: `/file${number}`,
    device: "00:01",
    number,
  });
  return new OpenFile(inode, mode);
}

export function ramfs(machine: Machine, size: number): OpenFile {
  const number = machine.inodes.length + 1;
  const inode = machine.createInode({
    name: `ram${number}`,
    driver: ramfsDriver(machine.edition.ramfs),
    size: 0,
    path: `/ram${number}`,
    device: "00:02",
    number,
  });
  if (size > 0) inode.driver.truncate(inode, size, machine);
  return new OpenFile(inode, "rw");
}
