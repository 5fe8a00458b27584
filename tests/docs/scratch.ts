/** A folder in which the commands of a page can be carried out. */
import { ROOT } from "./blocks.ts";

/** What a command came to. */
export interface CommandRun {
  /** The exit status. */
  readonly code: number;
  /** Standard output, then standard error. */
  readonly out: string;
}

const LINKED = ["src", "schema", "tests", "docs", "kernel", "mod.ts"];
const COPIED = ["deno.json", "deno.lock"];

/**
 * Calls a function with a copy of the repository, in which `scenarios/` can be
 * written. In its folder `outside/` the repository is `nommap/`, as it is
 * beside somebody else's scenarios.
 */
export async function inScratch(
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "nommap-docs-" });
  const root = ROOT.pathname;
  try {
    for (const name of LINKED) {
      await Deno.symlink(root + name, `${folder}/${name}`);
    }
    for (const name of COPIED) {
      await Deno.copyFile(root + name, `${folder}/${name}`);
    }
    await copyFolder(`${root}scenarios`, `${folder}/scenarios`);
    await Deno.mkdir(`${folder}/outside/scenarios`, { recursive: true });
    await Deno.symlink(root, `${folder}/outside/nommap`);
    await Deno.copyFile(
      `${root}scenarios/cases/files.yaml`,
      `${folder}/outside/scenarios/files.yaml`,
    );
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(`${from}/${name}`, `${to}/${name}`);
    else await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}

/** Carries out a line of a shell with the Deno that runs the tests. */
export async function runCommand(
  command: string,
  folder: string,
): Promise<CommandRun> {
  const ours = command.replaceAll("npx --yes deno@2.9.6", "deno")
    .replaceAll(/\bdeno task (?!-q)/g, "deno task -q ");
  const isOutside = command.includes(" nommap/src/");
  const { code, stdout, stderr } = await new Deno.Command("deno", {
    args: ["task", "-q", "--eval", ours],
    cwd: isOutside ? `${folder}/outside` : folder,
    stdin: "null",
    env: { NO_COLOR: "1" },
  }).output();
  const text = (part: Uint8Array): string => new TextDecoder().decode(part);
  return { code, out: text(stdout) + text(stderr) };
}
