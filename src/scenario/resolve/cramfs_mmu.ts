/**
 * Mappings with an MMU, with their names looked up.
 *
 * @module
 */
import { MAP } from "../../abi/map.ts";
import { offsetInPage, pagesIn } from "../../abi/word.ts";
import { hasPhysmemOperations } from "../../files/cramfs/mount.ts";
import {
  type CramfsMmuDocument,
  DEFAULT_REVISION,
  type MmuMapDocument,
  type MmuStepDocument,
} from "../schema/cramfs_mmu.ts";
import type { MmuExpectDocument } from "../schema/mmu_expect.ts";
import { quote } from "../text/quote.ts";
import type {
  CramfsMmu,
  FileSpec,
  MmuOperation,
  MmuStep,
  RevisionExpectation,
} from "../types.ts";
import {
  itemPlace,
  keyOffset,
  mappingPlace,
  offsetOf,
  type Place,
  valuePlace,
} from "../yaml/value.ts";
import { resolveMmuExpectation } from "./mmu_expectation.ts";
import {
  checkWord,
  findPlace,
  type LabelledStep,
  resolveAddress,
  type Scope,
} from "./scope.ts";

/** Revisions that are meant; each is a test of its own. */
export function revisionsOf(document: CramfsMmuDocument): readonly string[] {
  return [...new Set(document.revision ?? [DEFAULT_REVISION])];
}

/** The mappings; `files` are those of the scenario. */
export function resolveCramfsMmu(
  document: CramfsMmuDocument,
  place: Place,
  files: readonly FileSpec[],
  outer: Scope,
): CramfsMmu {
  const list = valuePlace(place, "steps");
  const { problems } = outer;
  const labels = new Map<string, LabelledStep>();
  const prepared = new Map<string, number>();
  document.steps.forEach(({ as, prepare, map, complete }, step) => {
    if (as === undefined) return;
    if (labels.has(as) || prepared.has(as)) {
      const at = offsetOf(valuePlace(itemPlace(list, step), "as"));
      problems.add(at, `Label ${quote(as)} is given twice`);
    } else if (prepare !== undefined) prepared.set(as, step);
    else {
      const kind = map ?? complete ? "mmap" : "munmap";
      labels.set(as, { step, kind });
    }
  });
  const scope: MmuScope = { ...outer, labels, prepared, specs: files };
  const steps = document.steps.map((step, number) =>
    resolveStep(step, itemPlace(list, number), number, scope)
  );
  if (steps.every(({ expect }) => expect.length === 0)) {
    problems.add(
      offsetOf(list),
      "Scenario asserts nothing: no step has an expectation",
    );
  }
  const { uninitialised = 0 } = document;
  return { at: offsetOf(place), uninitialised, steps };
}

interface MmuScope extends Scope {
  /** Steps that prepare a mapping, by label. */
  readonly prepared: ReadonlyMap<string, number>;
  /** The files. */
  readonly specs: readonly FileSpec[];
}

function resolveStep(
  document: MmuStepDocument,
  place: Place,
  number: number,
  scope: MmuScope,
): MmuStep {
  const { as, note } = document;
  return {
    at: offsetOf(place),
    keys: mappingPlace(place).keys,
    operation: resolveOperation(document, place, number, scope),
    expect: resolveExpect(document.expect, valuePlace(place, "expect"), scope),
    ...(as !== undefined && { as }),
    ...(note !== undefined && { note }),
  };
}

