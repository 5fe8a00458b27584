import { assert } from "@std/assert";
import { InputError } from "../../src/errors.ts";
import { damaged } from "./mutate.ts";
import { TARGETS } from "./targets.ts";

/** Inputs of each kind; `deno task fuzz` tries as many as there is time for. */
const INPUTS: Readonly<Record<string, number>> = {
  arguments: 100,
  vectors: 150,
  strace: 50,
  gzip: 150,
};

for (const [name, target] of Object.entries(TARGETS)) {
  Deno.test(`${name}: what is damaged is read or refused`, async () => {
    const all = await target.samples();
    const slowest = { took: 0, number: 0 };
    for (let number = 0; number < (INPUTS[name] ?? 400); number++) {
      const started = performance.now();
      try {
        await target.read(damaged(all, 1, number));
      } catch (error) {
        if (!(error instanceof InputError)) {
          throw new Error(`Input ${number} of seed 1`, { cause: error });
        }
        assert(/^[A-Z'0-9]|^mmap has/.test(error.reason), error.reason);
      }
      const took = performance.now() - started;
      if (took > slowest.took) Object.assign(slowest, { took, number });
    }
    assert(slowest.took < 5000, `Input ${slowest.number} took too long`);
  });
}
