/**
 * Schema of the key `expect`.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { AddressText } from "../text/address.ts";
import type { Backing, Flags } from "../types.ts";
import { type OneOrByKey, oneOrByKey } from "./by_key.ts";
import { expectedBytes, type ExpectedBytesDocument } from "./bytes.ts";
import { type CallDocument, calls } from "./call.ts";
import {
  asList,
  deferred,
  list,
  oneOfSorts,
  scalar,
  type Schema,
} from "./kit.ts";
import { mapping, optional } from "./mapping.ts";
import { quote } from "../text/quote.ts";
import { ValueError } from "../text/value_error.ts";
import { pipe, transform } from "./valibot.ts";
import {
  address,
  anyText,
  backing,
  count,
  errnoOr,
  errnoOrOk,
  hazards,
  label,
  sentence,
  vmFlags,
  word,
} from "./value.ts";

/** Expected flags as the file gives them. */
export interface FlagsDocument {
  readonly exact?: Flags;
  readonly has?: Flags;
  readonly lacks?: Flags;
}

/** An expected region as the file gives it. */
export interface RegionDocument {
  readonly start?: AddressText;
  readonly end?: AddressText;
  readonly top?: AddressText;
  readonly pgoff?: Word;
  readonly usage?: number;
  readonly flags?: FlagsDocument;
}

/** Expected accounts as the file gives them. */
export interface AccountingDocument {
  readonly pages?: number;
  readonly total_vm?: number;
  readonly free_pages?: number;
  readonly map_count?: number;
}

/** An expectation as the file gives it. */
export interface ExpectationDocument {
  readonly errno?: number;
  readonly address?: AddressText;
  readonly length?: Word;
  readonly backing?: Backing;
  readonly vm_flags?: FlagsDocument;
  readonly region?: RegionDocument;
  readonly shares?: string;
  readonly calls?: readonly CallDocument[];
  readonly bytes?: readonly ExpectedBytesDocument[];
  readonly maps?: string;
  readonly region_maps?: string;
  readonly accounting?: AccountingDocument;
  readonly messages?: readonly string[];
  readonly reason?: string;
  readonly hazard?: readonly string[];
}

/** An expectation, or one for each kernel or range of kernels. */
export type ExpectDocument = OneOrByKey<ExpectationDocument>;

const flags: Schema<FlagsDocument> = oneOfSorts<FlagsDocument>(
  "VM flags, or has and lacks",
  {
    text: pipe(vmFlags, transform((exact): FlagsDocument => ({ exact }))),
    mapping: mapping<FlagsDocument>("VM flags", {
      exact: optional(vmFlags, "Exactly these VM_*"),
      has: optional(vmFlags, "VM_* that are all set"),
      lacks: optional(vmFlags, "VM_* that are all clear"),
    }, { notEmpty: true, atMostOne: [["exact", "has"], ["exact", "lacks"]] }),
  },
);

const region: Schema<RegionDocument> = deferred(() =>
  mapping<RegionDocument>("region", {
    start: optional(address, "First address: vm_start"),
    end: optional(address, "Address after the last byte in use: vm_end"),
    top: optional(address, "Address after the last allocated byte: vm_top"),
    pgoff: optional(word, "Offset in the file in pages: vm_pgoff"),
    usage: optional(count, "How many VMAs use it: vm_usage"),
    flags: optional(flags, "Its VM flags: vm_flags"),
  }, { notEmpty: true })
);

const accounting: Schema<AccountingDocument> = deferred(() =>
  mapping<AccountingDocument>(
    "accounting",
    {
      pages: optional(count, "Pages allocated for regions"),
      total_vm: optional(count, "Pages of the process: total_vm"),
      free_pages: optional(count, "Free pages of the machine"),
      map_count: optional(count, "VMAs of the process: map_count"),
    },
    { notEmpty: true },
  )
);

const full: Schema<ExpectationDocument> = deferred(() =>
  mapping<ExpectationDocument>(
    "expect",
    {
      errno: optional(errnoOrOk, "The errno; ok: the call succeeds"),
      address: optional(address, "Address of the mapping"),
      length: optional(word, "Length of the mapping in bytes"),
      backing: optional(backing, "What backs the mapping"),
      vm_flags: optional(
        flags,
        "Flags of the VMA: exact, or { has, lacks }",
      ),
      region: optional(region, "The region that the mapping uses"),
      shares: optional(label, "Label of a step whose region the mapping uses"),
      calls: optional(
        calls,
        "Every call of a driver's operation, in order; [] for none",
      ),
      bytes: optional(
        expectedBytes,
        "Contents of the mapping, or of what a load reads",
      ),
      maps: optional(anyText, "Text of /proc/PID/maps"),
      region_maps: optional(anyText, "Text of /proc/maps"),
      accounting: optional(accounting, "The kernel's accounts"),
      messages: optional(
        oneOfSorts<readonly string[]>("a list of messages", {
          text: asList(sentence),
          list: list("a list of messages", sentence),
        }),
        "A part of each message of the kernel's log, in order; [] for none",
      ),
      reason: optional(sentence, "Id of the rule that decides"),
      hazard: optional(
        hazards,
        "Ids of the hazards that the step meets, or none",
      ),
    },
    { notEmpty: true },
  )
);

const short: Schema<ExpectationDocument> = pipe(
  errnoOr("expectation", ["ok", "direct", "copy", "anonymous"]),
  transform((answer): ExpectationDocument => {
    if (answer === "ok") return { errno: 0 };
    return typeof answer === "string"
      ? { backing: answer }
      : { errno: answer.errno };
  }),
);

/** Schema of an expectation that holds for all kernels. */
const one: Schema<ExpectationDocument> = oneOfSorts<ExpectationDocument>(
  "ok, an errno, a backing or a mapping",
  { text: short, mapping: full },
);

const KERNEL = /^\s*(linux|[<>=])/;

const kernelKey: Schema<string> = scalar("a kernel", (key) => {
  if (KERNEL.test(key)) return key;
  throw new ValueError(
    `Key ${quote(key)} cannot stand beside kernels: all keys of expect are ` +
      "kernels, or none",
  );
}, { pattern: "^\\s*(linux|[<>=])" });

/** Schema of the key `expect`. */
export const expect: Schema<ExpectDocument> = oneOrByKey(
  one,
  kernelKey,
  (key) => KERNEL.test(key),
);
