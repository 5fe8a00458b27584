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

/** Files and processes that no step names. */
function withoutUnused(draft: Draft): Draft[] {
  const used = JSON.stringify(draft.steps);
  const keep = (map: Readonly<Record<string, DraftMap>>, least: number) => {
    const names = Object.keys(map);
    const rest = names.filter((name) => used.includes(JSON.stringify(name)));
    const kept = rest.length >= least ? rest : names.slice(0, least);
    return Object.fromEntries(kept.map((name) => [name, map[name]!]));
  };
  const files = keep(draft.files, 0);
  const processes = keep(draft.processes, 1);
  const fewer = Object.keys(files).length < Object.keys(draft.files).length ||
    Object.keys(processes).length < Object.keys(draft.processes).length;
  return fewer ? [{ ...draft, files, processes }] : [];
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
      if (typeof value !== "object" || Array.isArray(value)) continue;
      for (const key of Object.keys(value)) {
        const { [key]: _, ...rest } = value as DraftMap;
        found.push(withStep(draft, index, { ...step, [kind]: rest }));
      }
    }
  });
  return found;
}

/** Images without a file, or without a key that says how it is made. */
function withSimplerImages(draft: Draft): Draft[] {
  return Object.entries(draft.images ?? {}).flatMap(([name, image]) =>
    withoutOneKey(image).map((simpler) => ({
      ...draft,
      images: { ...draft.images, [name]: simpler },
    }))
  );
}

/** The mapping without one of the keys that are in it, or in one of them. */
function withoutOneKey(map: DraftMap): DraftMap[] {
  return Object.entries(map).flatMap(([key, value]) => {
    const { [key]: _, ...rest } = map;
    if (typeof value !== "object" || Array.isArray(value)) return [rest];
    const smaller = withoutOneKey(value as DraftMap);
    return [rest, ...smaller.map((less) => ({ ...map, [key]: less }))];
  });
}

function withStep(draft: Draft, index: number, step: DraftMap): Draft {
  return { ...draft, steps: draft.steps.with(index, step) };
}

/** Numbers and flags in their simplest form, one at a time. */
function withSimplerValues(draft: Draft): Draft[] {
  const found: Draft[] = [];
  draft.steps.forEach((step, index) => {
    for (const [kind, value] of Object.entries(step)) {
      if (typeof value !== "object" || Array.isArray(value)) continue;
      for (const [key, item] of Object.entries(value)) {
        for (const simpler of simplerValues(key, item)) {
          const operation = { ...(value as DraftMap), [key]: simpler };
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
    const usual = key.includes("length") || key === "size" ? 4096 : 0;
    return Number(value) > usual ? [usual] : [];
  }
  return [];
}

/** How much there is to read in a draft. */
export function weightOf(draft: Draft): number {
  const { images = {}, files, processes, steps, machine } = draft;
  return JSON.stringify({ images, files, processes, machine }).length +
    JSON.stringify(steps).length + 50 * steps.length;
}
