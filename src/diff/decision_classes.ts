/**
 * The decision space of file mappings: every file, caller, protection and
 * mapping type, sorted by what the editions decide.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { OPERATION } from "../policy/request.ts";
import { allSteps } from "../steps.ts";
import { Choices } from "./choices.ts";
import {
  costOf,
  FILE,
  FILE_SIZES,
  type FileChoice,
  fileChoiceOf,
  OLD_FILE_SIZES,
  PREPARE_FILE_SIZES,
  weightOf,
} from "./file_space.ts";
import { LazyCaller, LazyFile, LazyListFile } from "./lazy_file.ts";
import { createPolicyProbe } from "./policy_probe.ts";

/** Requests of which all editions decide the same way. */
export interface DecisionClass {
  /** How many there are. */
  weight: number;
  /** How far the plainest is from the plainest of all. */
  cost: number;
  /** The plainest: its file and caller. */
  file: FileChoice;
  /** Its protection: bits of `PROT`. */
  prot: number;
  /** Its type: bits of `MAP`. */
  flags: number;
}

/**
 * All requests for one page of a file, in classes of which the machines cannot
 * tell the members apart before they call the driver.
 */
export function decisionClasses(
  editions: readonly AnyEdition[],
): DecisionClass[] {
  return allSteps(decisionClassSteps(editions));
}

/** Requests that are asked in one step. */
const TOGETHER = 1000;

/** The same step by step. */
export function* decisionClassSteps(
  editions: readonly AnyEdition[],
): Generator<void, DecisionClass[]> {
  const probe = createPolicyProbe(editions);
  const old = editions.some(({ world }) => world === "list");
  const sizes = sizesFor(editions);
  const choices = new Choices(sizes);
  const file = {
    file: new LazyFile(choices, old),
    listFile: new LazyListFile(choices, old),
  };
  const caller = new LazyCaller(choices);
  const classes = new Map<number, DecisionClass>();
  let asked = 0;
  for (const flags of [MAP.PRIVATE, MAP.SHARED]) {
    for (let prot = 0; prot < 8; prot++) {
      const request = { address: 0, length: 4096, prot, flags, pgoff: 0 };
      do {
        const decided = probe.ask(request, file, caller, 32);
        const key = decided * 256 + (flags === MAP.SHARED ? 128 : 0) +
          (probe.granted ? 1 + operationsKey(choices) : 0);
        const cost = costOf(fileChoiceOf(choices, sizes)) + PROT_COST[prot]!;
        const weight = weightOf(choices, sizes);
        const known = classes.get(key);
        if (known === undefined) {
          const file = fileChoiceOf(choices, sizes);
          classes.set(key, { weight, cost, file, prot, flags });
        } else {
          known.weight += weight;
          if (cost < known.cost) {
            const file = fileChoiceOf(choices, sizes);
            Object.assign(known, { cost, file, prot });
          }
        }
        if (++asked % TOGETHER === 0) yield;
      } while (choices.next());
    }
  }
  return [...classes.values()];
}

function sizesFor(editions: readonly AnyEdition[]): readonly number[] {
  if (editions.some(({ world }) => world === "list")) {
    const sizes = editions.some(knowsPrepare) ? PREPARE_FILE_SIZES : FILE_SIZES;
    return sizes.with(FILE.READS, OLD_FILE_SIZES[FILE.READS]!);
  }
  return editions.some(knowsPrepare) ? PREPARE_FILE_SIZES : FILE_SIZES;
}

function knowsPrepare(edition: AnyEdition): boolean {
  return edition.world === "regions" &&
    (edition.checks.mapOperations & OPERATION.MMAP_PREPARE) !== 0;
}

/** PROT_READ is the plainest. */
const PROT_COST: readonly number[] = [3, 0, 2, 1, 2, 1, 3, 2];

/** The operations that a machine can still look at: 0 to 63. */
function operationsKey(choices: Choices): number {
  return choices.pick(FILE.AREA) + 2 * choices.pick(FILE.DECLARES) +
    4 * choices.pick(FILE.READS) + 16 * choices.pick(FILE.MMAP);
}
