/**
 * What the engine does on a scenario's own machine.
 *
 * @module
 */
import { addWords, type Word } from "../../abi/word.ts";
import type { Vma } from "../../memory/region.ts";
import type { Outcome } from "../../mm/outcome.ts";
import type { Edition } from "../../policy/edition.ts";
import { bytesOf, resolveAddress } from "../../scenario/run/perform.ts";
import { runScenario } from "../../scenario/run/run.ts";
import type { Address, Scenario } from "../../scenario/types.ts";

interface EngineRun {
  /** Outcome of each step or cell; null: the kernel had stopped. */
  readonly outcomes: readonly (Outcome | null)[];
  /** Steps that load or store where nothing is mapped. */
  readonly unmapped: ReadonlySet<number>;
}

/** The engine on the scenario's own machine. */
export function engineRun(scenario: Scenario, edition: Edition): EngineRun {
  const unmapped = new Set<number>();
  const answers: (Word | undefined)[] = [];
  const made: (Vma | undefined)[] = [];
  const { steps } = runScenario(scenario, edition, {
    before(number, { world, processes }) {
      const step = scenario.steps[number];
      if (step === undefined) return;
      const { operation, by } = step;
      if (operation.kind !== "load" && operation.kind !== "store") return;
      const { wordSize } = world.arch;
      const at = resolveAddress(operation.address, answers, wordSize);
      const vma = at === undefined
        ? undefined
        : world.vmaAt(processes[by]!, at);
      const length = operation.kind === "load"
        ? Number(operation.length)
        : bytesOf(operation.bytes).length;
      const inside = vma !== undefined && at !== undefined &&
        addWords(at, length, wordSize) <= vma.end &&
        isOf(vma, operation.address, made);
      if (!inside) unmapped.add(number);
    },
    after() {},
    alter(number, outcome) {
      if (outcome.vma !== null) {
        answers[number] = outcome.value;
        made[number] = outcome.vma;
      }
      return outcome;
    },
  });
  return { outcomes: steps.map(({ outcome }) => outcome), unmapped };
}

/**
 * Whether the mapping is what is left of the one that the label names, and not
 * a later one that happens to lie there on this machine.
 */
function isOf(
  vma: Vma,
  address: Address,
  made: readonly (Vma | undefined)[],
): boolean {
  if (typeof address !== "object") return true;
  const own = made[address.step];
  return vma.region === own?.region || !made.includes(vma);
}
