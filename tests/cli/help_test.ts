/** Every option of a command stands in its help, and the other way round. */
import { assert, assertEquals } from "@std/assert";
import { COMMANDS } from "../../src/cli/commands.ts";
import { InputError } from "../../src/errors.ts";

const SUBCOMMANDS: Readonly<Record<string, readonly string[]>> = {
  cramfs: ["ls", "build"],
  kernel: ["build", "run", "record", "fuzz"],
};

/** Everything in the sources of the command line that may be an option. */
async function candidates(): Promise<string[]> {
  const found = new Set<string>();
  const read = async (folder: URL): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory) {
        await read(new URL(`${name}/`, folder));
        continue;
      }
      const text = await Deno.readTextFile(new URL(name, folder));
      for (const [, word] of text.matchAll(/(?:"|--)([a-z][a-z-]+)\b/g)) {
        found.add(word!);
      }
    }
  };
  await read(new URL("../../src/cli/", import.meta.url));
  found.delete("help");
  return [...found].sort();
}

const CANDIDATES = await candidates();

/** The options that a command takes: those that it does not complain about. */
async function accepted(name: string, before: string[]): Promise<string[]> {
  const command = await COMMANDS[name]!.load();
  const options: string[] = [];
  for (const option of CANDIDATES) {
    try {
      await command([...before, `--${option}=1`, "--no-such-option"]);
      throw new Error(`'${name}' does not complain`);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const unknown = /^Unknown option '--([^']*)'/.exec(error.message)?.[1];
      assert(unknown !== undefined, `${name} --${option}: ${error.message}`);
      if (unknown === "no-such-option") options.push(option);
    }
  }
  return options;
}

for (const [name, { help, usage }] of Object.entries(COMMANDS)) {
  Deno.test(`help of '${name}' has its options, no others, in 80 columns`, async () => {
    const text = `${usage}\n${typeof help === "string" ? help : await help()}`;
    assertEquals(text.split("\n").filter((line) => line.length > 80), []);
    const mine = text.split("\n").filter((line) =>
      !/nommap (?!COMMAND)/.test(line.replaceAll(`nommap ${name}`, ""))
    );
    const told = new Set(
      [...`${usage} ${mine.join("\n")}`.matchAll(/--([a-z][a-z-]+)/g)]
        .map(([, option]) => option!),
    );
    told.delete("help");
    const taken = new Set<string>();
    for (const subcommand of SUBCOMMANDS[name] ?? [undefined]) {
      const before = subcommand === undefined ? [] : [subcommand];
      for (const option of await accepted(name, before)) taken.add(option);
    }
    assertEquals([...told].sort(), [...taken].sort());
  });
}
