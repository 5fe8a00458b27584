/**
 * The command that answers requests for other programs.
 *
 * @module
 */
import { parseJsonLine, readTextLines } from "../conform/lines.ts";
import { answerJson } from "../decide/json_request.ts";
import { InputError } from "../errors.ts";
import { DEFAULT_EDITION } from "../policy/editions.ts";
import { visibleJson } from "../writing/printable.ts";
import { readArguments } from "./arguments.ts";
import { openFile } from "./input.ts";
import { editionNamed } from "./kernel_option.ts";
import { print, printError } from "./output.ts";

/** `nommap decide`. */
export async function decideCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: ["schema"],
    values: ["kernel"],
  });
  if (options.flag("schema")) {
    const { requestJsonSchemaText } = await import("../decide/json_schema.ts");
    print(requestJsonSchemaText());
    return 0;
  }
  const [path, ...more] = options.operands;
  if (more.length > 0) throw new InputError("Name one file at most");
  const name = options.value("kernel");
  const kernel = name === undefined ? DEFAULT_EDITION : editionNamed(name);
  const bytes = path === undefined ? Deno.stdin.readable : await openFile(path);
  const file = path ?? "<stdin>";
  let wrong = false;
  let line = 0;
  for await (const lines of readTextLines(bytes, file)) {
    for (const text of lines) {
      line++;
      if (text.trim() === "") continue;
      if (!answerLine(text, line, file, kernel.id)) wrong = true;
    }
  }
  return wrong ? 2 : 0;
}

/** Answers one line; `false` if it is wrong. */
function answerLine(
  text: string,
  line: number,
  file: string,
  kernel: string,
): boolean {
  try {
    const { value } = parseJsonLine(text, line, file);
    print(
      `${visibleJson(JSON.stringify(answerJson(value, kernel), hexWords))}\n`,
    );
    return true;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    print(`${visibleJson(JSON.stringify({ error: error.reason, line }))}\n`);
    printError(
      error.line === undefined
        ? `${file}:${line}:1: ${error.reason}`
        : error.message,
    );
    return false;
  }
}

function hexWords(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `0x${value.toString(16)}` : value;
}
