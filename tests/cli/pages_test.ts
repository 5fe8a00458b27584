import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { callCli, inFolder } from "./run_cli.ts";

function scenario(id: string, expect: string): string {
  return `id: ${id}
name: Anonymous memory
source: mm/nommu.c
steps:
  - mmap: { length: 4KiB, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: ${expect}
`;
}

Deno.test("report writes a page and answers as a run does", async () => {
  await inFolder(async (folder) => {
    const page = `${folder}/out.html`;
    await Deno.writeTextFile(`${folder}/a.yaml`, scenario("good", "anonymous"));
    await Deno.writeTextFile(`${folder}/b.yaml`, scenario("bad", "EINVAL"));

    const failed = await callCli(["report", "--html", page, folder]);
    assertEquals(failed.err, "");
    assertEquals(failed.code, 1);
    assertEquals(failed.out, `${page}: 2 scenarios, 1 failed\n`);
    assertStringIncludes(Deno.readTextFileSync(page), 'id="s-bad"');

    const args = ["--html", page, "--filter", "good", folder];
    const passed = await callCli(["report", ...args]);
    assertEquals(passed.code, 0);
    assertEquals(passed.out, `${page}: 1 scenario, 0 failed\n`);
    assertEquals(
      Array.from(Deno.readDirSync(folder), ({ name }) => name).sort(),
      ["a.yaml", "b.yaml", "out.html"],
    );
  });
});

Deno.test("report says what is missing", async () => {
  const { code, err } = await callCli(["report"]);
  assertEquals(code, 2);
  assertMatch(err, /Option '--html' with the file to write is missing/);
});

Deno.test("explorer writes a page that has the engine in it", async () => {
  await inFolder(async (folder) => {
    const page = `${folder}/explorer.html`;
    const { code, out, err } = await callCli(["explorer", "--html", page]);
    assertEquals(err, "");
    assertEquals(code, 0);
    assertMatch(out, /explorer\.html: \d+ KiB\n$/);
    const text = await Deno.readTextFile(page);
    assertStringIncludes(text, "shared-needs-direct");
    assertMatch(text, /^<!doctype html>\n<html lang="en">/);
  });
});

Deno.test("explorer refuses what it cannot do", async () => {
  const cases: readonly [string[], RegExp][] = [
    [["explorer", "--port", "70000"], /Wrong port '70000'/],
    [["explorer", "here"], /Unexpected argument 'here'/],
    [["explorer", "--prot", "1"], /did you mean '--port'\?/],
  ];
  for (const [args, message] of cases) {
    const { code, err } = await callCli([...args]);
    assertEquals(code, 2);
    assertMatch(err, message);
  }
});
