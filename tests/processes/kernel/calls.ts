/**
 * Calls `nommap kernel` several times in one process, with kernels that were
 * never built in a cache of their own.
 *
 * @module
 */
import { main } from "../../../src/cli/main.ts";
import {
  buildKey,
  kernelPath,
} from "../../../src/referee/build/built_kernel.ts";

/** One of the calls. */
export interface Call {
  /** What follows `nommap kernel`. */
  readonly args: readonly string[];
  /** A file that is there meanwhile, such as `make.fails`. */
  readonly file?: string;
}

async function pretendBuilt(archive: string): Promise<void> {
  const version = "6.12";
  for (const bits of [32, 64] as const) {
    const choice = { version, bits, archive } as const;
    const build = await buildKey(choice);
    const folder = kernelPath(choice, build);
    Deno.mkdirSync(folder, { recursive: true });
    const kernel = { version, bits, build, config: "", resets: [] };
    Deno.writeTextFileSync(`${folder}/kernel.json`, JSON.stringify(kernel));
  }
}

if (import.meta.main) {
  const [folder, calls] = Deno.args;
  const archive = `${folder}/linux.tar.xz`;
  Deno.writeTextFileSync(archive, "");
  // The runtime has its own cache there, too, and keeps the one that it found.
  Deno.env.set("XDG_CACHE_HOME", `${folder}/cache`);
  await pretendBuilt(archive);
  let status = 0;
  for (const { args, file } of JSON.parse(calls!) as Call[]) {
    if (file !== undefined) Deno.writeTextFileSync(file, "");
    status = await main(["kernel", ...args, "--archive", archive]);
    console.log(status);
    if (file !== undefined) Deno.removeSync(file);
  }
  Deno.exit(status);
}
