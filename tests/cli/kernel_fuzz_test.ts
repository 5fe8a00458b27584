import { assertRejects } from "@std/assert";
import { fuzzCommand } from "../../src/cli/kernel/fuzz.ts";
import { InputError } from "../../src/errors.ts";

Deno.test("kernel fuzz wants numbers of what it draws", async () => {
  for (const name of ["cases", "sequences", "images", "seed", "jobs"]) {
    await assertRejects(
      () => fuzzCommand([`--${name}`, "0"]),
      InputError,
      `Wrong value '0' of option '--${name}'`,
    );
  }
});
