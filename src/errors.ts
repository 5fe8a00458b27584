/**
 * The error classes that nommap itself throws.
 *
 * @module
 */

/** Where in an input something is wrong. Lines and columns count from 1. */
export interface InputPosition {
  /** Path of the input as the user named it. */
  readonly file?: string;
  /** Line, from 1. */
  readonly line?: number;
  /** Column, from 1. */
  readonly column?: number;
}

/** Options of {@linkcode InputError}. */
export interface InputErrorOptions extends InputPosition {
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/**
 * The input is wrong: a scenario file, a recording, an image or a command line.
 * Commands answer it with the message on standard error and exit status 2.
 *
 * @example
 * ```ts
 * import { InputError } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const error = new InputError("Unknown key 'lenght'", {
 *   file: "flash.yaml",
 *   line: 3,
 *   column: 5,
 * });
 * assertEquals(error.message, "flash.yaml:3:5: Unknown key 'lenght'");
 * assertEquals(error.reason, "Unknown key 'lenght'");
 * ```
 */
export class InputError extends Error implements InputPosition {
  /** Name of the class. */
  override readonly name = "InputError";
  /** What is wrong, without the position. */
  readonly reason: string;
  /** Path of the input, if known. */
  readonly file?: string;
  /** Line, from 1, if known. */
  readonly line?: number;
  /** Column, from 1, if known. */
  readonly column?: number;

  /** Makes the error; the message is prefixed with the position. */
  constructor(reason: string, options: InputErrorOptions = {}) {
    super(positioned(reason, options), { cause: options.cause });
    this.reason = reason;
    if (options.file !== undefined) this.file = options.file;
    if (options.line !== undefined) this.line = options.line;
    if (options.column !== undefined) this.column = options.column;
  }
}

/**
 * A script gave a function a value that it does not take. Only scripts see it:
 * what files and command lines have wrong is an {@linkcode InputError}.
 *
 * @example
 * ```ts
 * import { ArgumentError, decide } from "@nommap/nommap";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(
 *   () => decide({ length: -1, prot: "READ", flags: "SHARED" }),
 *   ArgumentError,
 *   "Expected a word of 32 bits for 'length', got -1",
 * );
 * ```
 */
export class ArgumentError extends TypeError {
  /** Name of the class. */
  override readonly name = "ArgumentError";
}

function positioned(reason: string, at: InputPosition): string {
  const file = at.file === undefined ? undefined : onOneLine(at.file);
  if (at.line === undefined) {
    return file === undefined ? reason : `${file}: ${reason}`;
  }
  const place = `${at.line}:${at.column ?? 1}`;
  return file === undefined
    ? `${place}: ${reason}`
    : `${file}:${place}: ${reason}`;
}

/**
 * A text of an input, such as the name of a file, as messages show it: a line
 * end in it would begin another message, or a command of a workflow.
 */
export function onOneLine(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028\u2029]/gu,
    (character) =>
      character === "\n"
        ? "\\n"
        : `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}
