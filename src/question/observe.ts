/**
 * Watching the policy while a scenario runs. An edition is replaced by one that
 * answers the same and notes its answers.
 *
 * @module
 */
import type { Edition } from "../policy/edition.ts";
import type { Verdict } from "../policy/verdict.ts";

/** What the policy answered for one mmap() call. */
export interface PolicyAnswer {
  /** Of `validate()`. */
  readonly verdict: Verdict;
  /** Of `vmFlags()`; left out: it was not asked. */
  readonly vmFlags?: number;
}

/** An edition that is watched. */
export interface Observed {
  /** Answers as the edition does. */
  readonly edition: Edition;
  /** The answers since the last time that this was called. */
  take(): PolicyAnswer[];
}

/** Watches an edition. */
export function observe(edition: Edition): Observed {
  let answers: PolicyAnswer[] = [];
  return {
    edition: {
      ...edition,
      validate(request, file, caller, arch) {
        const verdict = edition.validate(request, file, caller, arch);
        answers.push({ verdict });
        return verdict;
      },
      vmFlags(input) {
        const vmFlags = edition.vmFlags(input);
        answers.push({ ...answers.pop()!, vmFlags });
        return vmFlags;
      },
    },
    take() {
      const taken = answers;
      answers = [];
      return taken;
    },
  };
}
