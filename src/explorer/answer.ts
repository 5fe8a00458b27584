/**
 * What the engine answers to the switches: the outcome, the way to it, what
 * would change it, and the outcome of every other protection and type.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { findWays, type Way } from "../explain/ways.ts";
import type { Outcome } from "../mm/outcome.ts";
import { mmapOf, withMmap } from "../question/edit.ts";
import { mapFlags, protFlags } from "../question/make.ts";
import { ask, outcomeWord, type Question } from "../question/question.ts";
import { type ObservedResult, runObserved } from "../report/html/observe.ts";
import { expectText } from "../writing/step.ts";
import { scenarioText } from "../writing/scenario.ts";
import type { AskedQuestion } from "./question.ts";

/** One cell of the table: another request to the same driver. */
export interface Cell {
  /** Bits of `PROT_*`. */
  readonly prot: number;
  /** Type of the mapping. */
  readonly type: "SHARED" | "PRIVATE";
  /** What it comes to. */
  readonly outcome: Outcome | null;
  /** It is what the switches ask. */
  readonly isAsked: boolean;
}

/** Everything about one state of the switches. */
export interface Answer {
  /** The call, the way through the rules, and the memory. */
  readonly run: ObservedResult;
  /** What it comes to. */
  readonly outcome: Outcome;
  /** What would change it; left out: the search would take too long. */
  readonly ways?: readonly Way[];
  /** Protections down, types across. */
  readonly table: readonly (readonly Cell[])[];
  /** The question as a scenario that passes. */
  readonly scenario: string;
}

/** Bytes of a file in ramfs for which changes are searched. */
const LARGEST_RAMFS = 2 ** 18;

const TYPES = ["PRIVATE", "SHARED"] as const;

/** Answers a question. */
export function answer({ question, edition }: AskedQuestion): Answer {
  const run = runObserved(question.scenario, edition);
  const { call, outcome } = run.result.steps[0]!;
  return {
    run,
    outcome: outcome!,
    ...(isLarge(question) ? {} : { ways: findWays(question, edition) }),
    table: tableOf({ question, edition }),
    scenario: scenarioOf(question, call, outcome!),
  };
}

/** Every question makes the machine anew, and fills the pages of its files. */
function isLarge({ scenario }: Question): boolean {
  return scenario.files.some(({ inode }) =>
    inode.driver === "ramfs" && inode.size > LARGEST_RAMFS
  );
}

function tableOf({ question, edition }: AskedQuestion): Cell[][] {
  const asked = mmapOf(question)!;
  const rest = asked.flags.value & ~MAP.SHARED_VALIDATE;
  return Array.from(
    { length: (PROT.READ | PROT.WRITE | PROT.EXEC) + 1 },
    (_, prot) =>
      TYPES.map((type): Cell => {
        const flags = rest | MAP[type];
        const parts = { prot: protFlags(prot), flags: mapFlags(flags) };
        return {
          prot,
          type,
          outcome: ask(withMmap(question, parts), edition),
          isAsked: prot === asked.prot.value && flags === asked.flags.value,
        };
      }),
  );
}

function scenarioOf(
  { scenario }: Question,
  call: string,
  outcome: Outcome,
): string {
  const { kernels, files, steps } = scenario;
  const text = JSON.stringify(
    [kernels, scenario.machine, files, scenario.processes, steps],
    (_, value) => typeof value === "bigint" ? `${value}` : value,
  );
  return scenarioText({
    ...scenario,
    id: `explored-${hashOf(text)}`,
    name: nameOf(call, outcome),
    source: `nommap explorer, decided by the policy of ${kernels[0]}`,
  }, { expect: [expectText(outcome)] });
}

function nameOf(call: string, outcome: Outcome): string {
  const [, prot, flags] = /, (PROT_[A-Z_|]*|0), (MAP_[A-Z_|]*|0),/.exec(call) ??
    [];
  const word = outcomeWord(outcome);
  return `${flags} with ${prot} comes to ${
    word === "stops" ? "a kernel that stops" : word
  }`;
}

/** FNV-1a, 32 bits, as hexadecimal digits. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
