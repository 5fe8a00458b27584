/** Damages JSON Lines where a reader looks: whole values, keys and lists. */
import type { Below } from "./mutate.ts";

/** What stands where something else should. */
const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  4095,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 64,
  "",
  "toString",
  "0x",
  "0xffffffffffffffff",
  "READ",
  "\u202e\x1b[2J",
  [],
  {},
  [[]],
  [null],
  { length: 2 ** 31 },
];

/** Levels of lists that no reader should follow. */
const LEVELS = 50_000;

type Container = Record<string, unknown>;

function containers(value: unknown, found: Container[] = []): Container[] {
  if (typeof value !== "object" || value === null) return found;
  found.push(value as Container);
  for (const part of Object.values(value)) containers(part, found);
  return found;
}

function change(root: unknown, below: Below): void {
  const all = containers(root).filter((one) => Object.keys(one).length > 0);
  if (all.length === 0) return;
  const place = all[below(all.length)]!;
  const keys = Object.keys(place);
  const key = keys[below(keys.length)]!;
  switch (below(5)) {
    case 0:
      if (Array.isArray(place)) place.splice(Number(key), 1);
      else delete place[key];
      break;
    case 1: {
      const from = all[below(all.length)]!;
      const names = Object.keys(from);
      place[key] = structuredClone(from[names[below(names.length)]!]);
      break;
    }
    case 2:
      if (Array.isArray(place)) place.push(structuredClone(place[Number(key)]));
      else place[`${key}_`] = place[key];
      break;
    default:
      place[key] = structuredClone(VALUES[below(VALUES.length)]);
  }
}

/** The lines with one of them changed; `undefined` if that is no JSON. */
export function damagedJson(
  bytes: Uint8Array,
  below: Below,
): Uint8Array | undefined {
  const lines = new TextDecoder().decode(bytes).split("\n");
  const at = below(lines.length);
  let root: unknown;
  try {
    root = JSON.parse(lines[at]!);
  } catch {
    return undefined;
  }
  for (let count = 1 + below(3); count > 0; count--) change(root, below);
  let text = JSON.stringify(root);
  if (below(50) === 0) {
    const deep = "[".repeat(LEVELS) + "]".repeat(LEVELS);
    text = text.replace(/:(?=\S)[^,:{}[\]]+(?=[,}])/, () => `:${deep}`);
  }
  return new TextEncoder().encode(lines.with(at, text).join("\n"));
}
