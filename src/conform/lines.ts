/**
 * JSON Lines, plain or compressed with gzip, with integers exact to 64 bits.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { isGzip, unzipped } from "./gzip.ts";

/** A parsed line. Integers beyond 2^53 are `bigint`. */
export interface JsonLine {
  /** Number of the line, from 1. */
  readonly line: number;
  /** The object on it. */
  readonly value: Readonly<Record<string, unknown>>;
}

/** Longest line that is accepted, in characters. */
const MAX_LINE: number = 8 * 2 ** 20;

/** Deepest nesting that is accepted: what writes JSON again is recursive. */
export const MAX_DEPTH = 1000;

/**
 * Parses one line.
 *
 * @throws {InputError} if it is not a JSON object.
 */
export function parseJsonLine(
  text: string,
  line: number,
  file?: string,
): JsonLine {
  const deep = deepPlace(text);
  if (deep >= 0) {
    throw new InputError(`Nesting is deeper than ${MAX_DEPTH} levels`, {
      ...(file === undefined ? {} : { file }),
      line,
      column: deep + 1,
    });
  }
  let value: unknown;
  try {
    value = BIG_NUMBER.test(text)
      ? JSON.parse(text, exactInteger)
      : JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    throw new InputError(`Not JSON: ${message.replace(PLACE, "")}`, {
      ...(file === undefined ? {} : { file }),
      line,
      column: columnOf(message, text),
    });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InputError("Expected a JSON object on every line", {
      ...(file === undefined ? {} : { file }),
      line,
      column: 1,
    });
  }
  return { line, value: value as Record<string, unknown> };
}

/**
 * Where the nesting becomes too deep, or -1. Each level takes two characters,
 * so that the usual line is not looked at.
 */
function deepPlace(text: string): number {
  if (text.length < 2 * MAX_DEPTH) return -1;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        inText = !inText;
        break;
      case BACKSLASH:
        if (inText) at++;
        break;
      case OPEN_BRACKET:
      case OPEN_BRACE:
        if (!inText && ++depth > MAX_DEPTH) return at;
        break;
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        if (!inText) depth--;
        break;
    }
  }
  return -1;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Where the parser stopped: its message names the place, or the end. */
function columnOf(message: string, text: string): number {
  const place = PLACE.exec(message);
  if (place !== null) return Number(place[1]) + 1;
  return message.includes("end of JSON") ? text.length + 1 : 1;
}

const PLACE = / in JSON at position (\d+).*$/;
const BIG_NUMBER = /[:,[]-?\d{16}/;

function exactInteger(
  _key: string,
  value: unknown,
  context?: { readonly source?: string },
): unknown {
  const source = context?.source;
  return typeof value === "number" && !Number.isSafeInteger(value) &&
      source !== undefined && /^-?\d+$/.test(source)
    ? BigInt(source)
    : value;
}

/**
 * The lines of a file that is read piece by piece; empty lines are passed over.
 *
 * @throws {InputError} if a line is too long, not JSON, or gzip is damaged.
 */
export async function* readJsonLines(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  file: string,
): AsyncGenerator<JsonLine> {
  let line = 0;
  for await (const lines of readTextLines(bytes, file)) {
    for (const text of lines) {
      line++;
      if (text.trim() !== "") yield parseJsonLine(text, line, file);
    }
  }
}

/**
 * The lines of a file, plain or gzip, as many at a time as a piece of it has.
 *
 * @throws {InputError} if a line is too long or gzip is damaged.
 */
export async function* readTextLines(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  file: string,
): AsyncGenerator<readonly string[]> {
  yield* textLines(await unpacked(bytes, file), file);
}

async function unpacked(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  file: string,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = bytes.getReader();
  const first = await reader.read();
  const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (first.value !== undefined) controller.enqueue(first.value);
      if (first.done) controller.close();
    },
    async pull(controller) {
      const next = await reader.read();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return first.value !== undefined && isGzip(first.value)
    ? unzipped(whole, file)
    : whole;
}

async function* textLines(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  file: string,
): AsyncGenerator<readonly string[]> {
  const begun: string[] = [];
  let length = 0;
  try {
    for await (const piece of bytes.pipeThrough(new TextDecoderStream())) {
      const lines = piece.split("\n");
      const last = lines.pop() ?? "";
      if (lines.length > 0) {
        lines[0] = begun.join("") + lines[0];
        begun.length = length = 0;
        yield lines;
      }
      begun.push(last);
      length += last.length;
      if (length > MAX_LINE) {
        throw new InputError(`A line is longer than ${MAX_LINE} characters`, {
          file,
        });
      }
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`Cannot read: ${(error as Error).message}`, {
      file,
      cause: error,
    });
  }
  if (length > 0) yield [begun.join("")];
}
