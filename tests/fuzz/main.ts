/**
 * Feeds damaged inputs for a while: `deno task fuzz [OPTION...] [TARGET...]`.
 *
 * @module
 */
import { parseArgs } from "@std/cli";
import { Interrupted, pause, signalsArrive } from "../../src/cli/interrupt.ts";
import { writeWhole } from "../../src/cli/whole_file.ts";
import { InputError } from "../../src/errors.ts";
import { damaged } from "./mutate.ts";
import { type Target, TARGETS, UNSEEN } from "./targets.ts";

const USAGE = `deno task fuzz [OPTION...] [TARGET...]

TARGET is one of ${Object.keys(TARGETS).join(", ")}; all of them if none is
given. What goes wrong is printed with its number, and kept in the folder.

  --seconds N   time for each target (default 60)
  --seed N      other inputs (default: another one each time)
  --from N      begin with this input
  --command     run the command line for each input, as a program of its own
  --folder DIR  where inputs are kept that something is wrong with (default .)
`;

/** Longest time that an input may take, in milliseconds. */
const LONGEST = 5000;

/** Most bytes by which an input may make the process grow. */
const MOST_MEMORY = 256 * 2 ** 20;

/** What is wrong with an input; `undefined`: nothing. */
type Check = (target: Target, bytes: Uint8Array) => Promise<string | undefined>;

const checkHere: Check = async (target, bytes) => {
  const started = performance.now();
  const before = Deno.memoryUsage().rss;
  try {
    await target.read(bytes);
  } catch (error) {
    if (!(error instanceof InputError)) {
      return error instanceof Error ? error.stack : String(error);
    }
    if (!/^[A-Z'0-9]|^mmap has/.test(error.reason)) return error.reason;
  }
  const took = performance.now() - started;
  if (took > LONGEST) return `Took ${Math.round(took)} ms`;
  const grew = Deno.memoryUsage().rss - before;
  if (grew > MOST_MEMORY) return `Took ${Math.round(grew / 2 ** 20)} MiB`;
};

const checkCommand: Check = async (target, bytes) => {
  const file = await Deno.makeTempFile({ suffix: target.suffix });
  try {
    await Deno.writeFile(file, bytes);
    for (const args of target.commands(file)) {
      const wrong = await runCommand(args);
      if (wrong !== undefined) return wrong;
    }
  } finally {
    await Deno.remove(file);
  }
};

async function runCommand(
  args: readonly string[],
): Promise<string | undefined> {
  const main = new URL("../../src/cli/main.ts", import.meta.url).pathname;
  const { code, stdout, stderr } = await new Deno.Command("deno", {
    args: [
      "run",
      "--no-prompt",
      "--v8-flags=--max-old-space-size=256",
      "--allow-read",
      main,
      ...args,
    ],
    stdin: "null",
    signal: AbortSignal.timeout(4 * LONGEST),
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder().decode(stderr);
  const out = new TextDecoder().decode(stdout);
  if (![0, 1, 2].includes(code)) return `Status ${code}\n${text}`;
  if (/Uncaught|\n {4}at |Internal error/.test(text)) return text;
  if (UNSEEN.test(out + text)) {
    return `Something that cannot be seen is printed:\n${out}${text}`;
  }
}

const options = parseArgs(Deno.args, {
  boolean: ["command", "help"],
  string: ["seconds", "seed", "from", "folder"],
});
const names: string[] = options._.length > 0
  ? options._.map(String)
  : Object.keys(TARGETS);
const unknown = names.find((name) => !Object.hasOwn(TARGETS, name));
if (options.help || unknown !== undefined) {
  console.log(USAGE);
  Deno.exit(options.help ? 0 : 2);
}
const seed = Number(options.seed ?? Math.floor(Math.random() * 2 ** 31));
const check = options.command ? checkCommand : checkHere;
let findings = 0;

/** Feeds one target until its time is over. */
async function feed(name: string, target: Target): Promise<void> {
  const all = await target.samples();
  const end = performance.now() + 1000 * Number(options.seconds ?? 60);
  const first = Number(options.from ?? 0);
  const seen = new Set<string>();
  let number = first;
  const done = (): string =>
    `${name}: ${number - first} inputs of seed ${seed}`;
  for (; performance.now() < end; number++) {
    const paused = pause(done);
    if (paused !== undefined) await paused;
    const bytes = damaged(all, seed, number);
    const wrong = await check(target, bytes);
    if (wrong === undefined) continue;
    // Programs that it runs are interrupted, too.
    await signalsArrive(done);
    findings++;
    const key = wrong.split("\n").slice(0, 3).join("\n");
    if (seen.has(key)) continue;
    seen.add(key);
    const file = `${options.folder ?? "."}/${name}-${seed}-${number}` +
      target.suffix;
    writeWhole(file, bytes);
    console.log(`${file}: ${wrong}\n`);
  }
  console.log(done());
}

let status: number | undefined;
try {
  for (const name of names) await feed(name, TARGETS[name]!);
} catch (error) {
  if (error instanceof Interrupted) ({ status } = error);
  else if (error instanceof InputError) status = 2;
  else throw error;
  console.log(error.message);
}
console.log(`${findings} findings`);
Deno.exit(status ?? (findings > 0 ? 1 : 0));
