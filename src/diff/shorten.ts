/**
 * Scenarios without what they do not need.
 *
 * @module
 */
import type { Address, Operation, Scenario, Step } from "../scenario/types.ts";

/** The scenario without one of its steps; `undefined` if another needs it. */
export function withoutStep(
  scenario: Scenario,
  number: number,
): Scenario | undefined {
  const steps: Step[] = [];
  for (const [place, step] of scenario.steps.entries()) {
    if (place === number) continue;
    const operation = mapAddresses(step.operation, (address) => {
      if (typeof address !== "object") return address;
      if (address.step === number) return undefined;
      const before = address.step < number;
      return before ? address : { ...address, step: address.step - 1 };
    });
    if (operation === undefined) return undefined;
    steps.push({ ...step, operation });
  }
  return { ...scenario, steps };
}

/** The scenario with only those files, processes and labels that are used. */
export function withoutUnused(scenario: Scenario): Scenario {
  const { steps } = scenario;
  const files = usedPlaces(
    scenario.files,
    steps.map(({ operation }) =>
      "file" in operation ? operation.file : undefined
    ),
  );
  const processes = usedPlaces(scenario.processes, steps.map(({ by }) => by));
  const labels = new Set<string>();
  for (const { operation } of steps) {
    mapAddresses(operation, (address) => {
      if (typeof address === "object") labels.add(address.label);
      return address;
    });
  }
  return {
    ...scenario,
    files: files.kept,
    processes: processes.kept,
    steps: steps.map(({ as, ...step }) => {
      const { operation } = step;
      const hasFile = "file" in operation && operation.file !== undefined;
      return {
        ...step,
        ...(as !== undefined && labels.has(as) ? { as } : {}),
        by: processes.places.get(step.by)!,
        operation: hasFile
          ? {
            ...operation,
            file: files.places.get(operation.file!)!,
          } as Operation
          : operation,
      };
    }),
  };
}

/** The scenario with empty files, as far as a scenario decides that. */
export function withoutSizes(scenario: Scenario): Scenario {
  const files = scenario.files.map((file) =>
    file.inode.driver === "scripted"
      ? { ...file, inode: { ...file.inode, size: 0 } }
      : file
  );
  return { ...scenario, files };
}

function usedPlaces<T>(
  all: readonly T[],
  used: readonly (number | undefined)[],
): {
  readonly kept: readonly T[];
  readonly places: ReadonlyMap<number, number>;
} {
  const numbers = all.map((_, place) => place).filter((place) =>
    used.includes(place)
  );
  return {
    kept: numbers.map((place) => all[place]!),
    places: new Map(numbers.map((place, now) => [place, now])),
  };
}

/** Changes the addresses; `undefined` if one of them becomes so. */
function mapAddresses(
  operation: Operation,
  change: (address: Address) => Address | undefined,
): Operation | undefined {
  const changed: Record<string, Address> = {};
  const entries = operation as unknown as Record<string, Address | undefined>;
  for (const key of ["address", "newAddress"]) {
    const address = entries[key];
    if (address === undefined) continue;
    const now = change(address);
    if (now === undefined) return undefined;
    changed[key] = now;
  }
  return { ...operation, ...changed };
}
