import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { callCli, type CliRun } from "./run_cli.ts";

async function withScenario(
  text: string,
  args: string[],
  test: (run: CliRun, file: string) => void,
): Promise<void> {
  const file = await Deno.makeTempFile({ suffix: ".yaml" });
  try {
    await Deno.writeTextFile(file, text);
    test(await callCli(["run", ...args, file]), file);
  } finally {
    await Deno.remove(file);
  }
}

const PASSING = `id: one
name: A regular file is not shared
source: mm/nommu.c
files: { data: { type: reg, size: 4KiB } }
steps:
  - mmap: { file: data, length: 4KiB, prot: READ, flags: SHARED }
    expect: { errno: ENODEV, reason: shared-needs-direct }
`;

Deno.test("run answers 0 when everything is as expected", async () => {
  await withScenario(PASSING, [], ({ code, out, err }) => {
    assertEquals(code, 0);
    assertStringIncludes(out, "✓ one  A regular file is not shared");
    assertStringIncludes(out, "1 passed, 0 failed (1 step");
    assertEquals(err, "");
  });
});

Deno.test("run answers 1 and shows every property that differs", async () => {
  const wrong = PASSING.replace("ENODEV", "EINVAL").replace(
    "shared-needs-direct",
    "no-mmap-operation",
  );
  await withScenario(wrong, [], ({ code, out }, file) => {
    assertEquals(code, 1);
    assertStringIncludes(
      out,
      `  step 1: mmap(NULL, 4096, PROT_READ, MAP_SHARED, data, 0) = -1 ENODEV
              expected           actual
    errno     EINVAL             ENODEV               ${file}:7:15
    reason    no-mmap-operation  shared-needs-direct  ${file}:7:30
    default-copy: `,
    );
  });
});

Deno.test("run answers 2 for a wrong file, with its place", async () => {
  await withScenario(
    PASSING.replace("length", "lenght"),
    [],
    ({ code, out, err }, file) => {
      assertEquals(code, 2);
      assertEquals(out, "");
      assertStringIncludes(err, `${file}:6:25: Unknown key 'lenght'`);
      assertStringIncludes(err, "did you mean 'length'?");
    },
  );
});

Deno.test("run --reporter json is one JSON document", async () => {
  await withScenario(PASSING, ["--reporter", "json"], ({ code, out }) => {
    const report = JSON.parse(out);
    assertEquals(code, 0);
    assertEquals(report.summary.passed, 1);
    assertEquals(report.tests[0].steps[0].reason, "shared-needs-direct");
  });
});

Deno.test("run --filter that selects nothing is an error", async () => {
  await withScenario(PASSING, ["--filter", "two"], ({ code, err }) => {
    assertEquals(code, 2);
    assertStringIncludes(err, "None of 1 scenarios is selected");
  });
});

Deno.test("a scenario that is known to fail does not fail the run", async () => {
  const known = PASSING.replace("ENODEV", "EINVAL") +
    "status: kernel-bug\nbecause: It should be EINVAL\n";
  await withScenario(known, [], ({ code, out }) => {
    assertEquals(code, 0);
    assertStringIncludes(out, "1 known to fail");
  });
  const mended = PASSING + "status: kernel-bug\nbecause: It was EINVAL once\n";
  await withScenario(mended, [], ({ code, out }) => {
    assertEquals(code, 1);
    assertStringIncludes(out, "remove 'status' and 'because'");
  });
});

Deno.test("wrong calls answer 2 with the nearest name", async () => {
  for (
    const [args, message] of [
      [["rnu"], "Unknown command 'rnu'; did you mean 'run'?"],
      [
        ["run", "--filtre", "x"],
        "Unknown option '--filtre'; did you mean '--filter'?",
      ],
      [
        ["run", "--kernel", "linux-6.21"],
        "Unknown kernel 'linux-6.21'; did you mean",
      ],
      [["run", "--reporter", "prety"], "did you mean 'pretty'?"],
      [["run", "--filter", "/(/"], "Wrong filter '/(/'"],
      [["run", "does/not/exist"], "does/not/exist"],
      [["conform"], "Name at least one file"],
      [["conform", "src"], "src: Is a folder, not a file"],
      [
        ["rules", "map-fixt"],
        "Unknown rule 'map-fixt'; did you mean 'map-fixed'?",
      ],
    ] as const
  ) {
    const { code, err } = await callCli([...args]);
    assertEquals(code, 2, args.join(" "));
    assertStringIncludes(err, message);
    assertEquals(err.includes("    at "), false);
  }
});

