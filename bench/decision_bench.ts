/**
 * Decisions of every edition: validation, VM flags and reason of 1,000 different
 * requests, so that microseconds per iteration read as nanoseconds per decision.
 */
import { LINUX_6_12 } from "../src/policy/editions/linux_6_12.ts";
import { type AnyEdition, EDITIONS } from "../src/policy/editions.ts";
import type { ListArch, ListPolicyFile } from "../src/policy/list_request.ts";
import { grantedCapabilities } from "../src/policy/verdict.ts";
import { archOf } from "./native/decide_all.ts";
import { type Question, questions } from "./requests.ts";

const COUNT = 1000;
const ASKED = questions(COUNT, 32);
const ARCH = archOf(32);
const LIST_ARCH: ListArch = { pageShift: 12, taskSize: 0xffff_ffff };
const LIST_FILES: readonly (ListPolicyFile | null)[] = ASKED.map(({ file }) =>
  file === null ? null : { ...file, memoryBacked: false }
);

/** Sums the answers up, so that none can be left out. */
function decideAll(edition: AnyEdition, asked: readonly Question[]): number {
  let sum = 0;
  if (edition.world === "regions") {
    const { validate, vmFlags } = edition;
    for (const { request, file, caller } of asked) {
      const verdict = validate(request, file, caller, ARCH);
      sum = (sum + verdict) | 0;
      if (verdict < 0) continue;
      sum = (sum + vmFlags({
        hasFile: file !== null,
        prot: request.prot,
        flags: request.flags,
        capabilities: grantedCapabilities(verdict),
        ptraced: caller.ptraced,
      })) | 0;
    }
    return sum;
  }
  const { validate, vmFlags, checkLength } = edition;
  for (let i = 0; i < asked.length; i++) {
    const { request, caller } = asked[i]!;
    const file = LIST_FILES[i]!;
    const verdict = validate(
      // All words of a 32-bit machine are numbers.
      request as Parameters<typeof validate>[0],
      file,
      caller.readImpliesExec,
      LIST_ARCH,
      checkLength,
    );
    sum = (sum + verdict) | 0;
    if (verdict < 0) continue;
    const { prot, flags } = request;
    const granted = grantedCapabilities(verdict);
    const { ptraced } = caller;
    sum = (sum + vmFlags(file !== null, prot, flags, granted, ptraced)) | 0;
  }
  return sum;
}

for (const edition of EDITIONS) {
  Deno.bench({
    name: `${COUNT} decisions of ${edition.id}`,
    group: "decisions",
    baseline: edition.id === LINUX_6_12.id,
    fn: () => void decideAll(edition, ASKED),
  });
}

const refused = ASKED.filter(({ request, file, caller }) =>
  LINUX_6_12.validate(request, file, caller, ARCH) < 0
);
const REFUSED = Array.from(
  { length: COUNT },
  (_, i) => refused[i % refused.length]!,
);

Deno.bench({
  name: `${COUNT} refusals of ${LINUX_6_12.id}`,
  group: "refusals",
  fn: () => void decideAll(LINUX_6_12, REFUSED),
});
