/**
 * Running single mmap() calls on machines at rest.
 *
 * @module
 */
import type { WordSize } from "../abi/word.ts";
import { Inode, OpenFile } from "../files/inode.ts";
import { ListWorld } from "../mm/list/list_world.ts";
import { RegionWorld } from "../mm/region_world.ts";
import type { World } from "../mm/world.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { FILE, type FileChoice, MODES } from "./file_space.ts";
import {
  type Chooser,
  choosingDriver,
  FILE_BYTES,
  type MapRequest,
} from "./request_space.ts";
import { countersOf, type Snapshot, snapshot } from "./snapshot.ts";

/** Calls that a machine serves before it is replaced. */
const LIFE = 1000;

/** Runs calls; a machine that comes back to rest is used again. */
export class RequestRunner {
  readonly #machines: Record<WordSize, Map<AnyEdition, Machine>> = {
    32: new Map(),
    64: new Map(),
  };

  /** What a call comes to in an edition. */
  run(edition: AnyEdition, request: MapRequest, answers: Chooser): Snapshot {
    const machines = this.#machines[request.wordSize];
    let machine = machines.get(edition);
    if (machine === undefined) {
      machine = { world: newWorld(edition, request.wordSize), calls: 0 };
      machines.set(edition, machine);
    }
    const { world } = machine;
    const { file, caller, length } = request;
    const process = world.createProcess({
      ptraced: file === null ? caller.ptraced : file[FILE.PTRACED] === 1,
      readImpliesExec: file === null
        ? caller.impliesExec
        : file[FILE.IMPLIES_EXEC] === 1,
    });
    const before = countersOf(world, process);
    const outcome = world.mmap(process, {
      file: file === null ? null : openFile(file, answers),
      address: request.address,
      length,
      prot: request.prot,
      flags: request.flags,
      ...(request.offset === undefined
        ? { pgoff: request.pgoff }
        : { offset: request.offset }),
    });
    const seen = snapshot(world, process, outcome, before, false);
    let atRest = outcome.hazards.length === 0;
    if (atRest && outcome.errno === 0) {
      const undone = world.munmap(process, outcome.value, length);
      atRest = undone.errno === 0 && undone.hazards.length === 0;
    }
    if (
      !atRest || world.pagesAllocated !== before.pages || ++machine.calls > LIFE
    ) machines.delete(edition);
    return seen;
  }
}

interface Machine {
  readonly world: World;
  calls: number;
}

/** A machine at rest. */
function newWorld(edition: AnyEdition, wordSize: WordSize): World {
  return edition.world === "regions"
    ? new RegionWorld({ edition, wordSize })
    : new ListWorld({ edition });
}

function openFile(file: FileChoice, answers: Chooser): OpenFile {
  const inode = new Inode({
    name: "file",
    driver: choosingDriver(file, answers),
    size: FILE_BYTES,
    appendOnly: file[FILE.APPEND_ONLY] === 1,
    mandatoryLock: file[FILE.MANDATORY_LOCK] === 1,
    path: "/file",
    device: "00:01",
    number: 1,
  });
  return new OpenFile(
    inode,
    MODES[file[FILE.MODE]!]!,
    file[FILE.NOEXEC] === 1,
    "file",
  );
}
