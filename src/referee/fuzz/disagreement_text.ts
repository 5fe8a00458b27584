/**
 * A disagreement as a scenario file.
 *
 * @module
 */

import { readable } from "../judge/print.ts";
import { draftText } from "./draft.ts";
import type { Disagreement, DraftJudge } from "./judge.ts";

/** Properties that differ and are named in the scenario file. */
const MOST_NOTES = 3;

/** A scenario file that expects what the kernel does. */
export async function disagreementText(
  { draft, judgement }: Disagreement,
  judge: DraftJudge,
): Promise<string> {
  const { release, expect } = await judge.answer(draft);
  const differs = judgement.steps.flatMap(({ label, differences }) =>
    differences.slice(0, MOST_NOTES).flatMap(({ field, engine, kernel }) => [
      `# ${label}, ${field}`,
      `#   engine: ${readable(engine, judgement)}`,
      `#   kernel: ${readable(kernel, judgement)}`,
    ])
  );
  return `# yaml-language-server: $schema=../../schema/scenario.schema.json
${differs.join("\n")}
${
    draftText(draft, {
      name: "A random case in which engine and kernel differ",
      source: `seen on Linux ${release}${draft.mmu ? " with an MMU" : ""}`,
      expect,
    })
  }`;
}
