/**
 * Schemas of the operations of a step.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { MappingRecord } from "../../mm/record.ts";
import type { AddressText } from "../text/address.ts";
import type { Flags } from "../types.ts";
import { bytes, type BytesDocument, MOST_BYTES } from "./bytes.ts";
import { choice, deferred, type Schema } from "./kit.ts";
import { mapping, optional, required } from "./mapping.ts";
import {
  address,
  advice,
  capabilities,
  count,
  descriptor,
  errno,
  flag,
  mapFlags,
  mremapFlags,
  name,
  numberUpTo,
  prot,
  word,
} from "./value.ts";

/** Arguments of mmap as the file gives them. */
export interface MmapDocument {
  readonly file?: string;
  readonly address?: AddressText;
  readonly length: Word;
  readonly prot: Flags;
  readonly flags: Flags;
  readonly offset?: Word;
  readonly pgoff?: Word;
  readonly fd?: number;
  readonly leftover_capabilities?: Flags;
  readonly security_module?: number;
  readonly out_of_memory?: MappingRecord;
}

/** A range of addresses as the file gives it. */
export interface RangeDocument {
  readonly address: AddressText;
  readonly length: Word;
}

/** Arguments of mremap as the file gives them. */
export interface MremapDocument {
  readonly address: AddressText;
  readonly old_length: Word;
  readonly new_length: Word;
  readonly flags?: Flags;
  readonly new_address?: AddressText;
}

/** Arguments of the other operations as the file gives them. */
export interface OtherDocuments {
  readonly ftruncate: { readonly file: string; readonly size: Word };
  readonly write: {
    readonly file: string;
    readonly offset: Word;
    readonly bytes: BytesDocument;
  };
  readonly close: { readonly file: string };
  readonly exit: { readonly [key in never]: never };
  readonly store: {
    readonly address: AddressText;
    readonly bytes: BytesDocument;
  };
  readonly mprotect: RangeDocument & { readonly prot: Flags };
  readonly madvise: RangeDocument & { readonly advice: number };
  readonly ptrace: { readonly traced: boolean };
  readonly sysctl: { readonly nr_trim_pages: number };
}

/** Every operation by its name. */
export interface OperationDocuments extends OtherDocuments {
  readonly mmap: MmapDocument;
  readonly munmap: RangeDocument;
  readonly mremap: MremapDocument;
  readonly load: RangeDocument;
  readonly mlock: RangeDocument;
  readonly msync: RangeDocument;
  readonly mincore: RangeDocument;
}

const FILE = "Name of the file";
const START = "First address: a number, or a label of an earlier step with a " +
  "distance, such as text+0x1000";
const LENGTH = "Length in bytes";

function range(what: string): Schema<RangeDocument> {
  return deferred(() =>
    mapping<RangeDocument>(what, {
      address: required(address, START),
      length: required(word, LENGTH),
    })
  );
}

const mmap: Schema<MmapDocument> = mapping<MmapDocument>("mmap", {
  file: optional(name, `${FILE}; left out: anonymous, or see fd`),
  address: optional(address, "Address hint; 0 if left out"),
  length: required(word, LENGTH),
  prot: required(prot, "PROT_* joined by |, such as READ|EXEC, or NONE"),
  flags: required(mapFlags, "MAP_* joined by |, such as PRIVATE|FIXED"),
  offset: optional(word, "Offset in the file in bytes; 0 if left out"),
  pgoff: optional(word, "Offset in the file in pages, in place of offset"),
  fd: optional(descriptor, "A descriptor that is not open, in place of file"),
  leftover_capabilities: optional(
    capabilities,
    "What lies on the stack where the kernel uses capabilities that it never " +
      "set, from 2.6.11-bdi to 2.6.19 for a length that rounds to 0; left " +
      "out: the outcome is the hazard capabilities-unknown",
  ),
  security_module: optional(
    errno,
    "The errno that the security module answers, which is asked last until " +
      "3.9 and first from 3.10 on; left out: it allows the mapping",
  ),
  out_of_memory: optional(
    choice("record", ["region", "vma", "tree"]),
    "The record of the kernel for which there is no memory: region (before " +
      "2.6.29 the element of a list), vma, or tree (from 6.1 on)",
  ),
}, { atMostOne: [["offset", "pgoff"], ["file", "fd"]] });

const mremap: Schema<MremapDocument> = deferred(() =>
  mapping<MremapDocument>("mremap", {
    address: required(address, START),
    old_length: required(word, "Length of the mapping now, in bytes"),
    new_length: required(word, "Length that it is to have, in bytes"),
    flags: optional(mremapFlags, "MREMAP_* joined by |; 0 if left out"),
    new_address: optional(address, "Where it is to be moved; 0 if left out"),
  })
);

/** The schema of each operation's arguments. */
export const OPERATIONS: {
  readonly [K in keyof OperationDocuments]: Schema<OperationDocuments[K]>;
} = {
  mmap,
  munmap: range("munmap"),
  mremap,
  ftruncate: deferred(() =>
    mapping<OtherDocuments["ftruncate"]>("ftruncate", {
      file: required(name, FILE),
      size: required(word, "New size in bytes"),
    })
  ),
  write: deferred(() =>
    mapping<OtherDocuments["write"]>("write", {
      file: required(name, FILE),
      offset: required(word, "Offset in the file in bytes"),
      bytes: required(bytes, "What is written"),
    })
  ),
  close: deferred(() =>
    mapping<OtherDocuments["close"]>("close", {
      file: required(name, FILE),
    })
  ),
  exit: deferred(() => mapping<OtherDocuments["exit"]>("exit", {})),
  store: deferred(() =>
    mapping<OtherDocuments["store"]>("store", {
      address: required(address, START),
      bytes: required(bytes, "What is stored"),
    })
  ),
  load: deferred(() =>
    mapping<RangeDocument>("load", {
      address: required(address, START),
      length: required(numberUpTo(MOST_BYTES), LENGTH),
    })
  ),
  mprotect: deferred(() =>
    mapping<OtherDocuments["mprotect"]>("mprotect", {
      address: required(address, START),
      length: required(word, LENGTH),
      prot: required(prot, "PROT_* joined by |, or NONE"),
    })
  ),
  madvise: deferred(() =>
    mapping<OtherDocuments["madvise"]>("madvise", {
      address: required(address, START),
      length: required(word, LENGTH),
      advice: required(advice, "MADV_* name, such as DONTNEED, or a number"),
    })
  ),
  mlock: range("mlock"),
  msync: range("msync"),
  mincore: range("mincore"),
  ptrace: deferred(() =>
    mapping<OtherDocuments["ptrace"]>("ptrace", {
      traced: required(flag, "Whether a debugger is attached from now on"),
    })
  ),
  sysctl: deferred(() =>
    mapping<OtherDocuments["sysctl"]>("sysctl", {
      nr_trim_pages: required(count, "New value of vm.nr_trim_pages"),
    })
  ),
};
