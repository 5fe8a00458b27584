/** Runs a sequence of calls on the engine and on the naive kernel at once. */
import { assert, assertEquals } from "@std/assert";
import { type Inode, OpenFile } from "../../../src/files/inode.ts";
import type { Outcome } from "../../../src/mm/outcome.ts";
import type { Region } from "../../../src/memory/region.ts";
import type { Process } from "../../../src/mm/process.ts";
import { RegionWorld } from "../../../src/mm/region_world.ts";
import type { Edition } from "../../../src/policy/edition.ts";
import type { Call } from "./calls.ts";
import { driverOf, expectErrno, type RunCounts } from "./engine.ts";
import { type FileDeclaration, FILES, PAGE, RAM_SIZE } from "./files.ts";
import { checkInvariants } from "./invariants.ts";
import { NaiveKernel } from "./naive/kernel.ts";
import type { NaiveRegion, NaiveVma } from "./naive/types.ts";
import { releaseOf } from "./release.ts";

/** Hazards after which the kernel's own records are wrong. */
const BREAKING: ReadonlySet<string> = new Set([
  "region-start-taken",
  "vma-overwritten",
  "vma-cut-in-tree",
  "stale-tree-entry",
  "vma-twice-in-tree",
  "copy-pages-leaked",
  "freed-vma-used",
  "vma-released-twice",
  "region-leaked",
  "mapped-pages-freed",
  "region-end-unaligned",
  "region-shrunk-under-mapping",
  "freed-region-in-tree",
  "region-not-page-aligned",
  "region-put-with-empty-tree",
  "traced-direct-bug",
  "slack-leaked",
  "mapped-at-zero",
]);

/** What the naive kernel notices, and the hazards of the engine for it. */
const NAIVE_HAZARDS: Readonly<Record<string, readonly string[]>> = {
  overlap: ["vma-overwritten", "vma-cut-in-tree"],
  "vma-twice-in-tree": ["vma-twice-in-tree"],
  "copy-pages-leaked": ["copy-pages-leaked"],
};

class BothKernels {
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
      flags: (shared ? 1 : 2) | (file === null ? 0x20 : 0) |
        (call.odd === 3 ? 0x10 : 0) | (call.odd === 4 ? 3 : 0),
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
      wants: ["r", "w", "x"].filter((_, bit) => prot & 1 << bit).join(""),
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
    const vma = this.#vma(call);
    if (vma === undefined) return undefined;
    const start = vma.start + call.from * PAGE;
    const length = Math.max(0, vma.end - call.to * PAGE - start) + call.bytes;
    const outcome = this.engine.munmap(
      this.processes[call.process]!,
      start,
      length,
    );
    expectErrno(outcome, this.naive.munmap(call.process, start, length));
    return outcome;
  }

  #mremap(call: Call & { call: "mremap" }): Outcome | undefined {
    const vma = this.#vma(call);
    if (vma === undefined) return undefined;
    const oldLength = vma.end - vma.start + (call.wrong ? PAGE : 0);
    const newLength = Math.max(0, oldLength + call.more);
    const outcome = this.engine.mremap(this.processes[call.process]!, {
      address: vma.start,
      oldLength,
      newLength,
      flags: 0,
      newAddress: 0,
    });
    const { start } = vma;
    expectErrno(
      outcome,
      this.naive.mremap(call.process, start, oldLength, newLength),
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
    const { file, position, length, byte } = call;
    const open = this.files[file];
    if (open === undefined) return undefined;
    const bytes = new Uint8Array(length).fill(byte);
    const outcome = this.engine.write(open, position, bytes);
    const taken = this.naive.write(
      file,
      position,
      bytes,
      this.#pageFinder(file),
    );
    if (typeof taken === "string") expectErrno(outcome, taken);
    else assertEquals([outcome.errno, outcome.value], [0, taken]);
    return outcome;
  }

  #store(call: Call & { call: "store" }): Outcome | undefined {
    const vma = this.#vma(call);
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

  #vma(
    { process, mapping }: {
      readonly process: number;
      readonly mapping: number;
    },
  ): NaiveVma | undefined {
    const vmas = this.naive.processes[process]!;
    return vmas.length === 0 ? undefined : vmas[mapping % vmas.length];
  }

  #pageFinder(file: number): (index: number) => number | undefined {
    return (index) => this.inodes[file]?.pages.get(index);
  }
}

function isBroken({ hazards }: Outcome): boolean {
  return hazards.some(({ id }) => BREAKING.has(id));
}

/**
 * Makes calls on both kernels and compares them after each. A hazard that
 * breaks the kernel's records ends the comparison; the engine must take the
 * other calls all the same.
 */
export function runBoth(
  edition: Edition,
  trim: number,
  sequence: readonly Call[],
  counts: RunCounts,
): void {
  const both = new BothKernels(edition, trim);
  for (const [number, call] of sequence.entries()) {
    const outcome = both.make(call);
    if (outcome === undefined) continue;
    counts.calls++;
    if (outcome.errno === 0) counts.succeeded++;
    if (isBroken(outcome)) {
      counts.broken++;
      goOn(both, sequence.slice(number + 1));
      return;
    }
    checkInvariants(both.engine.machine, both.naive, both.inodes);
  }
  for (const process of [0, 1, 2]) both.make({ call: "exit", process });
  checkInvariants(both.engine.machine, both.naive, both.inodes);
  assertEquals(both.engine.machine.regions.size, 0);
  assertEquals(both.engine.pagesAllocated, 0);
}

/** The engine never throws, whatever became of the kernel. */
function goOn(both: BothKernels, rest: readonly Call[]): void {
  const { engine } = both;
  for (const call of rest) {
    if (engine.dead) return;
    if (call.call === "mmap") {
      engine.mmap(both.processes[call.process]!, {
        file: both.files[call.file] ?? null,
        length: call.length,
        prot: call.prot,
        flags: (call.shared ? 1 : 2) | (call.file < FILES.length ? 0 : 0x20),
        pgoff: call.pgoff,
      });
    } else if (call.call === "exit") {
      engine.exit(both.processes[call.process]!);
    } else if (call.call === "munmap") {
      const process = both.processes[call.process]!;
      const vma = [...process.tree.values()][call.mapping];
      if (vma === undefined) continue;
      engine.munmap(process, vma.start, Number(vma.end) - Number(vma.start));
    }
  }
}