Deno.test("decide answers one line for each request", async () => {
  const input = [
    '{"id":1,"file":{"type":"reg"},"mmap":{"length":4096,"prot":"READ","flags":"SHARED"}}',
    '{"mmap":{"length":18446744073709547520,"prot":3,"flags":34},"machine":{"word_size":64}}',
  ].join("\n");
  const { code, out } = await callCli(["decide"], input);
  const answers = out.trim().split("\n").map((line) => JSON.parse(line));
  assertEquals(code, 0);
  assertEquals(answers[0].id, 1);
  assertEquals(answers[0].errno, "ENODEV");
  assertEquals(answers[1].reason, "allocation-too-large");
});

Deno.test("decide goes on after a wrong line and answers 2", async () => {
  const input = '{"mmap":{"lenght":1}}\n' +
    '{"mmap":{"length":1,"prot":1,"flags":"PRIVATE|ANONYMOUS"}}\n';
  const { code, out, err } = await callCli(["decide"], input);
  const [first, second] = out.trim().split("\n").map((line) =>
    JSON.parse(line)
  );
  assertEquals(code, 2);
  assertEquals(first.line, 1);
  assertEquals(second.backing, "anonymous");
  assertStringIncludes(err, "<stdin>:1:1: ");
});

Deno.test("conform answers 0 for the recording of a real kernel", async () => {
  const { code, out } = await callCli([
    "conform",
    "tests/data/vectors/decision-6.12-sample.jsonl.gz",
  ]);
  assertEquals(code, 0);
  assertStringIncludes(out, "single requests, linux-6.12");
  assertStringIncludes(out, "6,012 agree, 0 differ");
});

Deno.test("conform says what is damaged, compares the rest and answers 2", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const vectors = "tests/data/vectors/bdi-sequences-sample.jsonl.gz";
    const file = await Deno.open(vectors);
    const text = await new Response(
      file.readable.pipeThrough(new DecompressionStream("gzip")),
    ).text();
    const lines = text.split("\n").slice(0, 4);
    lines.splice(2, 0, '{"k":"sequence",');
    const path = `${folder}/damaged.jsonl`;
    await Deno.writeTextFile(path, lines.join("\n"));
    const missing = `${folder}/missing.jsonl`;
    const { code, out, err } = await callCli(["conform", missing, path]);
    assertEquals(code, 2);
    assertStringIncludes(err, `${missing}: No such file`);
    assertStringIncludes(err, `${path}:3:17: Not JSON`);
    assertStringIncludes(out, "1 line is damaged");
    assertStringIncludes(out, " agree, 0 differ");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("help lists every command", async () => {
  const { code, out } = await callCli(["help"]);
  assertEquals(code, 0);
  for (const name of ["run", "conform", "decide", "rules", "schema"]) {
    assertStringIncludes(out, `  ${name} `);
  }
});

Deno.test("help COMMAND, COMMAND --help and ACTIONS help are the same", async () => {
  const run = await callCli(["run", "--help"]);
  assertEquals(run.code, 0);
  assertEquals(await callCli(["help", "run"]), run);
  for (const name of ["kernel", "cramfs"]) {
    const help = await callCli([name, "help"]);
    assertEquals(help.code, 0);
    assertEquals(await callCli(["help", name]), help);
  }
  const all = await callCli(["help"]);
  for (const about of ["help", "--help", "-h"]) {
    assertEquals(await callCli(["help", about]), all);
  }
  const wrong = await callCli(["help", "rum"]);
  assertEquals(wrong.code, 2);
  assertMatch(wrong.err, /Unknown command 'rum'; did you mean 'run'\?/);
});

Deno.test("what is shown of an argument begins no line of its own", async () => {
  const argument = "x\n::error::x";
  const calls = [
    [argument],
    ["help", argument],
    ["rules", argument],
    ["schema", argument],
    ["run", `--${argument}`],
    ["run", `--kernel=${argument}`],
    ["run", `--reporter=${argument}`],
    ["run", `--shard=${argument}`],
    ["run", `--filter=/(${argument}/`],
    ["run", argument],
    ["coverage", `--min=${argument}`],
    ["conform", `--limit=${argument}`],
    ["table", argument],
    ["table", `--format=${argument}`],
    ["explain", argument],
    ["explain", `--flags=${argument}`],
    ["explain", `--type=${argument}`],
    ["explain", `--wanted=${argument}`, "--flags=SHARED"],
    ["diff", argument, "6.12"],
    ["diff", "6.1", "6.12", `--format=${argument}`],
    ["new", argument],
    ["hazards", argument],
    ["cramfs", argument],
    ["cramfs", "ls", argument],
    ["kernel", argument],
    ["kernel", "build", argument],
    ["explorer", argument],
    ["report", `--html=${argument}/x`],
  ];
  for (const args of calls) {
    const { code, out, err } = await callCli(args);
    assertEquals([code, out], [2, ""], args.join(" "));
    assertEquals(/^::/m.test(err), false, err);
  }
});
