import { assertRejects } from "@std/assert";
import { fuzzCommand } from "../../../src/cli/kernel/fuzz.ts";
import { InputError } from "../../../src/errors.ts";

Deno.test("kernel fuzz wants numbers of what it draws", async () => {
  for (const name of ["cases", "sequences", "images", "seed", "jobs"]) {
    await assertRejects(
      () => fuzzCommand([`--${name}`, "0"]),
      InputError,
      `Wrong value '0' of option '--${name}'`,
    );
  }
});

Deno.test("kernel fuzz refuses what it would pass over", async () => {
  for (
    const [args, message] of [
      [["6.1"], "Unexpected '6.1'; --kernel names the edition"],
      [["--mmu", "--sequences", "5"], "With --mmu only images are drawn"],
      [
        ["--mmu", "--cases", "5", "--images", "5"],
        "With --mmu, --cases and --images are the same",
      ],
      [["--mmu", "--kernel", "6.1"], "No kernel with an MMU is linux-6.1"],
    ] as const
  ) await assertRejects(() => fuzzCommand([...args]), InputError, message);
});
