/**
 * Machines with many live mappings.
 *
 * @module
 */
import { OpenFile } from "../src/files/inode.ts";
import { scriptedDriver } from "../src/files/scripted.ts";
import { Machine } from "../src/mm/machine.ts";
import type { Process } from "../src/mm/process.ts";
import { mmap, type MmapArguments } from "../src/mm/system_calls.ts";

/** Bytes of a page. */
export const PAGE = 4096;
const ANONYMOUS = { file: null, length: PAGE, prot: 3, flags: 0x22 };

/** A machine at work. */
export interface Live {
  /** The machine. */
  readonly machine: Machine;
  /** Who has the mappings. */
  readonly process: Process;
  /** One mapping more. */
  readonly request: MmapArguments;
}

function machineFor(mappings: number): Machine {
  return new Machine({
    wordSize: 64,
    maxMapCount: mappings + 2,
    ram: { size: 2 ** Math.ceil(Math.log2((mappings + 1024) * PAGE)) },
  });
}

function anonymous(mappings: number): Live {
  const machine = machineFor(mappings);
  const process = machine.createProcess();
  for (let i = 0; i < mappings; i++) mmap(machine, process, ANONYMOUS);
  return { machine, process, request: ANONYMOUS };
}

/** Pages of one device, each mapped on its own; the new one is in the middle. */
function device(mappings: number): Live {
  const machine = machineFor(1);
  const process = machine.createProcess();
  const inode = machine.createInode({
    name: "flash",
    driver: scriptedDriver({
      type: "chr",
      capabilities: 0x79,
      getUnmappedArea: { base: 0x2_0000_0000 },
      mmap: "ok",
      read: "ok",
    }),
    size: (mappings + 1) * PAGE,
    path: "/dev/flash",
    device: "00:01",
    number: 1,
  });
  const file = new OpenFile(inode, "rw");
  const request = { file, length: PAGE, prot: 1, flags: 1 };
  const middle = mappings >> 1;
  for (let pgoff = 0; pgoff <= mappings; pgoff++) {
    if (pgoff !== middle) mmap(machine, process, { ...request, pgoff });
  }
  return { machine, process, request: { ...request, pgoff: middle } };
}

/** Makes so many mappings of a kind. */
export const LIVE_MAPPINGS: Readonly<
  Record<"anonymous" | "device", (mappings: number) => Live>
> = { anonymous, device };
