/** Makes each call on the engine and on the naive kernel, and compares them. */
import { assert, assertEquals } from "@std/assert";
import { type Inode, OpenFile } from "../../../src/files/inode.ts";
import type { Outcome } from "../../../src/mm/outcome.ts";
import type { Region } from "../../../src/memory/region.ts";
import type { Process } from "../../../src/mm/process.ts";
import { RegionWorld } from "../../../src/mm/region_world.ts";
import type { Edition } from "../../../src/policy/edition.ts";
import {
  chosen,
  flagsOf,
  resizing,
  unmappedRange,
  wantsOf,
  writtenBytes,
} from "./asked.ts";
import { isBroken } from "./broken.ts";
import type { Call } from "./calls.ts";
import { driverOf, expectErrno, expectTaken } from "./engine.ts";
import { type FileDeclaration, FILES, RAM_SIZE } from "./files.ts";
import { NaiveKernel } from "./naive/kernel.ts";
import type { NaiveRegion } from "./naive/types.ts";
import { releaseOf } from "./release.ts";

/** What the naive kernel notices, and the hazards of the engine for it. */
const NAIVE_HAZARDS: Readonly<Record<string, readonly string[]>> = {
  overlap: ["vma-overwritten", "vma-cut-in-tree"],
  "vma-twice-in-tree": ["vma-twice-in-tree"],
  "copy-pages-leaked": ["copy-pages-leaked"],
};

/** Two kernels that are in the same state. */
export class BothKernels {
  readonly engine: RegionWorld;
  readonly naive: NaiveKernel;
  readonly inodes: Inode[] = [];
  readonly files: OpenFile[] = [];
  readonly processes: Process[];
  /** The engine's region of each one of the naive kernel. */
  readonly #twins = new Map<NaiveRegion, Region>();

  constructor(edition: Edition, trim: number) {
    this.engine = new RegionWorld({
      edition,
      ram: { size: RAM_SIZE },
      nrTrimPages: trim,
    });
    const release = releaseOf(edition.id);
    this.naive = release.entersUnplaced
      ? new NaiveKernel(release, trim, (regions) => this.#asEntered(regions))
      : new NaiveKernel(release, trim);
    this.processes = [0, 1, 2].map(() => this.engine.createProcess());
    for (const declaration of FILES) {
      const inode = this.inodes[declaration.again ?? -1] ??
        this.#makeInode(declaration);
      this.inodes.push(inode);
      this.files.push(new OpenFile(inode, declaration.mode));
    }
  }

  /**
   * The order of a tree whose regions have moved since they entered it depends
   * on its shape, which the naive kernel does not have.
   */
  #asEntered(regions: readonly NaiveRegion[]): NaiveRegion[] {
    const order = [...this.engine.machine.regions];
    const place = (region: NaiveRegion) =>
      order.indexOf(this.#twins.get(region)!);
    return regions.toSorted((a, b) => place(a) - place(b));
  }

  #makeInode(declaration: FileDeclaration): Inode {
    const { name, type, size } = declaration;
    const driver = type === "ramfs" ? this.engine.ramfs : driverOf(
      declaration,
      this.naive.release.readIter ? "read_iter" : "read",
    );
    const number = this.inodes.length + 1;
    return this.engine.createInode({
      name,
      driver,
      size,
      path: `/${name}`,
      device: "00:01",
      number,
    });
  }

  /** Makes a call; its outcome, or `undefined` if it is about nothing. */
  make(call: Call): Outcome | undefined {
    this.naive.begin();
    const outcome = this.#make(call);
    if (outcome !== undefined) this.#compareHazards(outcome);
    return outcome;
  }

