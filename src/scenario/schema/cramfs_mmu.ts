/**
 * Schema of the key `cramfs_mmu`.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import {
  CRAMFS_REVISIONS,
  type CramfsRevision,
} from "../../files/cramfs/revisions.ts";
import type { AddressText } from "../text/address.ts";
import { unknownWord } from "../text/nearest.ts";
import { ValueError } from "../text/value_error.ts";
import type { Flags } from "../types.ts";
import {
  choice,
  deferred,
  list,
  oneOfSorts,
  scalar,
  type Schema,
} from "./kit.ts";
import { mapping, optional, required } from "./mapping.ts";
import { mmuExpect, type MmuExpectDocument } from "./mmu_expect.ts";
import {
  address,
  count,
  label,
  mapFlags,
  name,
  numberUpTo,
  prot,
  sentence,
  word,
} from "./value.ts";

/** A mapping as the file gives it. */
export interface MmuMapDocument {
  readonly file: string;
  readonly address?: AddressText;
  readonly length: Word;
  readonly prot: Flags;
  readonly flags: Flags;
  readonly offset?: Word;
  readonly pgoff?: number;
}

/** A range of addresses as the file gives it. */
export interface MmuRangeDocument {
  readonly address: AddressText;
  readonly length: Word;
  readonly prot?: Flags;
}

/** A step as the file gives it, with one of the operations. */
export interface MmuStepDocument {
  readonly as?: string;
  readonly note?: string;
  readonly map?: MmuMapDocument;
  readonly prepare?: MmuMapDocument;
  readonly complete?: string;
  readonly protect?: MmuRangeDocument;
  readonly unmap?: MmuRangeDocument;
  readonly expect?: MmuExpectDocument;
}

/** Mappings with an MMU as the file gives them. */
export interface CramfsMmuDocument {
  readonly revision?: readonly CramfsRevision[];
  readonly uninitialised?: number;
  readonly steps: readonly MmuStepDocument[];
}

/** Names of the revisions, oldest first. */
const REVISION_NAMES: readonly CramfsRevision[] = Object.keys(
  CRAMFS_REVISIONS,
) as CramfsRevision[];

/** The revision where none is named. */
export const DEFAULT_REVISION: CramfsRevision = "linux-6.12";

const revision: Schema<CramfsRevision> = choice("revision", REVISION_NAMES);

const START = "First address: a number, or a label of an earlier step with a " +
  "distance, such as text+0x1000";
const LENGTH = "Length in bytes";

function mapOperation(what: string): Schema<MmuMapDocument> {
  return mapping<MmuMapDocument>(what, {
    file: required(name, "Name of a file with driver cramfs"),
    address: optional(
      address,
      "Where it goes, over what is there; left out: after everything",
    ),
    length: required(word, LENGTH),
    prot: required(prot, "PROT_* joined by |, such as READ|EXEC, or NONE"),
    flags: required(mapFlags, "PRIVATE or SHARED"),
    offset: optional(word, "Offset in the file in bytes; 0 if left out"),
    pgoff: optional(count, "Offset in the file in pages, in place of offset"),
  }, { atMostOne: [["offset", "pgoff"]] });
}

const protect: Schema<MmuRangeDocument> = deferred(() =>
  mapping<MmuRangeDocument>(
    "protect",
    {
      address: required(address, START),
      length: required(word, LENGTH),
      prot: optional(prot, "PROT_* joined by |; NONE if left out"),
    },
  )
);

const unmap: Schema<MmuRangeDocument> = deferred(() =>
  mapping<
    Omit<MmuRangeDocument, "prot">
  >("unmap", {
    address: required(address, START),
    length: required(word, LENGTH),
  })
);

const step: Schema<MmuStepDocument> = deferred(() =>
  mapping<MmuStepDocument>("a step", {
    as: optional(label, "Label of the step, for addresses of later steps"),
    map: optional(mapOperation("map"), "Maps a file"),
    prepare: optional(
      mapOperation("prepare"),
      "The first half of a mapping in revision 2025-mmap-prepare",
    ),
    complete: optional(
      label,
      "The second half: label of the step that prepared the mapping",
    ),
    protect: optional(protect, "Calls mprotect, which splits VMAs"),
    unmap: optional(unmap, "Calls munmap, which splits VMAs"),
    expect: optional(
      mmuExpect,
      "What is expected: pfnmap, mixedmap, normal, crash, an errno, or more; or " +
        "one of these for each revision",
    ),
    note: optional(sentence, "A remark for the reader"),
  }, { exactlyOne: ["map", "prepare", "complete", "protect", "unmap"] })
);

const revisions: Schema<readonly CramfsRevision[]> = oneOfSorts<
  readonly CramfsRevision[]
>("a revision, a list of them or all", {
  text: scalar("a revision", (value): readonly CramfsRevision[] => {
    if (value === "all") return REVISION_NAMES;
    const found = REVISION_NAMES.find((known) => known === value);
    if (found !== undefined) return [found];
    throw new ValueError(
      unknownWord("revision", value, [...REVISION_NAMES, "all"]),
    );
  }, { enum: [...REVISION_NAMES, "all"] }),
  list: list("a list of revisions", revision),
});

/** Schema of mappings with an MMU. */
export const cramfsMmu: Schema<CramfsMmuDocument> = deferred(() =>
  mapping<
    CramfsMmuDocument
  >("cramfs_mmu", {
    revision: optional(
      revisions,
      "A revision of fs/cramfs/inode.c, a list of them, or all; each is a test " +
        "of its own; linux-6.12 if left out",
    ),
    uninitialised: optional(
      numberUpTo(0xffff_ffff),
      "What a variable that is never set happens to hold; 0 if left out",
    ),
    steps: required(
      list("a list of steps", step),
      "What is mapped, in order, and what is expected",
    ),
  })
);
