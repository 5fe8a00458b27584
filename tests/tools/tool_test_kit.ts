/**
 * Tests that need a program of the system.
 *
 * @module
 */

/** The folder that a test works in, and how it starts the program. */
export interface ToolKit {
  /** An empty folder. */
  readonly folder: string;
  /** Starts the program, which must succeed, with some arguments. */
  run(...args: string[]): Promise<void>;
}

/**
 * Registers a test that needs a program; without it the test is skipped, and
 * its name says why.
 *
 * @param debian The Debian package that has the program.
 */
export function toolTest(
  [program, debian]: readonly [program: string, debian: string],
  name: string,
  test: (kit: ToolKit) => Promise<void>,
): void {
  const missing = whyNot(program);
  Deno.test({
    name: missing === undefined
      ? name
      : `${name} (skipped: ${missing}${
        missing.includes("installed") ? `, it is in ${debian}` : ""
      })`,
    ignore: missing !== undefined,
    async fn() {
      const folder = await Deno.makeTempDir();
      try {
        await test({ folder, run: (...args) => start(program, args) });
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

function whyNot(program: string): string | undefined {
  const { state } = Deno.permissions.querySync({
    name: "run",
    command: program,
  });
  if (state !== "granted") return `${program} may not be run, see test:tools`;
  try {
    new Deno.Command(program, { stdout: "null", stderr: "null" }).outputSync();
    return undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return `${program} is not installed`;
    }
    throw error;
  }
}

async function start(program: string, args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(program, { args })
    .output();
  if (!success) {
    throw new Error(`${program}: ${new TextDecoder().decode(stderr)}`);
  }
}
