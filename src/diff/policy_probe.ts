/**
 * Asking the policies of several editions at once, without a machine.
 *
 * @module
 */
import type { Word, WordSize } from "../abi/word.ts";
import { maxWord } from "../abi/word.ts";
import type { AnyEdition } from "../policy/editions.ts";
import type { ListPolicyFile } from "../policy/list_request.ts";
import type { Caller, MmapRequest, PolicyFile } from "../policy/request.ts";
import { grantedCapabilities, type Verdict } from "../policy/verdict.ts";

/** A file in the forms in which old and new kernels see it. */
export interface ProbedFile {
  /** With regions. */
  readonly file: PolicyFile;
  /** Before regions. */
  readonly listFile: ListPolicyFile;
}

/** Answers whether, and with which flags, a request is granted. */
export interface PolicyProbe {
  /** Whether one of the editions grants the request that was asked last. */
  granted: boolean;
  /**
   * A number for what the editions decide: the same for what they all decide
   * alike. `file` is `null` for anonymous memory.
   */
  ask(
    request: MmapRequest,
    file: ProbedFile | null,
    caller: Caller,
    wordSize: WordSize,
  ): number;
}

type Ask = (
  request: MmapRequest,
  file: ProbedFile | null,
  caller: Caller,
  wordSize: WordSize,
) => number;

/** Numbers for pairs of numbers, from 1 in the order of their coming. */
class Pairs {
  readonly #numbers = new Map<number, Map<number, number>>();
  #count = 0;

  of(a: number, b: number): number {
    let inner = this.#numbers.get(a);
    if (inner === undefined) this.#numbers.set(a, inner = new Map());
    let number = inner.get(b);
    if (number === undefined) inner.set(b, number = ++this.#count);
    return number;
  }
}

/**
 * Makes a probe. Editions with the same policy are asked once.
 *
 * @param mask Bits of `VM` that count.
 */
export function createPolicyProbe(
  editions: readonly AnyEdition[],
  mask = -1,
): PolicyProbe {
  const asks = distinctAsks(editions);
  const pairs = new Pairs();
  const answers = new Pairs();
  const probe: PolicyProbe = {
    granted: false,
    ask(request, file, caller, wordSize) {
      probe.granted = false;
      let key = 0;
      for (const ask of asks) {
        key = pairs.of(key, ask(request, file, caller, wordSize));
      }
      return key;
    },
  };
  const note = (verdict: Verdict, vmFlags: number): number => {
    if (verdict >= 0) probe.granted = true;
    return answers.of(verdict, vmFlags & mask);
  };

  function distinctAsks(all: readonly AnyEdition[]): Ask[] {
    const made: Ask[] = [];
    const known: AnyEdition[] = [];
    for (const edition of all) {
      if (known.some((other) => samePolicy(other, edition))) continue;
      known.push(edition);
      made.push(askOf(edition));
    }
    return made;
  }

  function askOf(edition: AnyEdition): Ask {
    if (edition.world === "list") {
      return (request, file, caller) => {
        const verdict = edition.validate(
          request as MmapRequest & { readonly [K in WordField]: number },
          file === null ? null : file.listFile,
          caller.readImpliesExec,
          { pageShift: 12, taskSize: 0xffff_ffff },
          edition.checkLength,
        );
        if (verdict < 0) return note(verdict, 0);
        const { prot, flags } = request;
        const capabilities = grantedCapabilities(verdict);
        return note(
          verdict,
          edition.vmFlags(
            file !== null,
            prot,
            flags,
            capabilities,
            caller.ptraced,
          ),
        );
      };
    }
    const arches = {
      32: archOf(32),
      64: archOf(64),
    };
    return (request, file, caller, wordSize) => {
      const verdict = edition.validate(
        request,
        file === null ? null : file.file,
        caller,
        arches[wordSize],
      );
      if (verdict < 0) return note(verdict, 0);
      const { prot, flags } = request;
      return note(
        verdict,
        edition.vmFlags({
          hasFile: file !== null,
          prot,
          flags,
          capabilities: grantedCapabilities(verdict),
          get ptraced() {
            return caller.ptraced;
          },
        }),
      );
    };
  }
  return probe;
}

type WordField = "address" | "length" | "pgoff";

function archOf(
  wordSize: WordSize,
): { wordSize: WordSize; pageSize: number; taskSize: Word } {
  return { wordSize, pageSize: 4096, taskSize: maxWord(wordSize) };
}

function samePolicy(a: AnyEdition, b: AnyEdition): boolean {
  if (a.world === "list") {
    return b.world === "list" && a.validate === b.validate &&
      a.vmFlags === b.vmFlags && a.checkLength === b.checkLength;
  }
  return b.world === "regions" && a.validate === b.validate &&
    a.vmFlags === b.vmFlags;
}
