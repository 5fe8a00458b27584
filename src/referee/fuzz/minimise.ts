/**
 * Making a disagreement small.
 *
 * @module
 */

import {
  type Disagreement,
  disagreementsOf,
  type DraftJudge,
  type DraftOptions,
} from "./judge.ts";
import { isScenario } from "./scenarios.ts";
import { simplerDrafts, weightOf } from "./shrink.ts";

/** Rounds after which what is left is small enough. */
const MOST_ROUNDS = 40;

/** Finds the smallest draft that still disagrees. */
export async function minimise(
  first: Disagreement,
  judge: DraftJudge,
  options: DraftOptions = {},
): Promise<Disagreement> {
  const { id } = first.draft;
  let best = first;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const weight = weightOf(best.draft);
    const drafts = simplerDrafts(best.draft)
      .filter((draft) => weightOf(draft) < weight && isScenario(draft))
      .map((draft, index) => ({ ...draft, id: `${id}-${index}` }));
    if (drafts.length === 0) break;
    const judgements = await judge.judge(drafts, options);
    const [smallest] = disagreementsOf(drafts, judgements)
      .sort((a, b) => weightOf(a.draft) - weightOf(b.draft));
    if (smallest === undefined) break;
    best = smallest;
  }
  if (best === first) return first;
  const drafts = [{ ...best.draft, id }];
  const [named] = disagreementsOf(drafts, await judge.judge(drafts, options));
  return named ?? best;
}
