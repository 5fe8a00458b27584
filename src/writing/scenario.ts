/**
 * A scenario as the text of a scenario file.
 *
 * @module
 */
import { DEFAULT_KERNEL } from "../scenario/kernels.ts";
import type { ProcessSpec, Scenario } from "../scenario/types.ts";
import { type ExpectText, stepLines } from "./step.ts";
import {
  entryLines,
  flowList,
  flowMapping,
  yamlSentence,
  yamlText,
} from "./yaml.ts";
import { machineLines } from "./machine.ts";
import { fileLines } from "./file.ts";

/** What a written scenario can have beside what it says itself. */
export interface ScenarioTextOptions {
  /**
   * What each step expects; left out or `undefined`: nothing.
   */
  readonly expect?: readonly (ExpectText | undefined)[];
  /** Stands in place of the steps: lines of the key `table`. */
  readonly table?: readonly string[];
}

/**
 * The text of a document. Defaults are left out, so that what remains is what
 * the scenario is about. Ends with a newline.
 */
export function scenarioText(
  scenario: Scenario,
  options: ScenarioTextOptions = {},
): string {
  const { id, name, source, kernels, releases } = scenario;
  const { machine, files, processes } = scenario;
  const lines = [
    `id: ${yamlText(id)}`,
    `name: ${yamlSentence(name)}`,
    `source: ${yamlSentence(source)}`,
  ];
  const named = kernels.map((kernel) => releases?.get(kernel) ?? kernel);
  if (named.length > 1) lines.push(`kernel: ${flowList(named)}`);
  else if (named[0] !== DEFAULT_KERNEL) lines.push(`kernel: ${named[0]}`);
  lines.push(...machineLines(machine));
  if (files.length > 0) lines.push("files:", ...fileLines(files));
  lines.push(...processLines(processes));
  if (options.table !== undefined) lines.push(...options.table);
  else {
    lines.push("steps:");
    scenario.steps.forEach((step, number) => {
      lines.push(...stepLines(scenario, step, options.expect?.[number]));
    });
  }
  return `${lines.join("\n")}\n`;
}

function processLines(processes: readonly ProcessSpec[]): string[] {
  const entries = processes.map(({ name, ptraced, readImpliesExec }) =>
    [
      yamlText(name),
      flowMapping([
        ...(ptraced ? [["ptraced", "true"] as const] : []),
        ...(readImpliesExec ? [["read_implies_exec", "true"] as const] : []),
      ]),
    ] as const
  );
  const plain = entries.length === 1 && entries[0]![0] === "main" &&
    entries[0]![1] === "{}";
  return plain ? [] : entryLines("processes", entries, 0);
}
