/**
 * What a difference comes to, in words.
 *
 * @module
 */
import { formatFlags } from "../abi/flags.ts";
import { VM } from "../abi/vm.ts";
import { ANSWER_KEYS, type Snapshot } from "./snapshot.ts";

/** The two sides of a difference. */
export interface Effect {
  /** What was. */
  readonly from: string;
  /** What is. */
  readonly to: string;
}

/**
 * The effect of a difference in some properties of a call, the most telling
 * first.
 */
export function effectOf(
  before: Snapshot,
  after: Snapshot,
  keys: readonly (keyof Snapshot)[],
): Effect {
  const [first] = keys;
  if (first === undefined || ANSWER_KEYS.has(first)) {
    return { from: answerText(before), to: answerText(after) };
  }
  const [from, to] = detail(first, before, after);
  return { from, to };
}

/** `EINVAL (map-type)`, `copy (copy-only), stale-copy`. */
function answerText({ result, reason, hazards }: Snapshot): string {
  return `${result} (${reason})${hazards === "" ? "" : `, ${hazards}`}`;
}

/** The values of the property that differs. */
function detail(
  key: keyof Snapshot,
  before: Snapshot,
  after: Snapshot,
): readonly [string, string] {
  switch (key) {
    case "vmFlags":
      return flagTexts(before.vmFlags, after.vmFlags);
    case "length":
      return [lengthText(before, after), lengthText(after, before)];
    case "region":
      return ["another size of the region", "another size of the region"];
    case "calls":
      return [callsText(before.calls), callsText(after.calls)];
    case "callArguments":
      return argumentTexts(before, after);
    case "messages":
      return [messageText(before.messages), messageText(after.messages)];
    case "totalVm":
    case "mapCount":
    case "pages":
      return [
        `${COUNTERS[key]} ${before[key]}`,
        `${COUNTERS[key]} ${after[key]}`,
      ];
    case "address":
      return [`address ${before.address}`, `address ${after.address}`];
    case "processMaps":
      return mapsTexts("/proc/PID/maps", before.processMaps, after.processMaps);
    case "systemMaps":
      return mapsTexts("/proc/maps", before.systemMaps, after.systemMaps);
    case "bytes":
      return ["other bytes", "other bytes"];
    default:
      return [String(before[key]), String(after[key])];
  }
}

const COUNTERS = {
  totalVm: "total_vm",
  mapCount: "map_count",
  pages: "allocated pages",
} as const;

/** Only the flags that one of them has. */
function flagTexts(before: number, after: number): [string, string] {
  const text = (flags: number): string =>
    flags === 0 ? "no flag" : formatFlags(flags, VM).replaceAll("|", ", ");
  const common = before & after;
  return [
    `vm_flags with ${text(before & ~common)}`,
    `vm_flags with ${text(after & ~common)}`,
  ];
}

function lengthText({ length }: Snapshot, other: Snapshot): string {
  if (length === 0) return "no length";
  return length < other.length ? "length in bytes" : "length in pages";
}

function callsText(calls: string): string {
  return calls === "" ? "no driver operation called" : `${calls} called`;
}

/** The argument that differs, without its values. */
function argumentTexts(before: Snapshot, after: Snapshot): [string, string] {
  const old = before.callArguments.split("), ");
  const now = after.callArguments.split("), ");
  const at = old.findIndex((call, place) => call !== now[place]);
  const [one = "", other = ""] = [old[at], now[at]];
  const name = /^\w*/.exec(one)![0];
  const values = (call: string): string[] =>
    call.replace(/^\w*\(/, "").split(", ");
  const place = values(one).findIndex((value, i) => value !== values(other)[i]);
  const what = ARGUMENTS[name]?.[place];
  if (what !== undefined) {
    return [
      `${name} called with another ${what}`,
      `${name} called with another ${what}`,
    ];
  }
  return name === "get_unmapped_area" && place === 0
    ? ["get_unmapped_area asked for bytes", "get_unmapped_area asked for pages"]
    : [`${name} called otherwise`, `${name} called otherwise`];
}

/** Arguments that are told by their name, in the order of the call's text. */
const ARGUMENTS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  get_unmapped_area: [undefined, "page offset", "flags"],
  mmap: ["VMA", "page offset"],
  read: ["position", "count"],
};

function messageText(messages: string): string {
  return messages === "" ? "no message" : `message ${messages}`;
}

function mapsTexts(
  file: string,
  before: string,
  after: string,
): [string, string] {
  if (before === "" || after === "") {
    const text = (maps: string): string =>
      `${file} ${maps === "" ? "empty" : "with lines"}`;
    return [text(before), text(after)];
  }
  const old = before.split("\n");
  const now = after.split("\n");
  if (old.length !== now.length) {
    const text = ({ length }: readonly string[]): string =>
      `${file} of ${length === 2 ? "one line" : `${length - 1} lines`}`;
    return [text(old), text(now)];
  }
  const at = old.findIndex((line, place) => line !== now[place]);
  const letters = (line: string): string => line.split(" ")[1] ?? "";
  const [was, is] = [letters(old[at]!), letters(now[at]!)];
  return was === is
    ? [`other lines in ${file}`, `other lines in ${file}`]
    : [`${was} in ${file}`, `${is} in ${file}`];
}
