/**
 * What the switches ask the engine.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO, isErrnoName } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { hex, maxWord, type Word } from "../abi/word.ts";
import { type AnyEdition, findEdition } from "../policy/editions.ts";
import type { FileType } from "../policy/request.ts";
import {
  type FileParts,
  MAIN_PROCESS,
  makeFile,
  makeMmap,
  makeRamfsFile,
  makeScenario,
  makeStep,
} from "../question/make.ts";
import type { Question } from "../question/question.ts";
import { DEFAULT_MACHINE } from "../scenario/resolve/machine.ts";
import { parseNumber } from "../scenario/text/number.ts";
import type {
  ErrnoAnswer,
  FileSpec,
  MachineSpec,
  OpenMode,
  ReadOperations,
} from "../scenario/types.ts";
import { isOn, type State, valueOf } from "./state.ts";

/** A switch holds what cannot be asked. */
export class FieldError extends Error {
  /** Name of the class. */
  override readonly name = "FieldError";
  /** Id of the switch. */
  readonly field: string;

  /** Makes the error. */
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** What is asked, and of which kernel. */
export interface AskedQuestion {
  /** The question. */
  readonly question: Question;
  /** The kernel's policy. */
  readonly edition: AnyEdition;
}

/** Most RAM of a machine, in bytes: its pages are kept one by one. */
const MOST_RAM = 2 ** 28;

/**
 * The question that the switches ask.
 *
 * @throws {FieldError} if a switch holds what cannot be asked.
 */
export function questionOf(state: State): AskedQuestion {
  const edition = findEdition(valueOf(state, "kernel"))!;
  const files = filesOf(state);
  const scenario = makeScenario(edition, {
    machine: machineOf(state, edition),
    files,
    processes: [{
      ...MAIN_PROCESS,
      ptraced: isOn(state, "ptraced"),
      readImpliesExec: isOn(state, "rie"),
    }],
    steps: [makeStep(makeMmap({
      ...(files.length > 0 ? { file: 0 } : {}),
      length: fitting(state, "length"),
      prot: protOf(state),
      flags: flagsOf(state),
      ...(files.length > 0 ? { offset: offsetOf(state) } : {}),
    }))],
  });
  return { question: { scenario, step: 0 }, edition };
}

/** The `PROT_*` bits that are on. */
function protOf(state: State): number {
  return Object.entries<number>(PROT).reduce(
    (bits, [name, bit]) => isOn(state, name) ? bits | bit : bits,
    0,
  );
}

function flagsOf(state: State): number {
  const type = valueOf(state, "flags") as keyof typeof MAP;
  return MAP[type] | (isOn(state, "FIXED") ? MAP.FIXED : 0) |
    (valueOf(state, "file") === "none" ? MAP.ANONYMOUS : 0);
}

function word(state: State, id: string): Word {
  try {
    return parseNumber(valueOf(state, id).trim());
  } catch (error) {
    throw new FieldError(id, error instanceof Error ? error.message : "");
  }
}

/** A word of the machine. */
function fitting(state: State, id: string): Word {
  const value = word(state, id);
  if (valueOf(state, "word") === "32" && value > 0xffff_ffff) {
    throw new FieldError(id, `${hex(value)} does not fit a word of 32 bits`);
  }
  return value;
}

/** An offset whose pages are a word of the machine. */
function offsetOf(state: State): Word {
  const offset = word(state, "offset");
  const { pageSize } = DEFAULT_MACHINE;
  if (valueOf(state, "word") === "32" && offset >= 2 ** 32 * pageSize) {
    throw new FieldError("offset", "Its pages do not fit a word of 32 bits");
  }
  return offset;
}

function small(state: State, id: string, most: number): number {
  const value = word(state, id);
  if (value > most) throw new FieldError(id, `At most ${most} can be tried`);
  return Number(value);
}

function machineOf(state: State, edition: AnyEdition): MachineSpec {
  const wordSize = valueOf(state, "word") === "64" ? 64 : 32;
  if (wordSize === 64 && edition.world === "list") {
    throw new FieldError(
      "word",
      `${edition.id} runs without an MMU on 32-bit machines only`,
    );
  }
  const { pageSize } = DEFAULT_MACHINE;
  const size = small(state, "ram", MOST_RAM);
  if (size === 0 || size % pageSize !== 0) {
    throw new FieldError("ram", `RAM is a multiple of ${pageSize} bytes`);
  }
  return {
    ...DEFAULT_MACHINE,
    wordSize,
    taskSize: maxWord(wordSize),
    ram: { ...DEFAULT_MACHINE.ram, size },
    nrTrimPages: small(state, "trim", 2 ** 31 - 1),
  };
}

function filesOf(state: State): FileSpec[] {
  const kind = valueOf(state, "file");
  if (kind === "none") return [];
  const mode = valueOf(state, "mode") as OpenMode;
  const noexec = isOn(state, "noexec");
  const common = {
    size: small(state, "size", Number.MAX_SAFE_INTEGER),
    appendOnly: isOn(state, "append"),
    mandatoryLock: isOn(state, "lock"),
  };
  if (kind === "ramfs") {
    if (common.size > MOST_RAM) {
      throw new FieldError("size", `At most ${MOST_RAM} can be tried`);
    }
    return [{ ...makeRamfsFile("file", common), mode, noexec }];
  }
  return [makeFile("file", { ...common, ...driverOf(state), mode, noexec })];
}

function driverOf(state: State): FileParts {
  const area = valueOf(state, "area");
  const prepare = valueOf(state, "prepare");
  const capabilities = Object.entries<number>(CAPABILITY).reduce(
    (bits, [name, bit]) => isOn(state, `cap_${name}`) ? bits | bit : bits,
    0,
  );
  return {
    type: valueOf(state, "type") as FileType,
    ...(isOn(state, "caps")
      ? {
        capabilities: {
          value: capabilities,
          text: formatFlags(capabilities, CAPABILITY),
        },
      }
      : {}),
    ...(area === "absent" ? {} : {
      getUnmappedArea: area === "base"
        ? { base: fitting(state, "base") }
        : errnoOf(area),
    }),
    ...(prepare === "absent" ? {} : {
      mmapPrepare: answerOf(prepare) as FileParts["mmapPrepare"] & object,
    }),
    mmap: answerOf(valueOf(state, "mmap")) as FileParts["mmap"] & object,
    read: answerOf(valueOf(state, "read")) as FileParts["read"] & object,
    readWith: valueOf(state, "with") as ReadOperations,
  };
}

function answerOf(value: string): string | ErrnoAnswer {
  return isErrnoName(value) ? errnoOf(value) : value;
}

function errnoOf(name: string): ErrnoAnswer {
  return { errno: ERRNO[name as keyof typeof ERRNO] };
}
