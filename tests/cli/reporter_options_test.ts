import {
  assertEquals,
  assertMatch,
  assertRejects,
  assertThrows,
} from "@std/assert";
import {
  openReporters,
  readReporters,
} from "../../src/cli/reporter_options.ts";
import { InputError } from "../../src/errors.ts";
import { hostileResult } from "../report/hostile.ts";

Deno.test("readReporters() reads names and files", () => {
  assertEquals(readReporters([]), [{ name: "pretty" }]);
  assertEquals(readReporters(["dot", "junit:out.xml", "json:C:\\a.json"]), [
    { name: "dot" },
    { name: "junit", file: "out.xml" },
    { name: "json", file: "C:\\a.json" },
  ]);
});

Deno.test("readReporters() says what is wrong", () => {
  const cases: readonly [string[], string][] = [
    [["junti"], "Unknown reporter 'junti'; did you mean 'junit'?"],
    [["__proto__"], "Unknown reporter '__proto__'"],
    [["junit:"], "Reporter 'junit:' names no file after ':'"],
    [
      ["pretty", "tap"],
      "Reporters 'pretty' and 'tap' both write to standard output; give one a file: --reporter tap:FILE",
    ],
    [["tap:x", "json:x"], "Reporters 'tap' and 'json' both write to 'x'"],
  ];
  for (const [values, message] of cases) {
    assertThrows(() => readReporters(values), InputError, message);
  }
});

Deno.test("openReporters() writes whole files, and all that it can", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/gone`);
    const reporter = await openReporters(
      readReporters([
        `tap:${folder}/gone/out.tap`,
        `junit:${folder}/out.xml`,
        `json:${folder}/out.json`,
      ]),
      false,
    );
    await Deno.remove(`${folder}/gone`);
    reporter.begin(1);
    reporter.result(hostileResult("x", "passed"));
    assertEquals([...Deno.readDirSync(folder)], []);
    const counts = { tests: 1, steps: 2, passed: 1, failed: 0, known: 0 };
    assertThrows(
      () => reporter.end({ ...counts, notRun: 0, duration: 1 }),
      InputError,
      "out.tap: Cannot write",
    );
    assertMatch(
      Deno.readTextFileSync(`${folder}/out.xml`),
      /<\/testsuites>\n$/,
    );
    assertEquals(
      JSON.parse(Deno.readTextFileSync(`${folder}/out.json`)).summary.tests,
      1,
    );
    assertEquals([...Deno.readDirSync(folder)].length, 2);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("openReporters() says before a run that a file cannot be written", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const file of ["missing/out.tap", ""]) {
      await assertRejects(
        () => openReporters(readReporters([`tap:${folder}/${file}`]), false),
        InputError,
        `${folder}/${file}: Cannot write`,
      );
    }
    assertEquals([...Deno.readDirSync(folder)], []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