  #compareHazards({ hazards }: Outcome): void {
    for (const [naively, ids] of Object.entries(NAIVE_HAZARDS)) {
      assertEquals(
        hazards.some(({ id }) => ids.includes(id)),
        this.naive.hazards.has(naively),
        `hazard ${naively}`,
      );
    }
  }

  #make(call: Call): Outcome | undefined {
    switch (call.call) {
      case "mmap":
        return this.#mmap(call);
      case "munmap":
        return this.#munmap(call);
      case "mremap":
        return this.#mremap(call);
      case "ftruncate":
        return this.#ftruncate(call);
      case "write":
        return this.#write(call);
      case "store":
        return this.#store(call);
      case "exit":
        return this.#exit(call.process);
    }
  }

  #mmap(call: Call & { call: "mmap" }): Outcome {
    const { process, prot, shared, pgoff } = call;
    const { refusesHint } = this.naive.release;
    const file = this.files[call.file] ?? null;
    const outcome = this.engine.mmap(this.processes[process]!, {
      file,
      address: call.odd === 1 ? 0x1000 : 0,
      length: call.odd === 2 ? 0xffff_ffff : call.length,
      prot,
      flags: flagsOf(call, file === null) | (call.odd === 4 ? 3 : 0),
      pgoff: call.odd === 2 ? 0 : pgoff,
    });
    if (call.odd === 1 && refusesHint || call.odd >= 3) {
      expectErrno(outcome, "EINVAL");
      return outcome;
    }
    if (call.odd === 2) {
      expectErrno(outcome, "ENOMEM");
      return outcome;
    }
    const predicted = this.naive.mmap({
      process,
      file: call.file,
      length: call.length,
      wants: wantsOf(call),
      shared,
      pgoff,
    });
    if ("errno" in predicted) {
      expectErrno(outcome, predicted.errno);
      return outcome;
    }
    if (outcome.vma === null) {
      expectErrno(outcome, undefined);
      assert(isBroken(outcome), "No mapping and no hazard");
      return outcome;
    }
    assertEquals(outcome.backing, predicted.backing);
    const address = Number(outcome.value);
    if (predicted.address !== undefined) {
      assertEquals(address, predicted.address);
    }
    const vma = predicted.settle(address, this.#pageFinder(call.file));
    this.#twins.set(vma.region, outcome.vma.region);
    return outcome;
  }

  #munmap(call: Call & { call: "munmap" }): Outcome | undefined {
    const vma = chosen(this.naive.processes, call);
    if (vma === undefined) return undefined;
    const { start, length } = unmappedRange(call, vma);
    const outcome = this.engine.munmap(
      this.processes[call.process]!,
      start,
      length,
    );
    expectErrno(outcome, this.naive.munmap(call.process, start, length));
    return outcome;
  }

  #mremap(call: Call & { call: "mremap" }): Outcome | undefined {
    const vma = chosen(this.naive.processes, call);
    if (vma === undefined) return undefined;
    const request = resizing(call, vma);
    const outcome = this.engine.mremap(
      this.processes[call.process]!,
      request,
    );
    const { address, oldLength, newLength } = request;
    expectErrno(
      outcome,
      this.naive.mremap(call.process, address, oldLength, newLength),
    );
    return outcome;
  }

  #ftruncate(
    { file, size }: Call & { call: "ftruncate" },
  ): Outcome | undefined {
    const open = this.files[file];
    if (open === undefined || FILES[file]!.type !== "ramfs") return undefined;
    const outcome = this.engine.ftruncate(open, size);
    const errno = this.naive.ftruncate(file, size, this.#pageFinder(file));
    if (errno !== undefined || !isBroken(outcome)) expectErrno(outcome, errno);
    return outcome;
  }

  #write(call: Call & { call: "write" }): Outcome | undefined {
    const { file, position } = call;
    const open = this.files[file];
    if (open === undefined) return undefined;
    const bytes = writtenBytes(call);
    const outcome = this.engine.write(open, position, bytes);
    const pageAt = this.#pageFinder(file);
    expectTaken(outcome, this.naive.write(file, position, bytes, pageAt));
    return outcome;
  }

  #store(call: Call & { call: "store" }): Outcome | undefined {
    const vma = chosen(this.naive.processes, call);
    if (vma === undefined) return undefined;
    const address = vma.start + call.at % (vma.end - vma.start);
    const length = Math.min(100, vma.end - address);
    if (!this.naive.store(address, call.byte, length)) return undefined;
    return this.engine.store(
      this.processes[call.process]!,
      address,
      new Uint8Array(length).fill(call.byte),
    );
  }

  #exit(process: number): Outcome {
    const outcome = this.engine.exit(this.processes[process]!);
    if (!isBroken(outcome)) this.naive.exit(process);
    return outcome;
  }

  #pageFinder(file: number): (index: number) => number | undefined {
    return (index) => this.inodes[file]?.pages.get(index);
  }
}
