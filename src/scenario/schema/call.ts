/**
 * Schema of the expected calls of a driver's operations.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import { ERRNO, isErrnoName } from "../../abi/errno.ts";
import { type AddressText, parseAddress } from "../text/address.ts";
import type { DriverOperation } from "../types.ts";
import {
  choice,
  deferred,
  list,
  oneOfSorts,
  scalar,
  type Schema,
} from "./kit.ts";
import { mapping, optional, required } from "./mapping.ts";
import { pipe, transform } from "./valibot.ts";
import { address, anyFlags, name, word } from "./value.ts";

/** An expected answer of an operation. */
export type ResultDocument =
  | { readonly errno: number }
  | { readonly value: AddressText };

/** An expected call as the file gives it. */
export interface CallDocument {
  readonly operation: DriverOperation;
  readonly file?: string;
  readonly result?: ResultDocument;
  readonly address?: AddressText;
  readonly length?: Word;
  readonly pgoff?: Word;
  readonly flags?: string;
  readonly start?: AddressText;
  readonly end?: AddressText;
  readonly position?: Word;
  readonly count?: Word;
}

const operation: Schema<DriverOperation> = choice("operation", [
  "mmap_capabilities",
  "get_unmapped_area",
  "mmap",
  "mmap_prepare",
  "read_iter",
  "read",
]);

const result: Schema<ResultDocument> = scalar(
  "an errno, ok, an address or a number",
  (value): ResultDocument => {
    if (value === "ok") return { value: 0 };
    if (isErrnoName(value)) return { errno: ERRNO[value] };
    return { value: parseAddress(value) };
  },
  { type: ["string", "integer"] },
);

const call: Schema<CallDocument> = deferred(() =>
  mapping<CallDocument>("a call", {
    operation: required(operation, "Which operation of the driver"),
    file: optional(name, "Name of the file that it is called for"),
    result: optional(
      result,
      "Its answer: an errno, ok (0), an address or a number of bytes",
    ),
    address: optional(address, "Address hint given to get_unmapped_area"),
    length: optional(word, "Length in bytes given to get_unmapped_area"),
    pgoff: optional(
      word,
      "Offset in pages given to get_unmapped_area, or of the VMA given to mmap",
    ),
    flags: optional(
      anyFlags,
      "MAP_* given to get_unmapped_area, or VM_* of the VMA given to mmap",
    ),
    start: optional(address, "First address of the VMA given to mmap"),
    end: optional(address, "End of the VMA given to mmap"),
    position: optional(word, "Position in the file, in bytes, of a read"),
    count: optional(word, "Number of bytes that a read asks for"),
  })
);

/** Schema of a list of calls, each the name of an operation or a mapping. */
export const calls: Schema<readonly CallDocument[]> = list(
  "a list of calls",
  oneOfSorts<CallDocument>("an operation or a mapping", {
    text: pipe(
      operation,
      transform((name): CallDocument => ({ operation: name })),
    ),
    mapping: call,
  }),
);
