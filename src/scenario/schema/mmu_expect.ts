/**
 * Schema of what a step of `cramfs_mmu` expects.
 *
 * @module
 */
import { ERRNO, isErrnoName } from "../../abi/errno.ts";
import type { Word } from "../../abi/word.ts";
import { VMFLAG_NAMES } from "../../files/cramfs/maps.ts";
import { CRAMFS_REVISIONS } from "../../files/cramfs/revisions.ts";
import { unknownWord } from "../text/nearest.ts";
import { ValueError } from "../text/value_error.ts";
import type { MmuDecision, MmuPageSource } from "../types.ts";
import { type OneOrByKey, oneOrByKey } from "./by_key.ts";
import { expectedBytes, type ExpectedBytesDocument } from "./bytes.ts";
import {
  choice,
  deferred,
  list,
  oneOfSorts,
  scalar,
  type Schema,
} from "./kit.ts";
import { mapping, optional } from "./mapping.ts";
import { pipe, transform } from "./valibot.ts";
import {
  anyText,
  count,
  errnoOrOk,
  flag,
  hazards,
  sentence,
  word,
} from "./value.ts";

/** Abbreviated flags as the file gives them. */
export interface MmuFlagsDocument {
  readonly exact?: readonly string[];
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
}

/** An expectation as the file gives it. */
export interface MmuExpectationDocument {
  readonly errno?: number;
  readonly decision?: MmuDecision;
  readonly bailout?: string;
  readonly direct?: number;
  readonly address?: Word;
  readonly last_page_shared?: boolean;
  readonly state?: string;
  readonly pgoff?: Word;
  readonly vm_flags?: MmuFlagsDocument;
  readonly pages?: readonly MmuPageSource[];
  readonly bytes?: readonly ExpectedBytesDocument[];
  readonly maps?: string;
  readonly messages?: readonly string[];
  readonly hazard?: readonly string[];
}

/** An expectation, or one for each revision. */
export type MmuExpectDocument = OneOrByKey<MmuExpectationDocument>;

const DECISIONS: readonly MmuDecision[] = [
  "pfnmap",
  "mixedmap",
  "normal",
  "crash",
];
const SOURCES: readonly MmuPageSource[] = ["flash", "ram", "none", "wild"];

/** Reasons why a file is not mapped in place, in the kernel's words. */
const BAILOUTS = [
  "vma is writable",
  "beyond file limit",
  "unsuitable block layout",
  "data is not page aligned",
  "no suitable block remaining",
] as const;

const STATES = [
  "NO_PREPOPULATE",
  "PREPOPULATE_PFNMAP",
  "PREPOPULATE_MIXEDMAP",
] as const;

const flagNames: Schema<readonly string[]> = scalar("VmFlags", (value) => {
  const names = value.trim().split(/\s+/);
  for (const name of names) {
    if (!VMFLAG_NAMES.includes(name)) {
      throw new ValueError(unknownWord("VmFlag", name, VMFLAG_NAMES));
    }
  }
  return names;
}, { examples: ["rd mr mw me pf io de dd"] });

const flags: Schema<MmuFlagsDocument> = oneOfSorts<MmuFlagsDocument>(
  "VmFlags, or has and lacks",
  {
    text: pipe(flagNames, transform((exact): MmuFlagsDocument => ({ exact }))),
    mapping: mapping<MmuFlagsDocument>("VmFlags", {
      exact: optional(flagNames, "Exactly these"),
      has: optional(flagNames, "These among others"),
      lacks: optional(flagNames, "None of these"),
    }, { notEmpty: true, atMostOne: [["exact", "has"], ["exact", "lacks"]] }),
  },
);

const full: Schema<MmuExpectationDocument> = deferred(() =>
  mapping<MmuExpectationDocument>(
    "expect",
    {
      errno: optional(errnoOrOk, "The errno; ok: the call succeeds"),
      decision: optional(
        choice("decision", DECISIONS),
        "How the file is mapped: whole in place, partly, by demand paging; or " +
          "the kernel stops",
      ),
      bailout: optional(
        choice("reason", BAILOUTS),
        "Why nothing is mapped in place, in the kernel's words",
      ),
      direct: optional(count, "Pages that are mapped in place"),
      address: optional(
        word,
        "Physical address of the first page that is mapped in place",
      ),
      last_page_shared: optional(
        flag,
        "Whether the last page is left out because of other data in it",
      ),
      state: optional(
        choice("state", STATES),
        "What the preparation tells the completion",
      ),
      pgoff: optional(
        word,
        "Page offset of the VMA; of a private PFNMAP its page frame",
      ),
      vm_flags: optional(flags, "VmFlags of /proc/PID/smaps, in any order"),
      pages: optional(
        list("a list of sources", choice("source of a page", SOURCES)),
        "Where each page comes from: flash, ram, none (SIGBUS) or wild",
      ),
      bytes: optional(expectedBytes, "What an access finds"),
      maps: optional(anyText, "Lines of /proc/PID/maps"),
      messages: optional(
        list("a list of messages", sentence),
        "A part of each message of the kernel, in order; [] for none",
      ),
      hazard: optional(
        hazards,
        "Ids of the hazards that the step meets, or none",
      ),
    },
    { notEmpty: true },
  )
);

const WORDS = [...DECISIONS, "ok", ...Object.keys(ERRNO)];

const short: Schema<MmuExpectationDocument> = scalar(
  "expectation",
  (value): MmuExpectationDocument => {
    if (value === "ok") return { errno: 0 };
    if (isErrnoName(value)) return { errno: ERRNO[value] };
    const decision = DECISIONS.find((known) => known === value);
    if (decision !== undefined) return { decision };
    throw new ValueError(unknownWord("expectation", value, WORDS));
  },
  { enum: WORDS },
);

const one: Schema<MmuExpectationDocument> = oneOfSorts<MmuExpectationDocument>(
  "pfnmap, mixedmap, normal, crash, an errno or a mapping",
  { text: short, mapping: full },
);

const NAMES: readonly string[] = Object.keys(CRAMFS_REVISIONS);

const revisionKey: Schema<string> = scalar("a revision", (key) => {
  if (NAMES.includes(key)) return key;
  throw new ValueError(unknownWord("revision", key, NAMES));
}, { enum: NAMES });

/** Schema of the key `expect` of a step with an MMU. */
export const mmuExpect: Schema<MmuExpectDocument> = oneOrByKey(
  one,
  revisionKey,
  (key) => NAMES.includes(key),
);
