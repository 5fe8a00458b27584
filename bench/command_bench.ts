/**
 * Whole processes: the start of the command line beside the start of Deno, and
 * 10,000 scenarios under `nommap run` and under `deno test` beside as many empty
 * tests. Each scenario has three steps, so there are also empty tests with three
 * empty steps: what `deno test` itself takes for them.
 */
import { scenarioFiles, scenarioText } from "./scenario_text.ts";

const ROOT = new URL("../", import.meta.url).pathname;
const COUNT = 10_000;

const folder = Deno.makeTempDirSync({ prefix: "nommap-bench-" });
globalThis.addEventListener(
  "unload",
  () => Deno.removeSync(folder, { recursive: true }),
);
Deno.mkdirSync(`${folder}/many`);
scenarioFiles(COUNT).forEach((text, number) =>
  Deno.writeTextFileSync(`${folder}/many/${number}.yaml`, text)
);
Deno.writeTextFileSync(`${folder}/one.yaml`, scenarioText(0));
Deno.writeTextFileSync(
  `${folder}/scenarios_test.ts`,
  `import { testScenarios } from "${ROOT}src/testing.ts";
await testScenarios("${folder}/many");
`,
);
Deno.writeTextFileSync(
  `${folder}/empty_test.ts`,
  `for (let i = 0; i < ${COUNT}; i++) Deno.test(\`empty \${i}\`, () => {});\n`,
);
Deno.writeTextFileSync(
  `${folder}/steps_test.ts`,
  `for (let i = 0; i < ${COUNT}; i++) {
  Deno.test(\`steps \${i}\`, async (t) => {
    for (let step = 1; step <= 3; step++) await t.step(\`\${step}\`, () => {});
  });
}
`,
);

function deno(...args: string[]): void {
  const { success, stderr } = new Deno.Command("deno", {
    args,
    cwd: ROOT,
  }).outputSync();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

const NOMMAP = ["run", "--allow-read", "src/cli/main.ts"];
const TEST = [
  "test",
  "--no-check",
  "--allow-read",
  `--config=${ROOT}deno.json`,
];

Deno.bench({
  name: "deno eval 0",
  group: "start",
  baseline: true,
  n: 20,
  warmup: 2,
  fn: () => deno("eval", "0"),
});
Deno.bench({
  name: "nommap run, one scenario",
  group: "start",
  n: 20,
  warmup: 2,
  fn: () => deno(...NOMMAP, "run", `${folder}/one.yaml`),
});
Deno.bench({
  name: `deno test, ${COUNT} empty tests`,
  group: "many",
  baseline: true,
  n: 3,
  warmup: 1,
  fn: () => deno(...TEST, `${folder}/empty_test.ts`),
});
Deno.bench({
  name: `deno test, ${COUNT} tests of 3 empty steps`,
  group: "many",
  n: 3,
  warmup: 1,
  fn: () => deno(...TEST, `${folder}/steps_test.ts`),
});
Deno.bench({
  name: `deno test, ${COUNT} scenarios of 3 steps`,
  group: "many",
  n: 3,
  warmup: 1,
  fn: () => deno(...TEST, `${folder}/scenarios_test.ts`),
});
Deno.bench({
  name: `nommap run, ${COUNT} scenarios of 3 steps`,
  group: "many",
  n: 3,
  warmup: 1,
  fn: () => deno(...NOMMAP, "run", "--reporter=dot", `${folder}/many`),
});
