/**
 * The operation of a step, with its names looked up.
 *
 * @module
 */
import { MAP } from "../../abi/map.ts";
import { toWord, type Word } from "../../abi/word.ts";
import type { MmapDocument, OperationDocuments } from "../schema/operation.ts";
import type { StepDocument } from "../schema/step.ts";
import type { AddressText } from "../text/address.ts";
import type { Address, MmapOperation, Operation } from "../types.ts";
import { offsetOf, type Place, valuePlace } from "../yaml/value.ts";
import { resolveBytes } from "./contents.ts";
import { checkWord, findPlace, resolveAddress, type Scope } from "./scope.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Where an operation stands, and what its names mean. */
interface Context {
  readonly place: Place;
  readonly step: number;
  readonly scope: Scope;
}

type Resolver<K extends keyof OperationDocuments> = (
  given: OperationDocuments[K],
  context: Context,
) => Operation;

/** The operation of the step with this number. */
export function resolveOperation(
  document: StepDocument,
  place: Place,
  step: number,
  scope: Scope,
): Operation {
  for (const kind of KINDS) {
    const given = document[kind];
    if (given === undefined) continue;
    const resolve = RESOLVERS[kind] as Resolver<typeof kind>;
    const context = { place: valuePlace(place, kind), step, scope };
    return resolve(given as never, context);
  }
  throw new RangeError("Step has no operation");
}

function address(key: string, value: AddressText, context: Context): Address {
  const at = offsetOf(valuePlace(context.place, key));
  return resolveAddress(value, at, context.step, context.scope);
}

function word(key: string, value: Word, context: Context): Word {
  return checkWord(
    value,
    offsetOf(valuePlace(context.place, key)),
    context.scope,
  );
}

function file(name: string, context: Context): number {
  const at = offsetOf(valuePlace(context.place, "file"));
  return findPlace("file", name, at, context.scope);
}

function range(
  given: { readonly address: AddressText; readonly length: Word },
  context: Context,
): { address: Address; length: Word } {
  return {
    address: address("address", given.address, context),
    length: word("length", given.length, context),
  };
}

const RESOLVERS: { readonly [K in keyof OperationDocuments]: Resolver<K> } = {
  mmap: resolveMmap,
  munmap: (given, context) => ({ kind: "munmap", ...range(given, context) }),
  mlock: (given, context) => ({ kind: "mlock", ...range(given, context) }),
  msync: (given, context) => ({ kind: "msync", ...range(given, context) }),
  mincore: (given, context) => ({ kind: "mincore", ...range(given, context) }),
  load: (given, context) => ({ kind: "load", ...range(given, context) }),
  mremap(given, context) {
    const { flags, new_address: target } = given;
    return {
      kind: "mremap",
      address: address("address", given.address, context),
      oldLength: word("old_length", given.old_length, context),
      newLength: word("new_length", given.new_length, context),
      ...(flags !== undefined && { flags }),
      ...(target !== undefined && {
        newAddress: address("new_address", target, context),
      }),
    };
  },
  ftruncate: (given, context) => ({
    kind: "ftruncate",
    file: file(given.file, context),
    size: given.size,
  }),
  write: (given, context) => ({
    kind: "write",
    file: file(given.file, context),
    offset: given.offset,
    bytes: resolveBytes(given.bytes),
  }),
  close: (given, context) => ({
    kind: "close",
    file: file(given.file, context),
  }),
  exit: () => ({ kind: "exit" }),
  store: (given, context) => ({
    kind: "store",
    address: address("address", given.address, context),
    bytes: resolveBytes(given.bytes),
  }),
  mprotect: (given, context) => ({
    kind: "mprotect",
    ...range(given, context),
    prot: given.prot,
  }),
  madvise: (given, context) => ({
    kind: "madvise",
    ...range(given, context),
    advice: given.advice,
  }),
  ptrace: ({ traced }) => ({ kind: "ptrace", traced }),
  sysctl: (given) => ({ kind: "sysctl", nrTrimPages: given.nr_trim_pages }),
};

const KINDS = Object.keys(RESOLVERS) as (keyof OperationDocuments)[];

function resolveMmap(given: MmapDocument, context: Context): MmapOperation {
  const { place, scope } = context;
  const mmap: Mutable<MmapOperation> = {
    kind: "mmap",
    length: word("length", given.length, context),
    prot: given.prot,
    flags: given.flags,
  };
  if (given.file !== undefined) mmap.file = file(given.file, context);
  if (given.fd !== undefined) mmap.fd = given.fd;
  if (given.address !== undefined) {
    mmap.address = address("address", given.address, context);
  }
  if (given.offset !== undefined) {
    const at = offsetOf(valuePlace(place, "offset"));
    mmap.offset = checkOffset(given.offset, at, scope);
  }
  if (given.pgoff !== undefined) {
    mmap.pgoff = word("pgoff", given.pgoff, context);
  }
  if (given.leftover_capabilities !== undefined) {
    mmap.leftoverCapabilities = given.leftover_capabilities;
  }
  const { security_module: securityErrno, out_of_memory: record } = given;
  if (securityErrno !== undefined) mmap.securityErrno = securityErrno;
  if (record !== undefined) mmap.failingRecord = record;
  checkBacking(mmap, offsetOf(place), scope);
  return mmap;
}

/** Checks that an offset in bytes, as pages, fits a word of the machine. */
export function checkOffset(offset: Word, at: number, scope: Scope): Word {
  const pages = BigInt(offset) / BigInt(scope.pageSize);
  checkWord(toWord(pages, 64), at, scope);
  return offset;
}

/** Whether a request says what is to be mapped. */
export function hasBacking({ file, fd, flags }: MmapOperation): boolean {
  return file !== undefined || fd !== undefined ||
    (flags.value & MAP.ANONYMOUS) !== 0;
}

/** Checks that a request says what is to be mapped. */
export function checkBacking(
  mmap: MmapOperation,
  at: number,
  scope: Scope,
): void {
  if (hasBacking(mmap)) return;
  scope.problems.add(
    at,
    "mmap has neither a file nor ANONYMOUS in its flags; a bad descriptor " +
      "is asked for with fd",
  );
}
