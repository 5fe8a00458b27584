/**
 * Scenarios of several calls as cases.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";
import type { Scenario } from "../scenario/types.ts";
import type { Case } from "./cases.ts";
import { play } from "./play.ts";
import { type Snapshot, snapshot } from "./snapshot.ts";

/** What makes a single call the plainer example. */
const SEVERAL_CALLS = 8;

/** A scenario whose steps are compared. */
export class SequenceCase implements Case {
  readonly weight = 1;
  readonly isRequest = false;
  readonly cost: number;
  readonly files: Case["files"];
  readonly #scenario: Scenario;
  readonly #run: Scenario;

  /** Makes the case. */
  constructor(scenario: Scenario, cost: number) {
    this.#scenario = scenario;
    this.#run = withoutIdleBytes(scenario);
    this.cost = cost + SEVERAL_CALLS;
    this.files = new Set(
      scenario.files.flatMap(({ inode: { driver } }) =>
        driver === "scripted" ? [] : [driver === "ramfs" ? driver : "stock"]
      ),
    );
  }

  run(edition: AnyEdition): readonly Snapshot[] {
    const seen: Snapshot[] = [];
    play(this.#run, edition, ({ world, process, outcome, before }) => {
      seen.push(snapshot(world, process, outcome, before, true));
    });
    return seen;
  }

  scenario(): Scenario {
    return this.#scenario;
  }
}

const NOTHING = { kind: "literal", bytes: new Uint8Array() } as const;

/** Bytes of ramfs that nobody loads need not be written. */
function withoutIdleBytes(scenario: Scenario): Scenario {
  const loads = scenario.steps.some(({ operation }) =>
    operation.kind === "load"
  );
  if (loads || !scenario.files.some(({ inode }) => inode.driver === "ramfs")) {
    return scenario;
  }
  const inodes = new Map(scenario.files.map(({ inode }) => [
    inode,
    inode.driver === "ramfs" ? { ...inode, contents: NOTHING } : inode,
  ]));
  const files = scenario.files.map((file) => ({
    ...file,
    inode: inodes.get(file.inode)!,
  }));
  return { ...scenario, files };
}
