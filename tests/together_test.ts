/**
 * `deno task test` carries out the tests of some folders together: a worker for
 * each of their files would take longer than the tests.
 */
import { assertEquals } from "@std/assert";
import { GROUPS } from "./together/folders.ts";

Deno.test("every test is carried out once by deno task test", async () => {
  const text = await Deno.readTextFile(
    new URL("../deno.json", import.meta.url),
  );
  const { tasks } = JSON.parse(text);
  const [, list] = /--ignore=(\S+)/.exec(tasks.test.command)!;
  assertEquals(
    list!.split(","),
    ["changes", ...Object.values(GROUPS).flat()].map((name) => `tests/${name}`),
  );
  const files = Array.from(
    Deno.readDirSync(new URL("together/", import.meta.url)),
    ({ name }) => name,
  );
  assertEquals(
    files.sort(),
    ["folders.ts", ...Object.keys(GROUPS).map((name) => `${name}_test.ts`)]
      .sort(),
  );
});
