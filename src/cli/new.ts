/**
 * The command that starts a scenario file.
 *
 * @module
 */
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CAPABILITY } from "../abi/capabilities.ts";
import { formatFlags } from "../abi/flags.ts";
import { InputError } from "../errors.ts";
import { DEFAULT_EDITION, kernelTitle } from "../policy/editions.ts";
import { makeFile } from "../question/make.ts";
import type { FileSpec } from "../scenario/types.ts";
import { fromStraceText } from "../starter/from_strace.ts";
import { starterText } from "../starter/template.ts";
import type { LoggedMapping } from "../strace/log.ts";
import { distinctCalls, nothingFound } from "../strace/report.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { readLog } from "./explain.ts";
import { declaresFile, FILE_OPTIONS, fileFromOptions } from "./file_options.ts";
import { kernelNamed } from "./kernel_option.ts";
import { print, reasonOf } from "./output.ts";
import { writeNew } from "./whole_file.ts";
import { quote } from "../scenario/text/quote.ts";

/** `nommap new`. */
export async function newCommand(args: string[]): Promise<number> {
  const options = readArguments(withStdin(args), {
    flags: FILE_OPTIONS.flags,
    values: ["kernel", "output", "from", ...FILE_OPTIONS.values],
    alias: { o: "output" },
  });
  const name = nameOf(options.operands);
  const path = options.value("output") ?? `scenarios/${name}.yaml`;
  const { edition, name: kernel } = kernelNamed(
    options.value("kernel") ?? DEFAULT_EDITION.id,
  );
  const schema = schemaReference(path);
  const title = kernelTitle(kernel, edition.id);
  const log = options.value("from");
  if (log === undefined) {
    const file = fileOf(options, name);
    writeScenario(
      path,
      starterText({ name, file, edition, kernel, schema, path }),
    );
    print(nextSteps(path, `${name}-first`, title));
    return 0;
  }
  const declared = declaresFile(options)
    ? fileFromOptions(options, name)
    : undefined;
  const calls = await callsIn(log);
  writeScenario(
    path,
    fromStraceText(calls, { name, declared, edition, kernel, schema }),
  );
  print(nextSteps(path, `${name}-line-${calls[0]!.line}`, title));
  return 0;
}

/** A `-` that stands alone is the value of `--from`, not an option. */
function withStdin(args: readonly string[]): string[] {
  const place = args.indexOf("--from");
  return place >= 0 && args[place + 1] === "-"
    ? args.toSpliced(place, 2, "--from=-")
    : [...args];
}

const NAME = /^[a-z][a-z0-9._-]*$/;

function nameOf(operands: readonly string[]): string {
  const [name, ...more] = operands;
  if (name === undefined || more.length > 0) {
    throw new InputError("Name one driver, as in 'nommap new my-flash'");
  }
  if (!NAME.test(name)) {
    throw new InputError(
      `Name ${
        quote(name)
      } can have only small letters, digits, '.', '_' and '-', and starts with a letter; --output says where the file goes`,
    );
  }
  return name;
}

/** The file that the options declare, or one that shows every key. */
function fileOf(options: Arguments, name: string): FileSpec {
  if (declaresFile(options)) return fileFromOptions(options, name);
  const { COPY, DIRECT, READ, EXEC } = CAPABILITY;
  const value = COPY | DIRECT | READ | EXEC;
  return makeFile(name, {
    size: 64 * 2 ** 10,
    capabilities: { value, text: formatFlags(value, CAPABILITY) },
    getUnmappedArea: { base: 0x4000_0000 },
  });
}

/** Calls that failed, each once; all of them if none did. */
async function callsIn(path: string): Promise<readonly LoggedMapping[]> {
  const log = await readLog(path);
  if (log.mappings.length === 0) {
    throw new InputError(nothingFound(log), { file: path });
  }
  const calls = distinctCalls(log.mappings).map(({ call }) => call);
  const failed = calls.filter(({ result }) => result.value === undefined);
  return failed.length > 0 ? failed : calls;
}

/** The schema, as seen from the new file. */
function schemaReference(path: string): string {
  const schema = import.meta.resolve("../../schema/scenario.schema.json");
  if (!schema.startsWith("file:")) return schema;
  return relative(dirname(resolve(path)), fileURLToPath(schema));
}

function writeScenario(path: string, text: string): void {
  try {
    Deno.mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw new InputError(`Cannot write: ${reasonOf(error)}`, {
      file: path,
      cause: error,
    });
  }
  writeNew(path, text);
}

/** An operand as a shell takes it. */
function quoted(text: string): string {
  return /^[\w./:#-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", "'\\''")}'`;
}

function nextSteps(path: string, id: string, kernel: string): string {
  return `${path} is written, and holds on ${kernel}.

  deno task nommap run ${quoted(path)}
  deno task nommap explain ${quoted(`${path}#${id}`)}
`;
}
