/** Makes each call on both kernels before regions, and compares them. */
import { assertEquals } from "@std/assert";
import { type Inode, OpenFile } from "../../../src/files/inode.ts";
import { ListWorld } from "../../../src/mm/list/list_world.ts";
import type { ListWorldProcess } from "../../../src/mm/list/process.ts";
import type { Outcome } from "../../../src/mm/outcome.ts";
import type { ListEdition } from "../../../src/policy/list_edition.ts";
import {
  chosen,
  flagsOf,
  resizing,
  unmappedRange,
  wantsOf,
  writtenBytes,
} from "./asked.ts";
import type { Call } from "./calls.ts";
import { driverOf, expectErrno, expectTaken } from "./engine.ts";
import { FILES } from "./files.ts";
import { NaiveListKernel } from "./naive_list/kernel.ts";

/** So much RAM that it never runs out. */
const RAM_SIZE = 0x800_0000;
/** Files of whose drivers the naive kernel knows nothing are left out. */
const LEFT_OUT: ReadonlySet<string> = new Set(["nowhere", "ram", "ram-read"]);

/** Two kernels that are in the same state. */
export class BothListKernels {
  readonly engine: ListWorld;
  readonly naive: NaiveListKernel;
  readonly files: (OpenFile | undefined)[];
  readonly processes: ListWorldProcess[];

  constructor(edition: ListEdition) {
    this.engine = new ListWorld({ edition, ram: { size: RAM_SIZE } });
    this.naive = new NaiveListKernel(edition.id);
    this.processes = [0, 1, 2].map(() => this.engine.createProcess());
    this.files = FILES.map((declaration, number) => {
      const { name, size, mode } = declaration;
      if (LEFT_OUT.has(name)) return undefined;
      const inode: Inode = this.engine.createInode({
        name,
        driver: driverOf(declaration, "read"),
        size,
        path: `/${name}`,
        device: "00:01",
        number: number + 1,
      });
      return new OpenFile(inode, mode);
    });
  }

  make(call: Call): Outcome | undefined {
    switch (call.call) {
      case "mmap":
        return this.#mmap(call);
      case "munmap":
        return this.#munmap(call);
      case "mremap":
        return this.#mremap(call);
      case "write":
        return this.#write(call);
      case "store":
        return this.#store(call);
      case "exit":
        return this.#exit(call.process);
      case "ftruncate":
        return undefined;
    }
  }

  #mmap(call: Call & { call: "mmap" }): Outcome | undefined {
    const { process, prot, shared, pgoff, length } = call;
    if (length === 0) return undefined;
    const file = this.files[call.file] ?? null;
    // Before capabilities nothing looked at both types at once.
    const bothTypes = call.odd === 4 && this.engine.kernel !== "linux-2.6.11";
    const hint = call.odd === 1 ? 0x1000 : 0;
    const flags = flagsOf(call, file === null) | (bothTypes ? 3 : 0);
    const outcome = this.engine.mmap(this.processes[process]!, {
      file,
      address: hint,
      length,
      prot,
      flags,
      pgoff,
    });
    if (call.odd === 1 || call.odd === 3 || bothTypes) {
      expectErrno(outcome, "EINVAL");
      return outcome;
    }
    const predicted = this.naive.mmap({
      process,
      file: file === null ? -1 : call.file,
      length,
      wants: wantsOf(call),
      shared,
      pgoff,
    });
    if (isFatal(outcome)) return outcome;
    if ("errno" in predicted) {
      expectErrno(outcome, predicted.errno);
      return outcome;
    }
    expectErrno(outcome, undefined);
    assertEquals(outcome.backing, predicted.backing);
    const address = Number(outcome.value);
    if (predicted.address !== undefined) {
      assertEquals(address, predicted.address);
    }
    predicted.settle(address);
    return outcome;
  }

  #munmap(call: Call & { call: "munmap" }): Outcome | undefined {
    const vma = chosen(this.naive.processes, call);
    if (vma === undefined) return undefined;
    const { start, length } = unmappedRange(call, vma);
    const process = this.processes[call.process]!;
    const outcome = this.engine.munmap(process, start, length);
    if (isFatal(outcome)) return outcome;
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
    const { address: start, oldLength, newLength } = request;
    const before = vma.end;
    const errno = this.naive.mremap(call.process, start, oldLength, newLength);
    expectErrno(outcome, errno);
    if (errno === undefined && newLength > before - start) {
      // What lies behind the old end was never cleared.
      const shown = this.engine.memory.read(before, start + newLength - before);
      vma.bytes.set(shown, before - start);
    }
    return outcome;
  }

  #write(call: Call & { call: "write" }): Outcome | undefined {
    const open = this.files[call.file];
    if (open === undefined) return undefined;
    const bytes = writtenBytes(call);
    const outcome = this.engine.write(open, call.position, bytes);
    expectTaken(outcome, this.naive.write(call.file, call.position, bytes));
    return outcome;
  }

  #store(call: Call & { call: "store" }): Outcome | undefined {
    const vma = chosen(this.naive.processes, call);
    if (vma === undefined) return undefined;
    const shown = this.naive.shown(vma);
    const at = call.at % (vma.end - vma.start);
    const length = Math.min(100, shown.length - at);
    if (length <= 0) return undefined;
    shown.fill(call.byte, at, at + length);
    return this.engine.store(
      this.processes[call.process]!,
      vma.start + at,
      new Uint8Array(length).fill(call.byte),
    );
  }

  #exit(process: number): Outcome {
    const outcome = this.engine.exit(this.processes[process]!);
    if (!isFatal(outcome)) this.naive.exit(process);
    return outcome;
  }
}

/** Whether a call has stopped the kernel. */
export function isFatal({ hazards }: Outcome): boolean {
  return hazards.some(({ effect }) => effect === "fatal");
}
