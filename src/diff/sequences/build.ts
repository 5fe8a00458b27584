/**
 * Building scenarios of several calls.
 *
 * @module
 */
import { MAP } from "../../abi/map.ts";
import { PROT } from "../../abi/prot.ts";
import { DEFAULT_EDITION } from "../../policy/editions.ts";
import {
  MAIN_PROCESS,
  makeMmap,
  makeScenario,
  makeStep,
} from "../../question/make.ts";
import type { ScenarioParts } from "../../question/make.ts";
import type {
  Address,
  FileSpec,
  Operation,
  Scenario,
  Step,
} from "../../scenario/types.ts";

/** Bytes in a page. */
export const PAGE = 4096;

/**
 * A way to map a file: privately or shared, for reading or for writing, too.
 */
export type Way = "pr" | "pw" | "sr" | "sw";

const READ = PROT.READ;
const WRITE = PROT.READ | PROT.WRITE;

const WAYS: Readonly<
  Record<Way, { readonly prot: number; readonly flags: number }>
> = {
  pr: { prot: READ, flags: MAP.PRIVATE },
  pw: { prot: WRITE, flags: MAP.PRIVATE },
  sr: { prot: READ, flags: MAP.SHARED },
  sw: { prot: WRITE, flags: MAP.SHARED },
};

/** All ways. */
export const ALL_WAYS: readonly Way[] = ["pr", "pw", "sr", "sw"];

/** What the calls of a sequence may say. */
export interface CallOptions {
  /** Label of the mapping that the call makes. */
  readonly as?: string;
  /** Place of the process. */
  readonly by?: number;
}

/** Collects the calls of a sequence. */
export class Calls {
  readonly #steps: Step[] = [];
  readonly #labels = new Map<string, number>();

  /** Maps bytes of file 0, from a page on. */
  map(
    way: Way,
    length: number,
    options: CallOptions & { readonly pgoff?: number; readonly file?: number } =
      {},
  ): this {
    const { pgoff = 0, file = 0 } = options;
    return this.add(
      makeMmap({
        ...WAYS[way],
        file,
        length,
        ...(pgoff === 0 ? {} : { offset: pgoff * PAGE }),
      }),
      options,
    );
  }

  /** Maps anonymous memory, for reading and writing. */
  anonymous(
    length: number,
    options: CallOptions & {
      readonly flags?: number;
      readonly offset?: number;
    } = {},
  ): this {
    const { flags = 0, offset = 0 } = options;
    return this.add(
      makeMmap({
        prot: PROT.READ | PROT.WRITE,
        flags: MAP.PRIVATE | MAP.ANONYMOUS | flags,
        length,
        ...(offset === 0 ? {} : { offset }),
      }),
      options,
    );
  }

  /** Unmaps from a label on. */
  unmap(
    label: string,
    offset: number,
    length: number,
    options: CallOptions = {},
  ): this {
    const address = this.at(label, offset);
    return this.add({ kind: "munmap", address, length }, options);
  }

  /** Ends a process. */
  exit(options: CallOptions = {}): this {
    return this.add({ kind: "exit" }, options);
  }

  /** Any other call. */
  add(operation: Operation, { as, by = 0 }: CallOptions = {}): this {
    if (as !== undefined) this.#labels.set(as, this.#steps.length);
    this.#steps.push(
      makeStep(operation, { by, ...(as === undefined ? {} : { as }) }),
    );
    return this;
  }

  /** The address of a label, or so many bytes beside it. */
  at(label: string, offset = 0): Address {
    const step = this.#labels.get(label)!;
    return { step, label, offset: Math.abs(offset), negative: offset < 0 };
  }

  /** The scenario of the calls. */
  scenario(
    files: readonly FileSpec[],
    parts: ScenarioParts = {},
  ): Scenario {
    const other = { ...MAIN_PROCESS, name: "other" };
    const both = this.#steps.some(({ by }) => by === 1);
    return makeScenario(DEFAULT_EDITION, {
      files,
      processes: both ? [MAIN_PROCESS, other] : [MAIN_PROCESS],
      steps: this.#steps,
      ...parts,
    });
  }
}
