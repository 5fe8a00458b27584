import { assertEquals, assertRejects } from "@std/assert";
import { boot, type Kernel } from "../../../src/referee/boot/boot.ts";
import { ProgramError, run } from "../../../src/referee/host/command.ts";

const ENOUGH = AbortSignal.abort(new Error("enough"));

Deno.test("run() starts nothing that was given up before", async () => {
  await assertRejects(
    () => run("no-such-program", { args: [], signal: ENOUGH }),
    Error,
    "enough",
  );
});

Deno.test("boot() starts no kernel that was given up before", async () => {
  const kernel = { bits: 64, resets: [] } as unknown as Kernel;
  await assertRejects(
    () => boot(kernel, [], { patience: 1, signal: ENOUGH }),
    Error,
    "enough",
  );
});

Deno.test("run() ends a program whose lines cannot be told", async () => {
  const started = performance.now();
  const args = ["eval", "console.log('a line'); setTimeout(() => {}, 60_000)"];
  await assertRejects(
    () =>
      run("deno", {
        args,
        line(text) {
          throw new Error(`Nobody reads '${text}'`);
        },
      }),
    Error,
    "Nobody reads 'a line'",
  );
  assertEquals(performance.now() - started < 30_000, true);
});

Deno.test("run() says what a program said that failed", async () => {
  await assertRejects(
    () => run("deno", { args: ["no-such-file.ts"] }),
    ProgramError,
    "deno failed with status 1:\nerror: Module not found",
  );
});

Deno.test("run() fails because of a signal that its program heard of first", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const interrupt = () => controller.abort(new Error("enough"));
  const args = ["eval", "console.log('interrupted'); Deno.exit(3)"];
  await assertRejects(
    () => run("deno", { args, signal, line: () => setTimeout(interrupt, 60) }),
    Error,
    "enough",
  );
});
