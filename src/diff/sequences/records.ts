/**
 * Mappings that the security module refuses, or for whose records there is no
 * memory.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { ERRNO } from "../../abi/errno.ts";
import { MAP } from "../../abi/map.ts";
import { PROT } from "../../abi/prot.ts";
import type { MappingRecord } from "../../mm/record.ts";
import { makeMmap } from "../../question/make.ts";
import type { ReadOperations } from "../../scenario/types.ts";
import { Calls, PAGE } from "./build.ts";
import { device } from "./files.ts";
import type { Sequence } from "./pairs.ts";

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;
const RECORDS: readonly MappingRecord[] = ["region", "vma", "tree"];

/** Anonymous memory and a device, each refused in every way. */
export function* recordSequences(
  reads: readonly ReadOperations[],
): Generator<Sequence> {
  const prot = PROT.READ;
  const files = reads.map((readWith) =>
    device(COPY | DIRECT | READ | WRITE | EXEC, {
      getUnmappedArea: { base: 0x2000_0000 },
      readWith,
    })
  );
  for (const file of [undefined, ...files]) {
    const backed = file === undefined ? {} : { file: 0 };
    const types = file === undefined
      ? [MAP.PRIVATE | MAP.ANONYMOUS, MAP.PRIVATE | MAP.ANONYMOUS | MAP.FIXED]
      : [MAP.PRIVATE, MAP.SHARED, MAP.SHARED | MAP.FIXED];
    for (const [odd, flags] of types.entries()) {
      const plain = { ...backed, length: PAGE, prot, flags };
      const then = { ...plain, flags: flags & ~MAP.FIXED };
      for (
        const [place, refusal] of [
          { securityErrno: ERRNO.EACCES },
          ...RECORDS.map((failingRecord) => ({ failingRecord })),
        ].entries()
      ) {
        const cost = 1 + odd + place + (file === undefined ? 0 : 1);
        yield {
          scenario: new Calls()
            .add(makeMmap({ ...plain, ...refusal }), { as: "refused" })
            .add(makeMmap(then), { as: "memory" })
            .exit()
            .scenario(file === undefined ? [] : [file]),
          cost,
        };
        yield {
          scenario: new Calls()
            .add(makeMmap(then), { as: "memory" })
            .add(makeMmap({ ...plain, ...refusal }), { as: "refused" })
            .exit()
            .scenario(file === undefined ? [] : [file]),
          cost: cost + 1,
        };
      }
    }
  }
}
