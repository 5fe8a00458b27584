/**
 * A kernel before regions as slow and plain as can be; see ../naive/kernel.ts.
 */
import { allocationOf, RECORDS } from "./allocation.ts";
import type { ListPrediction, NaiveListVma } from "./types.ts";
import { decideFile, type Decision, isShareable } from "../decision.ts";
import { decideMemoryBacked } from "../memory_backed.ts";
import { type FileDeclaration, FILES, PAGE, RAM_BASE } from "../files.ts";
import type { NaiveRequest } from "../naive/types.ts";
import { type Release, releaseNumber } from "../release.ts";

const pagesOf = (bytes: number): number => Math.ceil(bytes / PAGE);

/** The first release in which programs can call mremap(). */
const MREMAP_CALL = releaseNumber("linux-2.6.19");

/** The kernel. */
export class NaiveListKernel {
  /** Bytes of each file. */
  readonly contents: Uint8Array[];
  readonly processes: NaiveListVma[][] = [[], [], []];
  readonly #release: Release;
  readonly #number: number;
  /** What may be done with a file follows from its type alone. */
  readonly #memoryBacked: boolean;

  constructor(kernel: string) {
    this.#number = releaseNumber(kernel);
    this.#memoryBacked = kernel === "linux-2.6.11";
    this.#release = {
      refusesHint: true,
      needsReading: false,
      copiesBeyond: false,
      allOrNothing: true,
      asksAlways: true,
      rounds: false,
      maple: false,
      foundPlaces: 1,
      foundFromPage: false,
      entersAgain: false,
      entersUnplaced: false,
      cutsRegions: false,
      readIter: false,
      oldRamfs: true,
    };
    this.contents = FILES.map(({ size }) =>
      Uint8Array.from(
        { length: size },
        (_, at) => (at - at % 4 + 1) >>> (at % 4 * 8),
      )
    );
  }

  /** All mappings, each once, by address. */
  get vmas(): NaiveListVma[] {
    return [...new Set(this.processes.flat())]
      .sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** Bytes that the kernel believes to have allocated. */
  get allocated(): number {
    const elements = this.processes.flat().length * RECORDS.element;
    return this.vmas.reduce(
      (sum, { allocated }) => sum + allocated + RECORDS.vma,
      elements,
    );
  }

  mmap(request: NaiveRequest): ListPrediction {
    const { file: number, wants, shared, pgoff, length } = request;
    const file = FILES[number];
    if (file === undefined) return this.#allocate(request, undefined, false);
    const asked = { file, wants, shared };
    const decided: Decision = this.#memoryBacked
      ? decideMemoryBacked(asked)
      : decideFile(asked, this.#release);
    if (typeof decided === "string") return { errno: decided };
    const can = new Set(decided);
    const shareable = this.#memoryBacked
      ? shared || !wants.includes("w")
      : isShareable(asked, can, this.#release);
    const sharesDirect = this.#number < releaseNumber("2.6.21");
    if (shareable && (sharesDirect || !(can.has("D") && shared))) {
      for (const vma of this.vmas) {
        if (!vma.shareable || vma.file !== file) continue;
        const [pages, has] = [pagesOf(length), pagesOf(vma.end - vma.start)];
        if (vma.pgoff >= pgoff + pages || pgoff >= vma.pgoff + has) continue;
        if (vma.pgoff === pgoff && has === pages) {
          return {
            address: vma.start,
            backing: vma.allocated > 0 ? "copy" : "direct",
            settle: () => this.#link(request.process, vma),
          };
        }
        if (!can.has("D")) return { errno: "EINVAL" };
      }
    }
    let area = 0;
    if (shareable && typeof file.area === "number" || this.#memoryBacked) {
      if (typeof file.area === "string") return { errno: "ENODEV" };
      area = file.area === undefined ? 0 : file.area + pgoff * PAGE;
    }
    const answer = file.mmap !== "shared-only"
      ? file.mmap
      : shareable
      ? undefined
      : "ENOSYS";
    if (answer === undefined) {
      return {
        address: area,
        backing: "direct",
        settle: () =>
          this.#link(request.process, {
            start: area,
            end: area + length,
            pgoff,
            file,
            shareable,
            allocated: 0,
            bytes: new Uint8Array(),
          }),
      };
    }
    if (answer !== "ENOSYS") return { errno: answer };
    if (shared) return { errno: "ENODEV" };
    return this.#allocate(request, file, shareable);
  }

  #allocate(
    { process, length, pgoff, file: number }: NaiveRequest,
    file: FileDeclaration | undefined,
    shareable: boolean,
  ): ListPrediction {
    const allocated = allocationOf(length);
    if (allocated === 0) return { errno: "ENOMEM" };
    if (file?.read === "EIO") return { errno: "EIO" };
    const bytes = new Uint8Array(allocated);
    for (let i = 0; file !== undefined && i < length; i++) {
      bytes[i] = this.contents[number]![pgoff * PAGE + i] ?? 0;
    }
    return {
      backing: file === undefined ? "anonymous" : "copy",
      settle: (start) => {
        for (const other of this.vmas) {
          const end = other.start + other.allocated;
          if (other.start < start + allocated && start < end) {
            throw new Error("Memory is given out twice");
          }
        }
        if (start < RAM_BASE) throw new Error("Memory is not in RAM");
        const end = start + length;
        return this.#link(process, {
          start,
          end,
          pgoff,
          file,
          shareable,
          allocated,
          bytes,
        });
      },
    };
  }

  #link(process: number, vma: NaiveListVma): NaiveListVma {
    const vmas = this.processes[process]!;
    const ordered = this.#number >= releaseNumber("2.6.19");
    const place = vmas.findIndex(({ start }) => start > vma.start);
    if (!ordered) vmas.unshift(vma);
    else vmas.splice(place < 0 ? vmas.length : place, 0, vma);
    return vma;
  }

  munmap(process: number, start: number, length: number): string | undefined {
    const vmas = this.processes[process]!;
    const any = length === 0 && this.#number >= releaseNumber("2.6.14");
    const place = vmas.findIndex((vma) =>
      vma.start === start && (any || vma.end === start + length)
    );
    if (place < 0) return "EINVAL";
    vmas.splice(place, 1);
    return undefined;
  }

  mremap(
    process: number,
    start: number,
    oldLength: number,
    newLength: number,
  ): string | undefined {
    if (this.#number < MREMAP_CALL) return "ENOSYS";
    if (newLength === 0) return "EINVAL";
    const vma = this.processes[process]!.find((vma) => vma.start === start);
    if (vma === undefined) return "EINVAL";
    if (vma.end !== start + oldLength) return "EFAULT";
    if (vma.shareable) return "EPERM";
    if (newLength > vma.allocated) return "ENOMEM";
    vma.end = start + newLength;
    return undefined;
  }

  exit(process: number): void {
    this.processes[process]!.length = 0;
  }

  write(file: number, position: number, bytes: Uint8Array): number | string {
    if (FILES[file]!.mode === "r") return "EBADF";
    const room = Math.max(0, this.contents[file]!.length - position);
    if (room > 0) this.contents[file]!.set(bytes.subarray(0, room), position);
    return Math.min(room, bytes.length);
  }

  /** The bytes that a mapping shows, as far as there is memory. */
  shown({ start, end, file, allocated, bytes }: NaiveListVma): Uint8Array {
    if (allocated > 0) return bytes.subarray(0, end - start);
    const area = typeof file?.area === "number" ? file.area : 0;
    return this.contents[FILES.indexOf(file!)]!.subarray(
      start - area,
      end - area,
    );
  }
}
