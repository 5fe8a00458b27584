/**
 * Single mmap() calls as cases.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import { type AnyEdition, DEFAULT_EDITION } from "../policy/editions.ts";
import {
  type FileParts,
  MAIN_PROCESS,
  makeFile,
  makeMmap,
  makeScenario,
  makeStep,
} from "../question/make.ts";
import { DEFAULT_MACHINE } from "../scenario/resolve/machine.ts";
import type { FileSpec, Scenario } from "../scenario/types.ts";
import type { Case } from "./cases.ts";
import {
  capabilitiesOf,
  FILE,
  type FileChoice,
  mmapsOf,
  MODES,
  READS,
  TYPES,
} from "./file_space.ts";
import type { RequestRunner } from "./request_runner.ts";
import {
  ANSWER,
  AREAS,
  FILE_BYTES,
  fixedAddress,
  type MapRequest,
  MMAPS,
  READ_ANSWERS,
} from "./request_space.ts";
import type { Snapshot } from "./snapshot.ts";

const NO_FILES: Case["files"] = new Set();

/** An mmap() call with the answers of the driver. */
export class RequestCase implements Case {
  readonly weight: number;
  readonly cost: number;
  readonly files: Case["files"] = NO_FILES;
  readonly isRequest = true;
  readonly #runner: RequestRunner;
  readonly #request: MapRequest;
  readonly #answers: readonly number[];

  /** Makes the case. */
  constructor(
    runner: RequestRunner,
    request: MapRequest,
    answers: readonly number[],
    weight: number,
    cost: number,
  ) {
    this.#runner = runner;
    this.#request = request;
    this.#answers = answers;
    this.weight = weight;
    this.cost = cost + answers.reduce((sum, answer) => sum + answer, 0);
  }

  run(edition: AnyEdition): readonly Snapshot[] {
    const answers = this.#answers;
    return [
      this.#runner.run(edition, this.#request, {
        pick: (choice) => answers[choice]!,
      }),
    ];
  }

  scenario(): Scenario {
    const { file, caller, wordSize, address, length } = this.#request;
    const { prot, flags, offset, pgoff } = this.#request;
    const ptraced = file === null ? caller.ptraced : file[FILE.PTRACED] === 1;
    const readImpliesExec = file === null
      ? caller.impliesExec
      : file[FILE.IMPLIES_EXEC] === 1;
    const place = offset ?? 0;
    return makeScenario(DEFAULT_EDITION, {
      machine: wordSize === 32 ? DEFAULT_MACHINE : {
        ...DEFAULT_MACHINE,
        wordSize,
        taskSize: 0xffff_ffff_ffff_ffffn,
      },
      processes: [{ ...MAIN_PROCESS, ptraced, readImpliesExec }],
      files: file === null ? [] : [this.#file(file)],
      steps: [
        makeStep(makeMmap({
          ...(file === null ? {} : { file: 0 }),
          ...(address === 0 ? {} : { address }),
          length,
          prot,
          flags,
          ...(place !== 0 ? { offset: place } : pgoff !== 0 ? { pgoff } : {}),
        })),
      ],
    });
  }

  #file(file: FileChoice): FileSpec {
    const { wordSize } = this.#request;
    const capabilities = capabilitiesOf(file);
    const area = AREAS[this.#answers[ANSWER.AREA]!]!;
    const mmap = MMAPS[this.#answers[ANSWER.MMAP]!]!;
    const answer = mmap === "ok" ? mmap : { errno: ERRNO[mmap] };
    const has = mmapsOf(file);
    const read = READ_ANSWERS[this.#answers[ANSWER.READ]!]!;
    const readWith = READS[file[FILE.READS]!]!;
    const parts: FileParts = {
      type: TYPES[file[FILE.TYPE]!]!,
      size: FILE_BYTES,
      mode: MODES[file[FILE.MODE]!]!,
      noexec: file[FILE.NOEXEC] === 1,
      appendOnly: file[FILE.APPEND_ONLY] === 1,
      mandatoryLock: file[FILE.MANDATORY_LOCK] === 1,
      mmap: has.mmap ? answer : "absent",
      ...(has.prepare ? { mmapPrepare: answer } : {}),
      read: readWith === "none"
        ? "absent"
        : read === "ok"
        ? "ok"
        : typeof read === "string"
        ? { errno: ERRNO[read] }
        : read,
      ...(readWith === "none" ? {} : { readWith }),
      ...(file[FILE.DECLARES] === 0 ? {} : {
        capabilities: {
          value: capabilities,
          text: formatFlags(capabilities, CAPABILITY),
        },
      }),
      ...(file[FILE.AREA] === 0 ? {} : {
        getUnmappedArea: typeof area === "string"
          ? { errno: ERRNO[area] }
          : "base" in area
          ? { base: area.base }
          : { fixed: fixedAddress(area.fixed, wordSize) },
      }),
    };
    return makeFile("file", parts);
  }
}