function resolveOperation(
  document: MmuStepDocument,
  place: Place,
  number: number,
  scope: MmuScope,
): MmuOperation {
  const { map, prepare, complete, protect, unmap } = document;
  if (map !== undefined) {
    return resolveMap("map", map, valuePlace(place, "map"), number, scope);
  }
  if (prepare !== undefined) {
    const inner = valuePlace(place, "prepare");
    checkRevisions(keyOffset(place, "prepare"), scope);
    return resolveMap("prepare", prepare, inner, number, scope);
  }
  if (complete !== undefined) {
    const step = scope.prepared.get(complete);
    const at = offsetOf(valuePlace(place, "complete"));
    if (step === undefined || step >= number) {
      scope.problems.add(
        at,
        `Label ${quote(complete)} names no step before with prepare`,
      );
    }
    return { kind: "complete", step: step ?? 0 };
  }
  const kind = protect === undefined ? "unmap" : "protect";
  const range = protect ?? unmap!;
  const inner = valuePlace(place, kind);
  const at = offsetOf(valuePlace(inner, "address"));
  const length = offsetOf(valuePlace(inner, "length"));
  return {
    kind,
    address: resolveAddress(range.address, at, number, scope),
    length: checkWord(range.length, length, scope),
    ...(range.prot !== undefined && { prot: range.prot }),
  };
}

function checkRevisions(at: number, { problems, kernels }: Scope): void {
  const other = kernels.find((name) => name !== "2025-mmap-prepare");
  if (other === undefined) return;
  problems.add(at, `Revision ${other} does not prepare its mappings`);
}

function resolveMap(
  kind: "map" | "prepare",
  given: MmuMapDocument,
  place: Place,
  number: number,
  scope: MmuScope,
): MmuOperation {
  const { problems, pageSize } = scope;
  const at = (key: string) => offsetOf(valuePlace(place, key));
  const before = problems.count;
  const file = findPlace("file", given.file, at("file"), scope);
  const spec = scope.specs[file];
  if (problems.count === before && spec?.inode.driver !== "cramfs") {
    problems.add(
      at("file"),
      `File ${quote(given.file)} is not of driver cramfs`,
    );
  }
  if (kind === "prepare" && spec?.inode.driver === "cramfs") {
    const { image, base, node } = spec.inode;
    if (!hasPhysmemOperations({ image, at: base, bits: scope.bits }, node)) {
      problems.add(
        at("file"),
        `File ${quote(given.file)} cannot be mapped in place: it has no ` +
          "operation that prepares a mapping",
      );
    }
  }
  const { flags, offset = 0 } = given;
  if (flags.value !== MAP.PRIVATE && flags.value !== MAP.SHARED) {
    problems.add(at("flags"), `Flags ${flags.text} are not PRIVATE or SHARED`);
  }
  if (offsetInPage(offset, pageSize) !== 0) {
    problems.add(at("offset"), `Offset ${offset} is not a whole page`);
  }
  return {
    kind,
    file,
    length: checkWord(given.length, at("length"), scope),
    prot: given.prot,
    shared: flags.value === MAP.SHARED,
    pgoff: given.pgoff ?? pagesIn(offset, pageSize),
    ...(given.address !== undefined && {
      address: resolveAddress(given.address, at("address"), number, scope),
    }),
  };
}

function resolveExpect(
  document: MmuExpectDocument | undefined,
  place: Place,
  scope: Scope,
): RevisionExpectation[] {
  if (document === undefined) return [];
  if ("one" in document) {
    return [{
      expectation: resolveMmuExpectation(document.one, place, scope),
    }];
  }
  const left = new Set(scope.kernels);
  const entries = Object.entries(document.byKey).map(
    ([revision, expectation]) => {
      if (!left.delete(revision)) {
        scope.problems.add(
          keyOffset(place, revision),
          `Expectation for ${revision} is for none of the revisions of this ` +
            `scenario, ${scope.kernels.join(", ")}`,
        );
      }
      const inner = valuePlace(place, revision);
      return {
        revisions: [revision],
        expectation: resolveMmuExpectation(expectation, inner, scope),
      };
    },
  );
  if (left.size > 0) {
    scope.problems.add(
      offsetOf(place),
      `Expectation missing for ${[...left].join(", ")} of this scenario`,
    );
  }
  return entries;
}
