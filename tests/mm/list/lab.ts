import type { BdiConstants } from "../../../src/conform/bdi/constants.ts";
import {
  type LabFile,
  labFile,
  type LabInode,
} from "../../../src/conform/bdi/lab.ts";
import { BdiWorld, labProcess } from "../../../src/conform/bdi/world.ts";
import type { ListFile } from "../../../src/mm/list/vma.ts";
import { kmallocSizes } from "../../../src/mm/list/kmalloc.ts";
import type { ListProcess } from "../../../src/mm/list/machine.ts";
import { doMmap } from "../../../src/mm/list/mmap.ts";
import { doMunmap, exitMmap } from "../../../src/mm/list/munmap.ts";
import { LINUX_2_6_11_BDI } from "../../../src/policy/editions/linux_2_6_11_bdi.ts";
import type { ListEdition } from "../../../src/policy/list_edition.ts";
import type { ListRequest } from "../../../src/policy/list_request.ts";
import type { FileType } from "../../../src/policy/request.ts";
import { ruleId } from "../../../src/policy/rules.ts";

export const CONSTANTS: BdiConstants = {
  pageShift: 12,
  taskSize: 0xf000_0000,
  kmallocSizes: kmallocSizes(4096),
  deviceBase: 0x6000_0000,
  movedBase: 0x7000_0000,
  vmFlags: [],
  errnoNames: new Map(),
};

export const SHARED = 1;
export const PRIVATE = 2;
export const ANONYMOUS = 0x20;
export const R = 1;
export const W = 2;
export const X = 4;

export interface FileSpec {
  readonly type?: FileType;
  readonly caps?: string | null;
  readonly mmap?: unknown;
  readonly effect?: string;
  readonly gua?: string;
  readonly read?: string;
  readonly via?: string;
  readonly fop?: number;
  readonly readOnly?: boolean;
  readonly noexec?: boolean;
  readonly append?: boolean;
  readonly locked?: boolean;
}

export class Lab {
  readonly world: BdiWorld;
  #inodes = 0;
  #processes = 0;

  constructor(edition: ListEdition = LINUX_2_6_11_BDI) {
    this.world = new BdiWorld(CONSTANTS, edition);
  }

  inode(spec: FileSpec = {}): LabInode {
    return {
      number: this.#inodes++,
      type: spec.type ?? "reg",
      caps: spec.caps === undefined ? "CDRWX" : spec.caps,
      append: spec.append ?? false,
      mandlock: spec.locked ?? false,
      mappings: this.world.newTree(),
    };
  }

  file(spec: FileSpec = {}, inode: LabInode = this.inode(spec)): LabFile {
    return labFile(
      {
        fop: spec.fop ?? 1,
        mmap: spec.mmap ?? "ENOSYS",
        mmap_eff: spec.effect ?? "none",
        gua: spec.gua ?? "valid",
        read: spec.read ?? "full",
        via: spec.via ?? "f_mapping",
        fmode_write: spec.readOnly ? 0 : 1,
        noexec: spec.noexec ? 1 : 0,
      },
      inode.number,
      inode,
      CONSTANTS,
    );
  }

  process(ptraced = false, readImpliesExec = false): ListProcess {
    return labProcess(++this.#processes, ptraced, readImpliesExec);
  }

  map(
    process: ListProcess,
    file: ListFile | null,
    request: Partial<ListRequest>,
  ): string {
    doMmap(this.world.machine, process, file, {
      address: 0,
      length: 4096,
      prot: R,
      flags: PRIVATE,
      pgoff: 0,
      ...request,
    });
    return this.last();
  }

  unmap(process: ListProcess, address: number, length: number): string {
    doMunmap(this.world.machine, process, address, length);
    return this.last();
  }

  exit(process: ListProcess): string {
    exitMmap(this.world.machine, process);
    return this.last();
  }

  /** The last result in short: how, what and why. */
  last(): string {
    const { fate, errno, crash, reason } = this.world.machine.result;
    const what = fate === "err" ? `-${errno}` : fate === "ok" ? "ok" : crash;
    return `${what} ${ruleId(reason)}`;
  }

  get address(): number {
    return this.world.machine.result.value;
  }

  get flags(): number {
    return this.world.machine.result.vma!.flags;
  }
}
