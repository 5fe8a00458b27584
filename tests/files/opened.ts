/** Machines on which a file with a driver is open. */
import type { Driver } from "../../src/files/driver.ts";
import { OpenFile, type OpenMode } from "../../src/files/inode.ts";
import { Machine } from "../../src/mm/machine.ts";
import type { MachineOptions } from "../../src/mm/machine_options.ts";
import type { Outcome } from "../../src/mm/outcome.ts";
import type { Process } from "../../src/mm/process.ts";
import { mmap, type MmapArguments } from "../../src/mm/system_calls.ts";
import { findEdition } from "../../src/policy/editions.ts";
import { errnoName } from "../../src/abi/errno.ts";
import { hex } from "../../src/abi/word.ts";

export const READ = 1;
export const WRITE = 2;
export const EXEC = 4;
export const SHARED = 1;
export const PRIVATE = 2;

/** A machine, a process, and what the process asks of an open file. */
export interface Opened {
  readonly machine: Machine;
  readonly process: Process;
  readonly file: OpenFile;
  map(args: Partial<Omit<MmapArguments, "file">>): Outcome;
}

/** Opens a file with this driver on a machine with this kernel. */
export function open(
  driver: Driver,
  size: number,
  options: MachineOptions & {
    readonly kernel?: string;
    readonly mode?: OpenMode;
  } = {},
): Opened {
  const { kernel = "linux-6.12", mode = "rw", ...rest } = options;
  const edition = findEdition(kernel);
  if (edition?.world !== "regions") throw new Error(`No regions in ${kernel}`);
  const machine = new Machine({ ...rest, edition });
  const process = machine.createProcess();
  const inode = machine.createInode({
    name: "file",
    driver,
    size,
    path: "/dev/file",
    device: "00:01",
    number: 1,
  });
  const file = new OpenFile(inode, mode);
  return {
    machine,
    process,
    file,
    map: (args) =>
      mmap(machine, process, {
        file,
        length: 4096,
        prot: READ,
        flags: SHARED,
        ...args,
      }),
  };
}

/** An outcome in one word and the hazards: `0x2000 address-...`. */
export function brief(outcome: Outcome): string {
  const { errno, backing, value, hazards } = outcome;
  const result = errno !== 0
    ? errnoName(errno)
    : backing === "direct"
    ? hex(value)
    : String(backing);
  return [result, ...hazards.map(({ id }) => id)].join(" ");
}
