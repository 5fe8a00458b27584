/**
 * Decides questions with any edition and sums the answers up, so that none can
 * be left out.
 *
 * The benchmarks import it once for each edition, under a name of its own, as a
 * program that decides with one edition would have it: what the compiler learns
 * of a function's calls it learns for all who share the module.
 *
 * @module
 */
import type { AnyEdition } from "../src/policy/editions.ts";
import type { ListArch } from "../src/policy/list_request.ts";
import type { Arch } from "../src/policy/request.ts";
import type { Question } from "./requests.ts";

/** Of a verdict that grants: `grantedCapabilities()`, without a call. */
const CAPABILITIES = 0xff;
const ARCH: Arch = { wordSize: 32, pageSize: 4096, taskSize: 0xffff_ffff };
const LIST_ARCH: ListArch = { pageShift: 12, taskSize: 0xffff_ffff };

/** Decides these questions of a 32-bit machine, as often as it is called. */
export function deciderOf(
  edition: AnyEdition,
  asked: readonly Question[],
): () => number {
  if (edition.world === "regions") {
    const { validate, vmFlags } = edition;
    return () => {
      let sum = 0;
      for (let i = 0; i < asked.length; i++) {
        const { request, file, caller } = asked[i]!;
        const verdict = validate(request, file, caller, ARCH);
        sum = (sum + verdict) | 0;
        if (verdict < 0) continue;
        sum = (sum + vmFlags({
          hasFile: file !== null,
          prot: request.prot,
          flags: request.flags,
          capabilities: verdict & CAPABILITIES,
          ptraced: caller.ptraced,
        })) | 0;
      }
      return sum;
    };
  }
  const { validate, vmFlags, checkLength } = edition;
  const listAsked = asked.map(({ request, file, caller }) => ({
    // All words of a 32-bit machine are numbers.
    request: request as Parameters<typeof validate>[0],
    file: file === null ? null : { ...file, memoryBacked: false },
    caller,
  }));
  return () => {
    let sum = 0;
    for (let i = 0; i < listAsked.length; i++) {
      const { request, file, caller } = listAsked[i]!;
      const { readImpliesExec, ptraced } = caller;
      const verdict = validate(
        request,
        file,
        readImpliesExec,
        LIST_ARCH,
        checkLength,
      );
      sum = (sum + verdict) | 0;
      if (verdict < 0) continue;
      const { prot, flags } = request;
      const granted = verdict & CAPABILITIES;
      sum = (sum + vmFlags(file !== null, prot, flags, granted, ptraced)) | 0;
    }
    return sum;
  };
}
