/**
 * A world of the recorder in which calls are made one after the other.
 *
 * @module
 */
import type { ListFile } from "../../mm/list/vma.ts";
import { ListMachine, type ListProcess } from "../../mm/list/machine.ts";
import { PrioTree } from "../../mm/list/prio_tree.ts";
import { LINUX_2_6_11_BDI } from "../../policy/editions/linux_2_6_11_bdi.ts";
import type { ListEdition } from "../../policy/list_edition.ts";
import type { BdiConstants } from "./constants.ts";
import { LabKmalloc } from "./lab.ts";
import { outcomeFields } from "./outcome.ts";

/** A machine of the recorder, with its allocator. */
export class BdiWorld {
  readonly constants: BdiConstants;
  readonly kmalloc: LabKmalloc;
  readonly machine: ListMachine;
  /** Trees of the files' VMAs. */
  readonly trees: PrioTree[] = [];

  /** Makes a fresh world; another edition answers as if it had been there. */
  constructor(
    constants: BdiConstants,
    edition: ListEdition = LINUX_2_6_11_BDI,
  ) {
    this.constants = constants;
    this.kmalloc = new LabKmalloc(constants.kmallocSizes);
    this.machine = new ListMachine({
      edition,
      arch: { pageShift: constants.pageShift, taskSize: constants.taskSize },
      kmalloc: this.kmalloc,
    });
  }

  /** A tree for the VMAs of an inode. */
  newTree(): PrioTree {
    const tree = new PrioTree(this.constants.pageShift);
    this.trees.push(tree);
    return tree;
  }

  /** Makes the world fresh again. */
  reset(): void {
    const { machine } = this;
    this.kmalloc.reset();
    machine.tree.clear();
    machine.realalloc = 0;
    machine.askedalloc = 0;
    machine.lockHeld = false;
    machine.leftover = null;
    machine.securityAnswer = 0;
    machine.vmaCount = 0;
    for (const tree of this.trees) tree.clear();
  }

  /** Makes a call and writes down its outcome. */
  observe(
    process: ListProcess,
    files: readonly ListFile[],
    call: () => void,
  ): Record<string, unknown> {
    const { machine } = this;
    const { realalloc, askedalloc } = machine;
    const { totalVm } = process;
    const references = referencesOf(files);
    call();
    return outcomeFields(machine, this.kmalloc, this.constants, {
      real: machine.realalloc - realalloc,
      asked: machine.askedalloc - askedalloc,
      total_vm: process.totalVm - totalVm,
      file_refs: referencesOf(files) - references,
    });
  }
}

function referencesOf(files: readonly ListFile[]): number {
  let references = 0;
  for (const file of files) references += file.references;
  return references;
}

/** A process without mappings. */
export function labProcess(
  pid: number,
  ptraced: boolean,
  readImpliesExec: boolean,
): ListProcess {
  return {
    pid,
    name: `proc ${pid - 1}`,
    readImpliesExec,
    ptraced,
    totalVm: 0,
    list: null,
  };
}
