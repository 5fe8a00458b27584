/**
 * Requests for memory, from the simplest on: what is tried to find a scenario
 * that meets a rule.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { diskFile, readOperation } from "../question/disk_file.ts";
import {
  commonInode,
  type FileParts,
  makeFile,
  makeMmap,
  makeRamfsFile,
  makeScenario,
  makeStep,
  openFile,
} from "../question/make.ts";
import type { Question } from "../question/question.ts";
import { isDriverOf } from "../scenario/resolve/driver_keys.ts";
import type { FileSpec, InodeSpec, MmapOperation } from "../scenario/types.ts";
import {
  BAD_DESCRIPTOR,
  CALLERS,
  capabilities,
  DECLARATIONS,
  HINT,
  LENGTHS,
  MACHINES,
  neighbour,
  NEIGHBOURS,
  OPENINGS,
  PAGE,
  PLACES,
  PROTECTIONS,
  REFUSALS,
  types,
  WRONG_TYPES,
} from "./mmap_alternatives.ts";
import { type Alternatives, variations } from "./variations.ts";

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;

/**
 * Requests for anonymous memory and for file mappings: those that are simple,
 * then all that differ from them in one thing, then in two.
 */
export function* mmapSpace(edition: AnyEdition): Generator<Question> {
  const bases: readonly (readonly [Question, typeof FILE_THINGS])[] = [
    [anonymousQuestion(edition), ANONYMOUS_THINGS],
    ...fileQuestions(edition).map((base) => [base, FILE_THINGS] as const),
    [ramfsQuestion(edition), RAMFS_THINGS],
    ...isDriverOf("mtd", edition.id)
      ? [[flashQuestion(edition), FLASH_THINGS] as const]
      : [],
  ];
  for (const count of [0, 1, 2]) {
    for (const [base, things] of bases) {
      yield* variations(base, things, count);
    }
  }
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
  const ask = (
    parts: FileParts,
    flags: number,
    prot: number,
    length = PAGE,
  ): Question =>
    questionOf(edition, {
      files: [makeFile("device", parts)],
      operation: makeMmap({ file: 0, length, prot, flags }),
    });
  return [
    ask(everything, MAP.PRIVATE, PROT.READ),
    ask(everything, MAP.SHARED, PROT.READ),
    ask(everything, MAP.SHARED, PROT.READ | PROT.WRITE),
    ask(everything, MAP.SHARED, PROT.READ | PROT.EXEC),
    ask({ ...diskFile(edition), size }, MAP.PRIVATE, PROT.READ, 2 * PAGE),
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

/** A device whose driver accepts MAP_SHARED and nothing else. */
function flashQuestion(edition: AnyEdition): Question {
  const size = 64 * 2 ** 10;
  const inode: InodeSpec = {
    ...commonInode("mtd0", "chr"),
    driver: "mtd",
    size,
    mtd: { type: "RAM", at: 0x4000_0000, size, point: true },
  };
  return questionOf(edition, {
    files: [openFile(inode)],
    operation: makeMmap({
      file: 0,
      length: PAGE,
      prot: PROT.READ,
      flags: MAP.PRIVATE,
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
    readonly files: readonly FileSpec[];
    readonly operation: MmapOperation;
  },
): Question {
  const scenario = makeScenario(edition, {
    files,
    steps: [makeStep(operation)],
  });
  return { scenario, step: 0 };
}

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

const FLASH_THINGS: readonly Alternatives<Question>[] = [
  types(MAP.SHARED),
  PROTECTIONS,
  NEIGHBOURS,
];

const ANONYMOUS_THINGS: readonly Alternatives<Question>[] = [
  REFUSALS,
  types(MAP.SHARED, ...WRONG_TYPES),
  PROTECTIONS,
  LENGTHS,
  PLACES,
  HINT,
  ...CALLERS,
  MACHINES,
];
