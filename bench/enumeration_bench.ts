/**
 * The whole decision space of one edition: every driver, open mode, mount,
 * caller, protection and mapping type, 6,291,520 requests.
 */
import { CAPABILITY } from "../src/abi/capabilities.ts";
import { LINUX_6_12 } from "../src/policy/editions/linux_6_12.ts";
import { FILE_TYPES, type PolicyFile } from "../src/policy/request.ts";
import { grantedCapabilities } from "../src/policy/verdict.ts";
import { archOf } from "./native/decide_all.ts";

const CAPABILITIES: readonly number[] = Object.values(CAPABILITY);
const NO_YES = [false, true];

function* files(): Generator<PolicyFile | null> {
  yield null;
  for (const type of FILE_TYPES) {
    for (let operations = 0; operations < 32; operations++) {
      for (let chosen = 0; chosen < 2 ** CAPABILITIES.length; chosen++) {
        const capabilities = CAPABILITIES.reduce(
          (sum, bit, i) => sum | (chosen & 1 << i ? bit : 0),
          0,
        );
        for (let mode = 0; mode < 4; mode++) {
          for (const appendOnly of NO_YES) {
            for (const noexec of NO_YES) {
              yield {
                type,
                operations,
                capabilities,
                mode,
                appendOnly,
                noexec,
                mandatoryLock: false,
              };
            }
          }
        }
      }
    }
  }
}

const FILES = [...files()];
const CALLERS = NO_YES.flatMap((ptraced) =>
  NO_YES.map((readImpliesExec) => ({ ptraced, readImpliesExec }))
);
const REQUESTS = [1, 2].flatMap((flags) =>
  Array.from(
    { length: 8 },
    (_, prot) => ({ address: 0, length: 4096, prot, flags, pgoff: 0 }),
  )
);
const COUNT = FILES.length * CALLERS.length * REQUESTS.length;

Deno.bench(
  `all ${COUNT.toLocaleString("en-US")} requests to ${LINUX_6_12.id}`,
  () => {
    const arch = archOf(32);
    let granted = 0;
    for (const file of FILES) {
      for (const caller of CALLERS) {
        for (const request of REQUESTS) {
          const verdict = LINUX_6_12.validate(request, file, caller, arch);
          if (verdict < 0) continue;
          granted += LINUX_6_12.vmFlags({
              hasFile: file !== null,
              prot: request.prot,
              flags: request.flags,
              capabilities: grantedCapabilities(verdict),
              ptraced: caller.ptraced,
            }) === 0
            ? 0
            : 1;
        }
      }
    }
    if (granted === 0 || granted === COUNT) throw new Error("Impossible");
  },
);
