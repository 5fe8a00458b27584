import { LINUX_6_12 } from "../../../src/policy/editions/linux_6_12.ts";
import type { Draft } from "../../../src/referee/fuzz/draft.ts";
import type {
  DraftAnswer,
  DraftJudge,
} from "../../../src/referee/fuzz/judge.ts";
import { scenarioOf } from "../../../src/referee/fuzz/scenarios.ts";
import type { Judgement } from "../../../src/referee/judge/judgement.ts";
import { compileMmuTest } from "../../../src/referee/judge_mmu/compile.ts";

/** A judge that differs from some drafts, and what it was asked. */
export class FakeJudge implements DraftJudge {
  readonly asked: string[][] = [];
  readonly #differs: (draft: Draft) => boolean;

  constructor(differs: (draft: Draft) => boolean) {
    this.#differs = differs;
  }

  judge(drafts: readonly Draft[]): Promise<Judgement[]> {
    this.asked.push(drafts.map(({ id }) => id));
    return Promise.resolve(drafts.map((draft): Judgement => {
      const differs = this.#differs(draft);
      return {
        test: compileMmuTest(scenarioOf(draft), LINUX_6_12),
        status: differs ? "differs" : "agrees",
        steps: differs ? [DIFFERENT_STEP] : [],
        unobservable: [],
        judged: differs ? 0 : draft.steps.length,
        all: draft.steps.length,
      };
    }));
  }

  answer(draft: Draft): Promise<DraftAnswer> {
    const expect = draft.steps.map(() => "ENOMEM");
    return Promise.resolve({ release: "6.12.1", expect });
  }
}

const DIFFERENT_STEP = {
  number: 0,
  label: "step 1",
  at: 0,
  call: "mmap()",
  differences: [
    { field: "errno", engine: "ok", kernel: "ENOMEM", expected: "" },
  ],
};
