import { assertEquals, assertRejects } from "@std/assert";
import { unlessAborted } from "../../../src/referee/host/abort.ts";

Deno.test("unlessAborted() gives up what never comes", async () => {
  const controller = new AbortController();
  const never = new Promise<void>(() => {});
  const waiting = unlessAborted(never, controller.signal);
  controller.abort(new Error("enough"));
  await assertRejects(() => waiting, Error, "enough");
  await assertRejects(
    () => unlessAborted(never, controller.signal),
    Error,
    "enough",
  );
});

Deno.test("unlessAborted() answers what came", async () => {
  const { signal } = new AbortController();
  assertEquals(await unlessAborted(Promise.resolve(3), signal), 3);
  assertEquals(await unlessAborted(Promise.resolve(4), undefined), 4);
});
