/**
 * Requests for memory, from the simplest on: what is tried to find a scenario
 * that meets a rule.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { maxWord } from "../abi/word.ts";
import type { AnyEdition } from "../policy/editions.ts";
import {
  mmapOf,
  withFile,
  withInode,
  withMachine,
  withMmap,
  withProcess,
} from "../question/edit.ts";
import {
  type FileParts,
  MAIN_PROCESS,
  makeFile,
  makeMmap,
  makeRamfsFile,
  makeScenario,
  makeStep,
  mapFlags,
  protFlags,
} from "../question/make.ts";
import type { Question } from "../question/question.ts";
import { diskFile, readOperation } from "../question/disk_file.ts";
import type {
  InodeSpec,
  MachineSpec,
  MmapOperation,
  ScriptedInode,
} from "../scenario/types.ts";
import { type Alternatives, variations } from "./variations.ts";

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;
const PAGE = 4096;

type Edit = (question: Question) => Question;

/** Requests for file mappings and for anonymous memory. */
export function* mmapSpace(edition: AnyEdition): Generator<Question> {
  for (const base of fileQuestions(edition)) {
    yield* variations(base, FILE_THINGS, 2);
  }
  yield* variations(ramfsQuestion(edition), RAMFS_THINGS, 2);
  yield* variations(anonymousQuestion(edition), ANONYMOUS_THINGS, 2);
}

/** A file that can do everything, mapped privately and shared, and others. */
function fileQuestions(edition: AnyEdition): Question[] {
  const size = 64 * 2 ** 10;
  const readWith = readOperation(edition);
  const everything: FileParts = {
    size,
    readWith,
    capabilities: capabilities(COPY | DIRECT | READ | WRITE | EXEC),
    getUnmappedArea: { base: 0x4000_0000 },
  };
  const ask = (parts: FileParts, flags: number, prot: number): Question =>
    questionOf(edition, {
      files: [makeFile("device", parts)],
      operation: makeMmap({ file: 0, length: PAGE, prot, flags }),
    });
  return [
    ask(everything, MAP.PRIVATE, PROT.READ),
    ask(everything, MAP.SHARED, PROT.READ),
    ask(everything, MAP.SHARED, PROT.READ | PROT.EXEC),
    ask({ ...diskFile(edition), size }, MAP.PRIVATE, PROT.READ),
    ask({ size, readWith }, MAP.SHARED, PROT.READ),
  ];
}

function ramfsQuestion(edition: AnyEdition): Question {
  return questionOf(edition, {
    files: [makeRamfsFile("shm", { size: 2 * PAGE })],
    operation: makeMmap({
      file: 0,
      length: PAGE,
      prot: PROT.READ,
      flags: MAP.SHARED,
    }),
  });
}

function anonymousQuestion(edition: AnyEdition): Question {
  return questionOf(edition, {
    files: [],
    operation: makeMmap({
      length: PAGE,
      prot: PROT.READ | PROT.WRITE,
      flags: MAP.PRIVATE | MAP.ANONYMOUS,
    }),
  });
}

function questionOf(
  edition: AnyEdition,
  { files, operation }: {
    readonly files: ReturnType<typeof makeFile>[];
    readonly operation: MmapOperation;
  },
): Question {
  const scenario = makeScenario(edition, {
    files,
    steps: [makeStep(operation)],
  });
  return { scenario, step: 0 };
}

function capabilities(value: number): NonNullable<
  ScriptedInode["capabilities"]
> {
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

const DECLARATIONS: readonly Alternatives<Question>[] = [
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
  [declared({ read: "absent" }), declared({ read: errno("EIO") })],
  (["read", "both", "read_iter"] as const).map((readWith) =>
    declared({ readWith })
  ),
  [declared({ appendOnly: true })],
  [declared({ mandatoryLock: true })],
];

const OPENINGS: readonly Alternatives<Question>[] = [
  (["r", "w", "path"] as const).map((mode): Edit => (question) =>
    withFile(question, { mode })
  ),
  [(question) => withFile(question, { noexec: true })],
];

const PROTECTIONS: Alternatives<Question> = [
  PROT.READ | PROT.WRITE,
  PROT.READ | PROT.EXEC,
  PROT.EXEC,
  0,
].map((prot): Edit => (question) =>
  withMmap(question, { prot: protFlags(prot) })
);

function types(...flags: readonly number[]): Alternatives<Question> {
  return flags.map((bits): Edit => (question) =>
    withMmap(question, {
      flags: mapFlags(
        bits | (mmapOf(question)!.flags.value & MAP.ANONYMOUS),
      ),
    })
  );
}

const LENGTHS: Alternatives<Question> = [
  (question) => withMmap(question, { length: 2 * PAGE }),
  (question) => withMmap(question, { length: 0 }),
  (question) => withMmap(question, { length: 8 * 2 ** 20 }),
  (question) =>
    withMmap(question, {
      length: maxWord(question.scenario.machine.wordSize),
    }),
];

const PLACES: Alternatives<Question> = [
  (question) => withMmap(question, { offset: 1 }),
  (question) => withMmap(question, { offset: PAGE }),
  (question) =>
    withMmap(question, { pgoff: maxWord(question.scenario.machine.wordSize) }),
  (question) => withMmap(question, { pgoff: 2 ** 51 }),
];

const CALLERS: readonly Alternatives<Question>[] = [
  [(question) => withProcess(question, { ptraced: true })],
  [(question) => withProcess(question, { readImpliesExec: true })],
];

function machine(edit: (machine: MachineSpec) => Partial<MachineSpec>): Edit {
  return (question) => withMachine(question, edit(question.scenario.machine));
}

const MACHINES: Alternatives<Question> = [
  machine(() => ({ wordSize: 64, taskSize: maxWord(64) })),
  machine(() => ({ taskSize: 2 ** 20 })),
  machine(({ ram }) => ({
    ram: {
      ...ram,
      size: 4 * PAGE,
      reserved: [{ at: 0, start: ram.base, length: 4 * PAGE }],
    },
  })),
];

/** Another process maps the same file before. */
const NEIGHBOURS: Alternatives<Question> = [
  neighbour({ length: PAGE }),
  neighbour({ length: 2 * PAGE }),
  neighbour({ length: PAGE, flags: MAP.SHARED }),
];

function neighbour(
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

const HINT: Alternatives<Question> = [
  (question) => withMmap(question, { address: 0x1000 }),
];

const BAD_DESCRIPTOR: Alternatives<Question> = [
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

const WRONG_TYPES = [MAP.FIXED | MAP.PRIVATE, MAP.SHARED_VALIDATE] as const;

const FILE_THINGS: readonly Alternatives<Question>[] = [
  types(MAP.SHARED, ...WRONG_TYPES),
  PROTECTIONS,
  ...DECLARATIONS,
  ...OPENINGS,
  LENGTHS,
  PLACES,
  HINT,
  ...CALLERS,
  MACHINES,
  NEIGHBOURS,
  BAD_DESCRIPTOR,
];

const RAMFS_THINGS: readonly Alternatives<Question>[] = [
  types(MAP.PRIVATE),
  PROTECTIONS,
  LENGTHS,
  PLACES,
  CALLERS[0]!,
  [
    neighbour({ length: PAGE, flags: MAP.SHARED }),
    neighbour({ length: PAGE, flags: MAP.PRIVATE }),
  ],
];

const ANONYMOUS_THINGS: readonly Alternatives<Question>[] = [
  types(MAP.SHARED, ...WRONG_TYPES),
  PROTECTIONS,
  LENGTHS,
  PLACES,
  HINT,
  ...CALLERS,
  MACHINES,
];
