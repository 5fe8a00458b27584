/**
 * What can be otherwise about a request: the declaration, the opening, the
 * call, the caller, the machine and what happened before.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { addWords, maxWord } from "../abi/word.ts";
import {
  mmapOf,
  withFile,
  withInode,
  withMachine,
  withMmap,
  withProcess,
} from "../question/edit.ts";
import {
  MAIN_PROCESS,
  makeMmap,
  makeStep,
  mapFlags,
  protFlags,
} from "../question/make.ts";
import type { Question } from "../question/question.ts";
import type {
  Flags,
  InodeSpec,
  MachineSpec,
  ScriptedInode,
} from "../scenario/types.ts";
import type { Alternatives } from "./variations.ts";

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;

/** Bytes in a page. */
export const PAGE = 4096;

type Edit = (question: Question) => Question;

/** An answer of mmap_capabilities. */
export function capabilities(value: number): Flags {
  return { value, text: formatFlags(value, CAPABILITY) };
}

/** Another declaration; what is `undefined` is left out of it. */
function declared(
  parts: { readonly [Key in keyof ScriptedInode]?: unknown },
): Edit {
  return (question) => {
    const inode = { ...question.scenario.files[0]!.inode, ...parts };
    const given = Object.entries(inode).filter(([, value]) =>
      value !== undefined
    );
    return withInode(
      question,
      Object.fromEntries(given) as unknown as InodeSpec,
    );
  };
}

function errno(name: keyof typeof ERRNO): { readonly errno: number } {
  return { errno: ERRNO[name] };
}

/** What the driver can declare and answer. */
export const DECLARATIONS: readonly Alternatives<Question>[] = [
  (["reg", "blk", "fifo"] as const).map((type) => declared({ type })),
  [
    undefined,
    0,
    COPY,
    DIRECT | READ | WRITE | EXEC,
    COPY | DIRECT,
    DIRECT | READ,
    DIRECT | READ | WRITE,
    COPY | DIRECT | READ,
  ].map((bits) =>
    declared({
      capabilities: bits === undefined ? undefined : capabilities(bits),
    })
  ),
  [undefined, errno("ENOSYS"), errno("EINVAL")].map((getUnmappedArea) =>
    declared({ getUnmappedArea })
  ),
  ["absent", errno("ENOSYS"), errno("EIO"), "shared-only"].map((mmap) =>
    declared({ mmap })
  ),
  [
    declared({ mmapPrepare: "ok" }),
    declared({ mmap: "absent", mmapPrepare: "ok" }),
  ],
  [declared({ read: "absent" }), declared({ read: errno("EIO") })],
  (["read", "both", "read_iter"] as const).map((readWith) =>
    declared({ readWith })
  ),
  [declared({ appendOnly: true })],
  [declared({ mandatoryLock: true })],
];

/** How the file can be opened. */
export const OPENINGS: readonly Alternatives<Question>[] = [
  (["r", "w", "path"] as const).map((mode): Edit => (question) =>
    withFile(question, { mode })
  ),
  [(question) => withFile(question, { noexec: true })],
];

/** Protections. */
export const PROTECTIONS: Alternatives<Question> = [
  PROT.READ | PROT.WRITE,
  PROT.READ | PROT.EXEC,
  PROT.EXEC,
  0,
].map((prot): Edit => (question) =>
  withMmap(question, { prot: protFlags(prot) })
);

/** Mapping types and other flags. */
export function types(...flags: readonly number[]): Alternatives<Question> {
  return flags.map((bits): Edit => (question) =>
    withMmap(question, {
      flags: mapFlags(
        bits | (mmapOf(question)!.flags.value & MAP.ANONYMOUS),
      ),
    })
  );
}

const WIDE: Partial<MachineSpec> = { wordSize: 64, taskSize: maxWord(64) };

/** Lengths. */
export const LENGTHS: Alternatives<Question> = [
  (question) => withMmap(question, { length: 2 * PAGE }),
  (question) => withMmap(question, { length: 0 }),
  (question) => withMmap(question, { length: 8 * 2 ** 20 }),
  (question) =>
    withMmap(question, {
      length: maxWord(question.scenario.machine.wordSize),
    }),
];

/** Offsets. */
export const PLACES: Alternatives<Question> = [
  (question) => withMmap(question, { offset: 1 }),
  (question) => withMmap(question, { offset: PAGE }),
  (question) =>
    withMmap(question, { pgoff: maxWord(question.scenario.machine.wordSize) }),
  (question) => withMmap(withMachine(question, WIDE), { pgoff: 2 ** 51 }),
];

/** What the caller can be. */
export const CALLERS: readonly Alternatives<Question>[] = [
  [(question) => withProcess(question, { ptraced: true })],
  [(question) => withProcess(question, { readImpliesExec: true })],
];

/** Who refuses beside the rules. */
export const REFUSALS: Alternatives<Question> = [
  (question) => withMmap(question, { securityErrno: ERRNO.EACCES }),
  (question) => withMmap(question, { failingRecord: "region" }),
];

function machine(edit: (machine: MachineSpec) => Partial<MachineSpec>): Edit {
  return (question) => withMachine(question, edit(question.scenario.machine));
}

/** Machines. */
export const MACHINES: Alternatives<Question> = [
  machine(() => WIDE),
  machine(() => ({ taskSize: 2 ** 20 })),
  machine(({ ram }) => ({
    ram: {
      ...ram,
      size: 4 * PAGE,
      reserved: [{ at: 0, start: ram.base, length: 4 * PAGE }],
    },
  })),
  // Every other page is free.
  machine(({ ram }) => ({
    ram: {
      ...ram,
      size: 8 * PAGE,
      reserved: [1, 3, 5, 7].map((page) => ({
        at: 0,
        start: addWords(ram.base, page * PAGE, 32),
        length: PAGE,
      })),
    },
  })),
];

/** Another process maps the same file before. */
export const NEIGHBOURS: Alternatives<Question> = [
  neighbour({ length: PAGE }),
  neighbour({ length: 2 * PAGE }),
  neighbour({ length: PAGE, flags: MAP.SHARED }),
];

/** Another process maps the first pages of the file before. */
export function neighbour(
  parts: { readonly length: number; readonly flags?: number },
): Edit {
  return (question) => {
    const { scenario, step } = question;
    const before = makeStep(
      makeMmap({
        file: 0,
        prot: PROT.READ,
        flags: MAP.PRIVATE,
        ...parts,
      }),
      { as: "first" },
    );
    const asked = { ...scenario.steps[step]!, by: 1 };
    return {
      scenario: {
        ...scenario,
        processes: [
          { ...scenario.processes[0]!, name: "one" },
          { ...MAIN_PROCESS, name: "two" },
        ],
        steps: [before, asked],
      },
      step: 1,
    };
  };
}

/** An address hint. */
export const HINT: Alternatives<Question> = [
  (question) => withMmap(question, { address: 0x1000 }),
];

/** A descriptor that is not open. */
export const BAD_DESCRIPTOR: Alternatives<Question> = [
  (question) => {
    const { file: _, ...rest } = mmapOf(question)!;
    const { scenario, step } = question;
    const asked = { ...scenario.steps[step]!, operation: { ...rest, fd: 9 } };
    return {
      ...question,
      scenario: { ...scenario, steps: scenario.steps.with(step, asked) },
    };
  },
];

/** Flags that are refused at once. */
export const WRONG_TYPES: readonly number[] = [
  MAP.FIXED | MAP.PRIVATE,
  MAP.SHARED_VALIDATE,
];
