/**
 * Everything that a driver can declare, and what each request then comes to, as
 * a short list for each mapping type.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import { MAP } from "../abi/map.ts";
import type { AnyEdition } from "../policy/editions.ts";
import {
  type FileParts,
  makeFile,
  makeMmap,
  makeScenario,
  makeStep,
} from "../question/make.ts";
import { ask, outcomeWord } from "../question/question.ts";
import { type Condition, decisionList } from "./decision_list.ts";

/** A dimension of the declaration, with what its values are called. */
interface Dimension {
  /** What it is called. */
  readonly name: string;
  /** What its values are called. */
  readonly values: readonly string[];
}

const DRIVER_ERROR = { errno: ERRNO.EIO };
const ENOSYS = { errno: ERRNO.ENOSYS };

const MMAP = ["absent", "ok", ENOSYS, DRIVER_ERROR] as const;
const AREA = [undefined, { base: 0x4000_0000 }, ENOSYS, DRIVER_ERROR] as const;
const READ = ["absent", "read_iter", "read"] as const;
const CAPABILITIES = Object.entries(CAPABILITY);

const YES_NO = ["no", "yes"];

/** Dimensions: the operations, the capabilities, the protection. */
const DIMENSIONS: readonly Dimension[] = [
  { name: "mmap", values: ["none", "ok", "ENOSYS", "error"] },
  { name: "area", values: ["none", "addr", "ENOSYS", "error"] },
  { name: "read", values: ["none", "iter", "read"] },
  ...CAPABILITIES.map(([name]) => ({ name, values: YES_NO })),
  { name: "PROT_READ", values: YES_NO },
  { name: "PROT_WRITE", values: YES_NO },
  { name: "PROT_EXEC", values: YES_NO },
];

/** One line of the list: a condition in words, and what follows from it. */
export interface DeclarationClass {
  /** The operations; empty: it does not matter. */
  readonly mmap: string;
  /** What get_unmapped_area answers; empty: it does not matter. */
  readonly area: string;
  /** The read operation; empty: it does not matter. */
  readonly read: string;
  /** A letter for each capability: `D` has it, `-` lacks it, `.` either. */
  readonly capabilities: string;
  /** A letter for each protection, in the same way. */
  readonly prot: string;
  /** The outcome and the rule that decides. */
  readonly outcome: string;
  /** Id of the rule. */
  readonly reason: string;
  /** Declarations and requests that it settles. */
  readonly count: number;
}

/** The classes of MAP_SHARED or MAP_PRIVATE, the first that fits counting. */
export function declarationClasses(
  type: "SHARED" | "PRIVATE",
  edition: AnyEdition,
): DeclarationClass[] {
  const list = decisionList(
    DIMENSIONS.map(({ values }) => values.length),
    (point) => outcomeAt(point, type, edition),
  );
  return list.map(({ condition, value, points }) => {
    const [outcome, reason] = value.split(" ");
    return {
      mmap: choices(condition, 0),
      area: choices(condition, 1),
      read: choices(condition, 2),
      capabilities: letters(condition, 3, "CDRWX"),
      prot: letters(condition, 8, "rwx"),
      outcome: outcome === "EIO" ? "error" : outcome!,
      reason: reason ?? "",
      count: points,
    };
  });
}

function outcomeAt(
  point: readonly number[],
  type: "SHARED" | "PRIVATE",
  edition: AnyEdition,
): string {
  const [mmap, area, read, ...bits] = point;
  const capabilities = CAPABILITIES.reduce(
    (all, [, bit], place) => all | (bits[place] ? bit : 0),
    0,
  );
  const prot = bits.slice(5).reduce(
    (all, on, place) => all | (on ? 1 << place : 0),
    0,
  );
  const getUnmappedArea = AREA[area!];
  const reads = READ[read!]!;
  const parts: FileParts = {
    size: 65536,
    mmap: MMAP[mmap!]!,
    capabilities: {
      value: capabilities,
      text: formatFlags(capabilities, CAPABILITY),
    },
    ...(getUnmappedArea === undefined ? {} : { getUnmappedArea }),
    ...(reads === "absent" ? { read: reads } : { readWith: reads }),
  };
  const operation = makeMmap({
    file: 0,
    length: 4096,
    prot,
    flags: MAP[type],
  });
  const scenario = makeScenario(edition, {
    files: [makeFile("driver", parts)],
    steps: [makeStep(operation)],
  });
  const outcome = ask({ scenario, step: 0 }, edition);
  return `${outcomeWord(outcome)} ${outcome?.reason ?? ""}`;
}

function choices(condition: Condition, dimension: number): string {
  const bits = condition[dimension] ?? 0;
  const { values } = DIMENSIONS[dimension]!;
  const chosen = values.filter((_, place) => (bits >> place & 1) === 1);
  if (chosen.length === values.length - 1 && chosen.length > 2) {
    return `not ${values.find((value) => !chosen.includes(value))}`;
  }
  return chosen.join("|");
}

function letters(condition: Condition, from: number, names: string): string {
  return [...names].map((name, place) =>
    [".", "-", name][condition[from + place] ?? 0]
  ).join("");
}
