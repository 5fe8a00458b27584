/** Damages inputs at random, the same way for the same numbers. */
import { randomBelow } from "../random.ts";
import { damagedJson } from "./json.ts";

/** A number from 0 to below the limit. */
export type Below = (limit: number) => number;

const encoder = new TextEncoder();

/** What is put in: bytes that readers stumble over. */
const PIECES: readonly Uint8Array[] = [
  ...[
    ..."\0\t\n\r{}[]:,-|>&*!%@#?'\"\\~<=;()".split(""),
    "\r\n",
    "\ufeff",
    "\u2028",
    "\u202e",
    "\x1b[2J",
    "]]>",
    "::error::",
    "null",
    "true",
    "-1",
    "1e999",
    "99999999999999999999999999",
    "0xffffffffffffffff",
    "18446744073709551615",
    "4294967296",
    "1TiB",
    "__proto__",
    "constructor",
    "../../../etc/passwd",
    "/dev/zero",
    "\n--_=\n",
    "&a [*a]",
    "\n---\n",
    "{".repeat(50),
    "[".repeat(200),
    "a".repeat(5000),
    '{"":{}}',
  ].map((text) => encoder.encode(text)),
  Uint8Array.of(0xff),
  Uint8Array.of(0xc3, 0x28),
  Uint8Array.of(0xed, 0xa0, 0x80),
  Uint8Array.of(0x1f, 0x8b, 8, 0),
];

/** Numbers that replace numbers. */
const NUMBERS = [
  "0",
  "-1",
  "1",
  "4095",
  "4097",
  "2147483647",
  "2147483648",
  "4294967295",
  "4294967296",
  "9007199254740993",
  "18446744073709551615",
  "18446744073709551616",
  "1e308",
  "0x7fffffffffffffff",
  "0.5",
  "NaN",
].map((text) => encoder.encode(text));

function splice(
  bytes: Uint8Array,
  at: number,
  drop: number,
  put: Uint8Array,
): Uint8Array {
  const rest = bytes.subarray(Math.min(bytes.length, at + drop));
  const result = new Uint8Array(at + put.length + rest.length);
  result.set(bytes.subarray(0, at));
  result.set(put, at);
  result.set(rest, at + put.length);
  return result;
}

/** Where the digits lie that begin at or after a place. */
function numberAt(bytes: Uint8Array, from: number): [number, number] {
  const isDigit = (byte = 0) => byte >= 0x30 && byte <= 0x39;
  let at = from;
  while (at < bytes.length && !isDigit(bytes[at])) at++;
  let end = at;
  while (end < bytes.length && isDigit(bytes[end])) end++;
  return [at, end - at];
}

function step(
  bytes: Uint8Array,
  others: readonly Uint8Array[],
  below: Below,
): Uint8Array {
  const at = below(bytes.length + 1);
  const few = below(below(10) === 0 ? 2000 : 12);
  switch (below(9)) {
    case 0: {
      const copy = bytes.slice();
      if (at < copy.length) copy[at]! ^= 1 << below(8);
      return copy;
    }
    case 1:
      return splice(bytes, at, 1, Uint8Array.of(below(256)));
    case 2:
      return splice(bytes, at, few, new Uint8Array());
    case 3:
      return splice(bytes, at, 0, PIECES[below(PIECES.length)]!);
    case 4:
      return splice(bytes, at, few, PIECES[below(PIECES.length)]!);
    case 5: {
      const from = below(bytes.length + 1);
      return splice(bytes, at, 0, bytes.subarray(from, from + few));
    }
    case 6: {
      const other = others[below(others.length)]!;
      const from = below(other.length + 1);
      return splice(bytes, at, few, other.subarray(from, from + few));
    }
    case 7: {
      const [place, length] = numberAt(bytes, at);
      return splice(bytes, place, length, NUMBERS[below(NUMBERS.length)]!);
    }
    default:
      return below(20) === 0
        ? bytes.subarray(0, at)
        : splice(bytes, at, 0, PIECES[below(PIECES.length)]!);
  }
}

/** An input of this number, made of one of the samples. */
export function damaged(
  samples: readonly Uint8Array[],
  seed: number,
  number: number,
): Uint8Array {
  const below = randomBelow(seed * 1_000_003 + number);
  let bytes = samples[below(samples.length)]!;
  const json = below(3) === 0 ? damagedJson(bytes, below) : undefined;
  if (json !== undefined) return json;
  for (let count = 1 + below(4); count > 0; count--) {
    bytes = step(bytes, samples, below);
  }
  return bytes;
}
