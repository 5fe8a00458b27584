/**
 * The command that builds the policy explorer and serves it.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { buildExplorer } from "../explorer/build.ts";
import { readArguments } from "./arguments.ts";
import { print, reasonOf } from "./output.ts";
import { writeWhole } from "./whole_file.ts";
import { quote } from "../scenario/text/quote.ts";

/** Where it is served unless an option says otherwise. */
const DEFAULT_PORT = 8020;

/** `nommap explorer`. */
export async function explorerCommand(args: string[]): Promise<number> {
  const options = readArguments(args, { values: ["html", "port"] });
  const [operand] = options.operands;
  if (operand !== undefined) {
    throw new InputError(`Unexpected argument ${quote(operand)}`);
  }
  const port = portOf(options.value("port"));
  const file = options.value("html");
  const page = await buildExplorer();
  if (file !== undefined) {
    writeWhole(file, page);
    print(`${file}: ${Math.ceil(page.length / 1024)} KiB\n`);
    return 0;
  }
  await serve(page, port);
  return 0;
}

function portOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) {
    throw new InputError(
      `Wrong port ${quote(text)}; it is a number up to 65535`,
    );
  }
  return port;
}

async function serve(page: string, port: number): Promise<void> {
  const headers = { "content-type": "text/html; charset=utf-8" };
  try {
    await Deno.serve(
      {
        hostname: "127.0.0.1",
        port,
        onListen: ({ port }) => print(`http://127.0.0.1:${port}/\n`),
      },
      (request) =>
        new URL(request.url).pathname === "/"
          ? new Response(page, { headers })
          : new Response("Not found\n", { status: 404 }),
    ).finished;
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new InputError(
      `Cannot serve on port ${port}: ${
        reasonOf(error)
      }; choose one with --port`,
    );
  }
}
