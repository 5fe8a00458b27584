/**
 * The inverse question: what must a driver declare for a wanted outcome?
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO, type ErrnoName, isErrnoName } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { fileOf, withInode } from "../question/edit.ts";
import { ask, outcomeWord, type Question } from "../question/question.ts";
import type { FileSpec, ScriptedInode } from "../scenario/types.ts";
import { areaBase } from "./changes/area.ts";
import { isSuccess } from "./ways.ts";

/**
 * What can be wanted: something that backs the mapping, any success, or an
 * error.
 */
export type Wanted = "direct" | "copy" | "ok" | ErrnoName;

/** Everything that can be wanted. */
export const WANTED: readonly Wanted[] = [
  "direct",
  "copy",
  "ok",
  ...Object.keys(ERRNO) as ErrnoName[],
];

/** Steps that may lie before the one that is asked about. */
const MOST_BEFORE = 200;

/** A declaration that gives the wanted outcome. */
export interface Declaration {
  /** Operations and capabilities that the driver then has. */
  readonly facts: readonly string[];
  /** The file with it. */
  readonly file: FileSpec;
  /** What the question then comes to. */
  readonly outcome: string;
  /** Id of the rule that then decides. */
  readonly reason: string;
}

/**
 * All declarations that give the wanted outcome and have nothing that they
 * could do without; of an error, the least for each rule that answers it. Tries every set of operations and capabilities; the type of
 * the file and how it is opened stay. The question must be about a file.
 *
 * @throws {InputError} if so many steps lie before it that it would take long.
 */
export function findDeclarations(
  question: Question,
  wanted: Wanted,
  edition: AnyEdition,
): Declaration[] {
  if (question.step > MOST_BEFORE) {
    throw new InputError(
      `${question.step} steps lie before it: at most ${MOST_BEFORE} can be ` +
        "made again for every declaration",
    );
  }
  const found: Declaration[] = [];
  for (const [inode, facts] of declarations(question)) {
    const changed = withInode(question, inode);
    const answer = ask(changed, edition);
    const outcome = outcomeWord(answer);
    if (outcome !== wanted && !(wanted === "ok" && isSuccess(outcome))) {
      continue;
    }
    const { reason = "" } = answer ?? {};
    found.push({ facts, file: fileOf(changed)!, outcome, reason });
  }
  const sorted = found.toSorted((a, b) => a.facts.length - b.facts.length);
  return isErrnoName(wanted)
    ? [...Map.groupBy(sorted, ({ reason }) => reason).values()]
      .map(([least]) => least!)
    : sorted.filter(({ facts }) =>
      !found.some((other) => isLess(other.facts, facts))
    );
}

function isLess(a: readonly string[], b: readonly string[]): boolean {
  return a.length < b.length && a.every((fact) => b.includes(fact));
}

const ALL_CAPABILITIES: number = Object.values<number>(CAPABILITY)
  .reduce((a, b) => a | b);

/** Every combination of operations and capabilities, with a list of them. */
function* declarations(
  question: Question,
): Generator<[ScriptedInode, string[]]> {
  const { inode } = fileOf(question)!;
  const { type, size, contents, path, device, name, at } = inode;
  const common = { at, name, type, size, contents, path, device };
  const base = areaBase(question);
  for (const mmap of ["absent", "ok"] as const) {
    for (const area of [false, true]) {
      for (const read of ["absent", "ok"] as const) {
        for (const capabilities of capabilitySets()) {
          const facts = [
            ...(mmap === "ok" ? ["mmap"] : []),
            ...(area ? ["get_unmapped_area"] : []),
            ...(read === "ok" ? ["read_iter"] : []),
            ...capabilityFacts(capabilities),
          ];
          yield [{
            ...common,
            driver: "scripted",
            appendOnly: inode.appendOnly,
            mandatoryLock: inode.mandatoryLock,
            inode: inode.inode,
            mmap,
            read,
            readWith: "read_iter",
            ...(area ? { getUnmappedArea: { base } } : {}),
            ...(capabilities === undefined ? {} : {
              capabilities: {
                value: capabilities,
                text: formatFlags(capabilities, CAPABILITY),
              },
            }),
          }, facts];
        }
      }
    }
  }
}

/** `undefined` and then every set of capabilities. */
function* capabilitySets(): Generator<number | undefined> {
  yield undefined;
  for (let bits = ALL_CAPABILITIES;; bits = bits - 1 & ALL_CAPABILITIES) {
    yield bits;
    if (bits === 0) return;
  }
}

function capabilityFacts(capabilities: number | undefined): string[] {
  if (capabilities === undefined) return [];
  const names = formatFlags(capabilities, CAPABILITY).split("|");
  return ["mmap_capabilities", ...names.filter((name) => name !== "NONE")];
}
