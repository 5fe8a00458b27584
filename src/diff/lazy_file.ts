/**
 * Files and callers that are chosen while the policy looks at them.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import type { ListPolicyFile } from "../policy/list_request.ts";
import {
  type Caller,
  type FileType,
  OPERATION,
  type PolicyFile,
} from "../policy/request.ts";
import type { Choices } from "./choices.ts";
import {
  CAPABILITIES,
  FILE,
  MMAP_BITS,
  MODE_BITS,
  READ_BITS,
  TYPES,
} from "./file_space.ts";

/** An open file that makes a choice when it is looked at. */
export class LazyFile implements PolicyFile {
  protected readonly choices: Choices;
  readonly #firstRead: number;

  /** Makes the file; `old` leaves out what reads with `read_iter` alone. */
  constructor(choices: Choices, old: boolean) {
    this.choices = choices;
    this.#firstRead = old ? 1 : 0;
  }

  get operations(): number {
    const { choices } = this;
    return MMAP_BITS[choices.pick(FILE.MMAP)]! |
      (choices.pick(FILE.DECLARES) === 1 ? OPERATION.MMAP_CAPABILITIES : 0) |
      (choices.pick(FILE.AREA) === 1 ? OPERATION.GET_UNMAPPED_AREA : 0) |
      READ_BITS[choices.pick(FILE.READS) + this.#firstRead]!;
  }

  get capabilities(): number {
    if (this.choices.pick(FILE.DECLARES) === 0) return 0;
    return CAPABILITIES[this.choices.pick(FILE.CAPABILITIES)]!;
  }

  get type(): FileType {
    return TYPES[this.choices.pick(FILE.TYPE)]!;
  }

  get mode(): number {
    return MODE_BITS[this.choices.pick(FILE.MODE)]!;
  }

  get appendOnly(): boolean {
    return this.choices.pick(FILE.APPEND_ONLY) === 1;
  }

  get mandatoryLock(): boolean {
    return this.choices.pick(FILE.MANDATORY_LOCK) === 1;
  }

  get noexec(): boolean {
    return this.choices.pick(FILE.NOEXEC) === 1;
  }
}

/** The same file as kernels before regions see it. */
export class LazyListFile extends LazyFile implements ListPolicyFile {
  override get operations(): number {
    const operations = super.operations;
    return operations & (OPERATION.READ | OPERATION.READ_ITER)
      ? operations & ~OPERATION.READ_ITER | OPERATION.READ
      : operations;
  }

  get memoryBacked(): boolean {
    return (this.capabilities & CAPABILITY.DIRECT) !== 0;
  }
}

/** A caller that makes a choice when it is looked at. */
export class LazyCaller implements Caller {
  readonly #choices: Choices;

  /** Makes the caller. */
  constructor(choices: Choices) {
    this.#choices = choices;
  }

  get ptraced(): boolean {
    return this.#choices.pick(FILE.PTRACED) === 1;
  }

  get readImpliesExec(): boolean {
    return this.#choices.pick(FILE.IMPLIES_EXEC) === 1;
  }
}
