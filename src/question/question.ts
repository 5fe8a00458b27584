/**
 * A question to the engine: what does this step of this scenario come to? A
 * scenario is the common form of everything that can be asked, so that options,
 * scenario files and strace lines are all answered by the same code.
 *
 * @module
 */
import { errnoName } from "../abi/errno.ts";
import type { Outcome } from "../mm/outcome.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { runScenario } from "../scenario/run/run.ts";
import type {
  FileSpec,
  InodeSpec,
  Scenario,
  Step,
  TableCell,
} from "../scenario/types.ts";

/** One step of a scenario; the steps before it are carried out first. */
export interface Question {
  /** A scenario with steps. What its steps expect is not looked at. */
  readonly scenario: Scenario;
  /** Number of the step, from 0. */
  readonly step: number;
}

/**
 * What the step comes to on a kernel; `null`: an earlier step has stopped it.
 */
export function ask(question: Question, edition: AnyEdition): Outcome | null {
  const { scenario, step } = question;
  const steps = scenario.steps.length === step + 1
    ? scenario.steps
    : scenario.steps.slice(0, step + 1);
  const files = scenario.files.some(({ inode }) => inode.driver === "ramfs")
    ? scenario.files.map(withoutContents)
    : scenario.files;
  return runScenario({ ...scenario, steps, files }, edition)
    .steps[step]!.outcome;
}

const NOTHING = { kind: "literal", bytes: new Uint8Array() } as const;
const EMPTIED = new WeakMap<InodeSpec, InodeSpec>();

/** What a file in RAM holds decides nothing, and takes long to write. */
function withoutContents(file: FileSpec): FileSpec {
  if (file.inode.driver !== "ramfs") return file;
  let inode = EMPTIED.get(file.inode);
  if (inode === undefined) {
    inode = { ...file.inode, contents: NOTHING };
    EMPTIED.set(file.inode, inode);
  }
  return { ...file, inode };
}

/** The step that is asked about. */
export function askedStep({ scenario, step }: Question): Step {
  return scenario.steps[step]!;
}

/**
 * An outcome in one word: what backs the new mapping, an errno, `ok`, or
 * `stops` where the kernel does not survive.
 */
export function outcomeWord(outcome: Outcome | null): string {
  if (outcome === null) return "stops";
  if (outcome.hazards.some(({ effect }) => effect === "fatal")) return "stops";
  if (outcome.errno !== 0) return errnoName(outcome.errno);
  return outcome.backing ?? "ok";
}

/** A cell of a table as a question of its own. */
export function questionOfCell(scenario: Scenario, cell: TableCell): Question {
  const { operation, mode, by, at } = cell;
  const files = mode === undefined
    ? scenario.files
    : scenario.files.map((file, place) =>
      place === operation.file ? { ...file, mode } : file
    );
  const { table: _, ...rest } = scenario;
  const step: Step = { at, keys: {}, by, operation, expect: [] };
  return { scenario: { ...rest, files, steps: [step] }, step: 0 };
}
