/**
 * Calls other than mmap(), from the simplest on: what is tried to find a
 * scenario that meets a rule.
 *
 * @module
 */
import { MAP, MREMAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import type { AnyEdition } from "../policy/editions.ts";
import {
  makeFile,
  makeMmap,
  makeRamfsFile,
  makeScenario,
  makeStep,
} from "../question/make.ts";
import type { Question } from "../question/question.ts";
import { diskFile } from "../question/disk_file.ts";
import { DEFAULT_MACHINE } from "../scenario/resolve/machine.ts";
import type {
  Address,
  FileSpec,
  MachineSpec,
  Operation,
  Step,
} from "../scenario/types.ts";

const PAGE = 4096;

/** A mapping of four pages that the call is about. */
const MAPPED: Address = at(0);

function at(offset: number): Address {
  return { step: 0, label: "mapping", offset, negative: false };
}

interface Parts {
  readonly files?: readonly FileSpec[];
  readonly machine?: Partial<MachineSpec>;
}

/** Calls of every kind but mmap(). */
export function* callSpace(edition: AnyEdition): Generator<Question> {
  const made = (steps: readonly Step[], parts: Parts = {}): Question => ({
    scenario: makeScenario(edition, {
      files: parts.files ?? [],
      machine: { ...DEFAULT_MACHINE, ...parts.machine },
      steps,
    }),
    step: steps.length - 1,
  });
  for (const [mapped, parts] of mappings(edition)) {
    for (const operation of [...unmappings(), ...resizings()]) {
      yield made([mapped, makeStep(operation)], parts);
    }
  }
  yield made([
    anonymous(),
    makeStep({
      kind: "munmap",
      address: at(PAGE),
      length: PAGE,
    }),
  ], { machine: { maxMapCount: 1 } });
  for (const [steps, parts] of fileCalls()) yield made(steps, parts);
  for (const operation of otherCalls()) yield made([makeStep(operation)]);
}

function anonymous(): Step {
  return makeStep(
    makeMmap({
      length: 4 * PAGE,
      prot: PROT.READ | PROT.WRITE,
      flags: MAP.PRIVATE | MAP.ANONYMOUS,
    }),
    { as: "mapping" },
  );
}

function* mappings(edition: AnyEdition): Generator<[Step, Parts]> {
  yield [anonymous(), {}];
  const file = makeFile("data", { ...diskFile(edition), size: 4 * PAGE });
  for (const prot of [PROT.READ, PROT.READ | PROT.WRITE]) {
    yield [
      makeStep(
        makeMmap({ file: 0, length: 4 * PAGE, prot, flags: MAP.PRIVATE }),
        { as: "mapping" },
      ),
      { files: [file] },
    ];
  }
}

function* unmappings(): Generator<Operation> {
  const addresses = [MAPPED, at(PAGE), at(1), 0x1000];
  const lengths = [4 * PAGE, PAGE, 2 * PAGE, 8 * PAGE, 0];
  for (const address of addresses) {
    for (const length of lengths) yield { kind: "munmap", address, length };
  }
}

function* resizings(): Generator<Operation> {
  const addresses = [MAPPED, at(PAGE), at(1), 0x1000];
  const lengths = [4 * PAGE, 2 * PAGE, 32 * PAGE, 0];
  for (const address of addresses) {
    for (const newLength of lengths) {
      for (const oldLength of [4 * PAGE, PAGE]) {
        yield { kind: "mremap", address, oldLength, newLength };
      }
    }
  }
  yield {
    kind: "mremap",
    address: MAPPED,
    oldLength: 4 * PAGE,
    newLength: 4 * PAGE,
    flags: { value: MREMAP.MAYMOVE | MREMAP.FIXED, text: "MAYMOVE|FIXED" },
    newAddress: 0x2000_0000,
  };
}

function* fileCalls(): Generator<[readonly Step[], Parts]> {
  const { ram } = DEFAULT_MACHINE;
  const full = {
    ram: {
      ...ram,
      size: 4 * PAGE,
      reserved: [{ at: 0, start: ram.base, length: 4 * PAGE }],
    },
  };
  const file = makeRamfsFile("shm", { size: 0 });
  const filled = makeRamfsFile("shm", { size: 4 * PAGE });
  const truncate = (size: number): Step =>
    makeStep({ kind: "ftruncate", file: 0, size });
  const write = makeStep({
    kind: "write",
    file: 0,
    offset: 0,
    bytes: { kind: "fill", byte: 1, length: PAGE },
  });
  const close = makeStep({ kind: "close", file: 0 });
  const share = makeStep(makeMmap({
    file: 0,
    length: 4 * PAGE,
    prot: PROT.READ,
    flags: MAP.SHARED,
  }));
  for (const call of [truncate(4 * PAGE), write]) {
    yield [[call], { files: [file] }];
    yield [[call], { files: [{ ...file, mode: "r" }] }];
    yield [[call], { files: [{ ...file, mode: "path" }] }];
    yield [[call], { files: [file], machine: full }];
    yield [[close, call], { files: [file] }];
  }
  yield [[close, close], { files: [file] }];
  yield [[truncate(8 * 2 ** 20)], { files: [file] }];
  yield [[share, truncate(PAGE)], { files: [filled] }];
  yield [[truncate(PAGE)], {
    files: [makeRamfsFile("shm", { size: 4 * PAGE, appendOnly: true })],
  }];
}

function* otherCalls(): Generator<Operation> {
  yield { kind: "exit" };
  yield { kind: "msync", address: 0x1000, length: PAGE };
}
