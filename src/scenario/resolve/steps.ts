/**
 * The steps of a scenario, with their names looked up.
 *
 * @module
 */
import type { Problems } from "../problems.ts";
import { OPERATION_KINDS, type StepDocument } from "../schema/step.ts";
import { quote } from "../text/quote.ts";
import type { Step } from "../types.ts";
import {
  itemPlace,
  mappingPlace,
  offsetOf,
  type Place,
  valuePlace,
} from "../yaml/value.ts";
import { resolveExpect } from "./kernels.ts";
import { resolveOperation } from "./operation.ts";
import { findPlace, type LabelledStep, type Scope } from "./scope.ts";

/** The labels of all steps. A label given twice is a problem. */
export function collectLabels(
  documents: readonly StepDocument[],
  place: Place,
  problems: Problems,
): Map<string, LabelledStep> {
  const labels = new Map<string, LabelledStep>();
  documents.forEach((document, step) => {
    if (document.as === undefined) return;
    if (labels.has(document.as)) {
      problems.add(
        offsetOf(valuePlace(itemPlace(place, step), "as")),
        `Label ${quote(document.as)} is given twice`,
      );
      return;
    }
    const kind = OPERATION_KINDS.find((kind) => document[kind] !== undefined);
    labels.set(document.as, { step, kind });
  });
  return labels;
}

/** The steps. If none of them expects anything, that is a problem. */
export function resolveSteps(
  documents: readonly StepDocument[],
  place: Place,
  scope: Scope,
): Step[] {
  const steps = documents.map((document, number) =>
    resolveStep(document, itemPlace(place, number), number, scope)
  );
  if (steps.every((step) => step.expect.length === 0)) {
    scope.problems.add(
      offsetOf(place),
      "Scenario asserts nothing: no step has an expectation",
    );
  }
  return steps;
}

function resolveStep(
  document: StepDocument,
  place: Place,
  number: number,
  scope: Scope,
): Step {
  const { as, by, note } = document;
  const operation = resolveOperation(document, place, number, scope);
  const inner = valuePlace(place, "expect");
  return {
    at: offsetOf(place),
    keys: mappingPlace(place).keys,
    by: by === undefined
      ? 0
      : findPlace("process", by, offsetOf(valuePlace(place, "by")), scope),
    operation,
    expect: resolveExpect(
      document.expect,
      inner,
      { step: number, kind: operation.kind },
      scope,
    ),
    ...(as !== undefined && { as }),
    ...(note !== undefined && { note }),
  };
}
