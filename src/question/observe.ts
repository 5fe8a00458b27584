/**
 * Watching the policy while a scenario runs. An edition is replaced by one that
 * answers the same and notes its answers.
 *
 * @module
 */
import type { Edition } from "../policy/edition.ts";
import type { AnyEdition } from "../policy/editions.ts";
import type { ListEdition } from "../policy/list_edition.ts";
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
  readonly edition: AnyEdition;
  /** The answers since the last time that this was called. */
  take(): PolicyAnswer[];
}

/** Watches an edition. */
export function observe(edition: AnyEdition): Observed {
  let answers: PolicyAnswer[] = [];
  const noteVerdict = (verdict: Verdict): Verdict => {
    answers.push({ verdict });
    return verdict;
  };
  const noteFlags = (vmFlags: number): number => {
    answers.push({ verdict: answers.pop()?.verdict ?? 0, vmFlags });
    return vmFlags;
  };
  return {
    edition: edition.world === "list"
      ? observeList(edition, noteVerdict, noteFlags)
      : observeRegions(edition, noteVerdict, noteFlags),
    take() {
      const taken = answers;
      answers = [];
      return taken;
    },
  };
}

type Note = (answer: number) => number;

function observeRegions(
  edition: Edition,
  noteVerdict: Note,
  noteFlags: Note,
): Edition {
  return {
    ...edition,
    validate: (...asked) => noteVerdict(edition.validate(...asked)),
    vmFlags: (input) => noteFlags(edition.vmFlags(input)),
  };
}

function observeList(
  edition: ListEdition,
  noteVerdict: Note,
  noteFlags: Note,
): ListEdition {
  return {
    ...edition,
    validate: (...asked) => noteVerdict(edition.validate(...asked)),
    vmFlags: (...asked) => noteFlags(edition.vmFlags(...asked)),
  };
}
