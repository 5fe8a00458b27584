/**
 * The smallest draft that engine and kernel still do not agree on.
 *
 * @module
 */

import type { Draft, DraftMap, DraftValue } from "./draft.ts";

/**
 * Drafts that are a little simpler, the most radical first. Some of them may
 * make no sense; whoever judges them passes those over.
 */
export function simplerDrafts(draft: Draft): Draft[] {
  return [
    ...withoutSteps(draft),
    ...withoutUnused(draft),
    ...withoutKeys(draft),
    ...withSimplerImages(draft),
    ...withSimplerValues(draft),
  ];
}

/** The label that a step refers to. */
function labelsOf(value: DraftValue): string[] {
  if (typeof value === "string") {
    const label = /^([a-z]\w*)(?:[+-].*)?$/.exec(value)?.[1];
    return label === undefined ? [] : [label];
  }
  if (typeof value !== "object") return [];
  return Object.values(value).flatMap(labelsOf);
}

function withoutSteps(draft: Draft): Draft[] {
  const { steps } = draft;
  const found: Draft[] = [];
  for (let size = steps.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from + size <= steps.length; from += size) {
      const gone = steps.slice(from, from + size);
      const labels = new Set(gone.map((step) => step["as"]));
      const rest = steps.filter((step, index) =>
        (index < from || index >= from + size) &&
        !labelsOf(operationOf(step)).some((label) => labels.has(label))
      );
      if (rest.length > 0) found.push({ ...draft, steps: rest });
    }
  }
  return found;
}

function operationOf(step: DraftMap): DraftValue {
  const { as: _as, by: _by, ...operation } = step;
  return operation;
}

/** Files and processes that no step names, and images that no file does. */
function withoutUnused(draft: Draft): Draft[] {
  const { images = {}, steps } = draft;
  const files = named(draft.files, steps);
  const processes = named(draft.processes, steps);
  if (Object.keys(processes).length === 0) {
    for (const [name, process] of Object.entries(draft.processes).slice(0, 1)) {
      processes[name] = process;
    }
  }
  const less = { files, processes, images: named(images, files) };
  const before = { files: draft.files, processes: draft.processes, images };
  return JSON.stringify(less) === JSON.stringify(before)
    ? []
    : [{ ...draft, ...less }];
}

/** The entries whose names stand somewhere. */
function named(
  map: Readonly<Record<string, DraftMap>>,
  where: DraftValue | Readonly<Record<string, DraftMap>>,
): Record<string, DraftMap> {
  const text = JSON.stringify(where);
  return Object.fromEntries(
    Object.entries(map).filter(([name]) => text.includes(JSON.stringify(name))),
  );
}

/** Keys that have a default. */
function withoutKeys(draft: Draft): Draft[] {
  const found: Draft[] = [];
  const drop = (
    part: "files" | "processes",
    name: string,
    map: DraftMap,
  ) => {
    for (const key of Object.keys(map)) {
      const { [key]: _, ...rest } = map;
      found.push({ ...draft, [part]: { ...draft[part], [name]: rest } });
    }
  };
  for (const [name, map] of Object.entries(draft.files)) {
    drop("files", name, map);
  }
  for (const [name, map] of Object.entries(draft.processes)) {
    drop("processes", name, map);
  }
  for (const key of Object.keys(draft.machine)) {
    const { [key]: _, ...machine } = draft.machine;
    found.push({ ...draft, machine });
  }
  draft.steps.forEach((step, index) => {
    for (const [kind, value] of Object.entries(step)) {
      if (!isMap(value)) continue;
      for (const key of Object.keys(value)) {
        const { [key]: _, ...rest } = value;
        found.push(withStep(draft, index, { ...step, [kind]: rest }));
      }
    }
  });
  return found;
}

/** Images with fewer or smaller files, or made in a simpler way. */
function withSimplerImages(draft: Draft): Draft[] {
  return Object.entries(draft.images ?? {}).flatMap(([name, image]) =>
    simplerMaps(image).map((simpler) => ({
      ...draft,
      images: { ...draft.images, [name]: simpler },
    }))
  );
}

/** The mapping with one change, in it or in one of the mappings in it. */
function simplerMaps(map: DraftMap): DraftMap[] {
  return Object.entries(map).flatMap(([key, value]) => {
    const { [key]: _, ...rest } = map;
    const simpler = isMap(value)
      ? simplerMaps(value)
      : simplerValues(key, value);
    return [rest, ...simpler.map((less) => ({ ...map, [key]: less }))];
  });
}

function isMap(value: DraftValue): value is DraftMap {
  return typeof value === "object" && !Array.isArray(value);
}

function withStep(draft: Draft, index: number, step: DraftMap): Draft {
  return { ...draft, steps: draft.steps.with(index, step) };
}

/** Numbers and flags in their simplest form, one at a time. */
function withSimplerValues(draft: Draft): Draft[] {
  const found: Draft[] = [];
  draft.steps.forEach((step, index) => {
    for (const [kind, value] of Object.entries(step)) {
      if (!isMap(value)) continue;
      for (const [key, item] of Object.entries(value)) {
        for (const simpler of simplerValues(key, item)) {
          const operation = { ...value, [key]: simpler };
          found.push(withStep(draft, index, { ...step, [kind]: operation }));
        }
      }
    }
  });
  for (const [name, map] of Object.entries(draft.files)) {
    for (const [key, item] of Object.entries(map)) {
      for (const simpler of simplerValues(key, item)) {
        const file = { ...map, [key]: simpler };
        found.push({ ...draft, files: { ...draft.files, [name]: file } });
      }
    }
  }
  return found;
}

function simplerValues(key: string, value: DraftValue): DraftValue[] {
  if (typeof value === "string" && value.includes("|")) {
    const names = value.split("|");
    return names.map((name) =>
      names.filter((other) => other !== name).join("|")
    );
  }
  if (typeof value === "number" || /^0x/.test(String(value))) {
    return usualNumbers(key).filter((usual) => usual < Number(value));
  }
  return [];
}

function usualNumbers(key: string): readonly number[] {
  if (key.includes("length") || key === "size") return [4096, 8192];
  return key === "offset" ? [0, 4096] : [0];
}

/** How much there is to read in a draft. */
export function weightOf(draft: Draft): number {
  const { images = {}, files, processes, steps, machine } = draft;
  return JSON.stringify({ images, files, processes, machine }).length +
    JSON.stringify(steps).length + 50 * steps.length;
}
