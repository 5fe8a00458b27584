/** @module An imagined Linux 7.2: a mapping may not be both written and executed. */
import { PROT } from "../../../src/abi/prot.ts";
import { after } from "../../../src/policy/derive.ts";
import type { Edition } from "../../../src/policy/edition.ts";
import { LINUX_7_1 } from "../../../src/policy/editions/linux_7.ts";
import { defineRule } from "../../../src/policy/rules.ts";
import { refusal } from "../../../src/policy/verdict.ts";

const WRITABLE_CODE = refusal(
  defineRule({
    id: "write-and-exec",
    effect: "refuse",
    scope: "any",
    sentence: "A mapping may be written or executed, but not both.",
    source: "mm/nommu.c, validate_mmap_request()",
    since: "7.2",
  }),
  "EACCES",
);
const BOTH = PROT.WRITE | PROT.EXEC;

/** The policy of an imagined Linux 7.2. */
export const LINUX_7_2: Edition = after(LINUX_7_1, {
  id: "linux-7.2",
  releases: ["7.2", "7.2"],
  changes: [{
    parts: ["validate"],
    sentence: "Memory that can be written and executed is EACCES.",
  }],
  validate: (request, file, caller, arch) =>
    (request.prot & BOTH) === BOTH
      ? WRITABLE_CODE
      : LINUX_7_1.validate(request, file, caller, arch),
});
