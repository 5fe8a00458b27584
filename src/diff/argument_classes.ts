/**
 * Requests that differ in the arguments of the call, sorted by what the
 * editions decide.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { VM } from "../abi/vm.ts";
import type { WordSize } from "../abi/word.ts";
import type { AnyEdition } from "../policy/editions.ts";
import {
  ADDRESSES,
  ARGUMENT_FILES,
  BYTE_OFFSETS,
  EXTRA_FLAGS,
  LENGTHS,
  MAP_TYPES,
  OLD_ARGUMENT_FILES,
  PAGE_OFFSETS,
} from "./argument_space.ts";
import { Choices } from "./choices.ts";
import { FILE_SIZES, type FileChoice } from "./file_space.ts";
import { LazyCaller, LazyFile, LazyListFile } from "./lazy_file.ts";
import {
  createPolicyProbe,
  type PolicyProbe,
  type ProbedFile,
} from "./policy_probe.ts";
import type { MapRequest } from "./request_space.ts";
import { ClassMap, type RequestClass } from "./class_map.ts";

/** What decides where a mapping can be shared. */
const SHARING = VM.SHARED | VM.MAYSHARE | VM.MAYOVERLAY;

/**
 * Requests with every combination of type, address, length, page offset and
 * protection, for one file of each kind, and with every other flag. It yields
 * after each file.
 */
export function* argumentClassSteps(
  editions: readonly AnyEdition[],
): Generator<void, RequestClass[]> {
  const old = editions.some(({ world }) => world === "list");
  const sizes: readonly WordSize[] = old ? [32] : [32, 64];
  const files = old ? OLD_ARGUMENT_FILES : ARGUMENT_FILES;
  const found = new ClassMap();
  const byFlags = createPolicyProbe(editions);
  const relevant = [0];
  for (const extra of EXTRA_FLAGS) {
    if (tryFlag(extra, files, byFlags, found)) relevant.push(extra);
  }
  const byPlace = createPolicyProbe(editions, SHARING);
  for (const wordSize of sizes) {
    for (const [number, file] of files.entries()) {
      const probed = probedFile(file);
      for (const extra of relevant) {
        for (const type of MAP_TYPES) {
          const flags = flagsOf(file, type | extra);
          for (const address of ADDRESSES) {
            for (const length of LENGTHS[wordSize]) {
              for (const pgoff of PAGE_OFFSETS[wordSize]) {
                for (let prot = 0; prot < 8; prot++) {
                  const request = {
                    ...CALLER,
                    file,
                    wordSize,
                    address,
                    length,
                    prot,
                    flags,
                    pgoff,
                  };
                  const key = keyOf(byPlace, request, probed);
                  const place = byPlace.granted
                    ? `${wordSize} ${number} ${length} ${pgoff} ${
                      flags & MAP.SHARED
                    }`
                    : "";
                  found.add(`${key} ${place}`, request);
                }
              }
            }
          }
        }
      }
      yield;
    }
  }
  addByteOffsets(sizes, files, found);
  return found.classes();
}

/** Tries a flag alone; `true` if it decides whether a request is granted. */
function tryFlag(
  extra: number,
  files: readonly (FileChoice | null)[],
  probe: PolicyProbe,
  found: ClassMap,
): boolean {
  let decides = false;
  for (const [number, file] of files.entries()) {
    const probed = probedFile(file);
    for (const type of MAP_TYPES) {
      for (let prot = 0; prot < 8; prot++) {
        const plain = plainRequest(file, type, prot);
        const without = keyOf(probe, plain, probed);
        const { granted } = probe;
        const request = plainRequest(file, type | extra, prot);
        const key = keyOf(probe, request, probed);
        if (granted !== probe.granted) decides = true;
        else if (!granted && key !== without) decides = true;
        if (key !== without) found.add(`${key} extra ${number}`, request);
      }
    }
  }
  return decides;
}

const CALLER = { caller: { ptraced: false, impliesExec: false } } as const;

function plainRequest(
  file: FileChoice | null,
  flags: number,
  prot: number,
): MapRequest {
  return {
    ...CALLER,
    file,
    wordSize: 32,
    address: 0,
    length: 4096,
    prot,
    flags: flagsOf(file, flags),
    pgoff: 0,
  };
}

function flagsOf(file: FileChoice | null, flags: number): number {
  return file === null ? flags | MAP.ANONYMOUS : flags;
}

/** The kernel's entry turns bytes into pages before the policy is asked. */
function addByteOffsets(
  sizes: readonly WordSize[],
  files: readonly (FileChoice | null)[],
  found: ClassMap,
): void {
  for (const wordSize of sizes) {
    for (const [number, file] of files.entries()) {
      for (const type of [MAP.PRIVATE, MAP.SHARED]) {
        for (const prot of [PROT.READ, PROT.WRITE, PROT.READ | PROT.WRITE]) {
          for (const offset of BYTE_OFFSETS[wordSize]) {
            for (const length of [4096, 8192]) {
              found.add(
                `offset ${wordSize} ${number} ${type} ${prot} ${offset} ${length}`,
                {
                  ...plainRequest(file, type, prot),
                  wordSize,
                  length,
                  offset,
                },
              );
            }
          }
        }
      }
    }
  }
}

/** A file whose choices are made. */
function probedFile(file: FileChoice | null): ProbedFile | null {
  if (file === null) return null;
  const made = new MadeChoices(file);
  return {
    file: new LazyFile(made, false),
    listFile: new LazyListFile(made, false),
  };
}

class MadeChoices extends Choices {
  readonly #file: FileChoice;

  constructor(file: FileChoice) {
    super(FILE_SIZES);
    this.#file = file;
  }

  override pick(choice: number): number {
    return this.#file[choice]!;
  }
}

const CALM = new LazyCaller(new MadeChoices(FILE_SIZES.map(() => 0)));

function keyOf(
  probe: PolicyProbe,
  request: MapRequest,
  file: ProbedFile | null,
): number {
  return probe.ask(request, file, CALM, request.wordSize);
}
