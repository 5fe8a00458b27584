/**
 * The command that explains one decision.
 *
 * @module
 */
import { kernelTitle } from "../policy/editions.ts";
import { readTextLines } from "../conform/lines.ts";
import { InputError } from "../errors.ts";
import { explain } from "../explain/explanation.ts";
import { doWithout, notesOf } from "../explain/notes.ts";
import { pathLines, type TextOptions } from "../explain/path_text.ts";
import { findWays } from "../explain/ways.ts";
import { findDeclarations, WANTED, type Wanted } from "../explain/wanted.ts";
import { declarationLines } from "../explain/wanted_text.ts";
import { waysLines } from "../explain/ways_text.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { DEFAULT_EDITION, findEdition } from "../policy/editions.ts";
import { fileOf } from "../question/edit.ts";
import { ask, outcomeWord, type Question } from "../question/question.ts";
import {
  findReferred,
  parseReference,
  type Referred,
} from "../question/reference.ts";
import { styleFor } from "../report/style.ts";
import { oneLine } from "../writing/printable.ts";
import { loadScenarios } from "../scenario/load.ts";
import { explainStrace } from "../strace/report.ts";
import { readStrace, type StraceLog, StraceReader } from "../strace/log.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import {
  choiceOption,
  declaresFile,
  FILE_OPTIONS,
  fileFromOptions,
} from "./file_options.ts";
import { openFile } from "./input.ts";
import { editionNamed } from "./kernel_option.ts";
import { hasColour, print, printError } from "./output.ts";
import {
  MACHINE_OPTIONS,
  questionFromOptions,
  REQUEST_OPTIONS,
} from "./request_options.ts";
import { wrap } from "../writing/wrap.ts";
import { IMAGES_OUTSIDE, loadOptions } from "./scenario_options.ts";
import { terminalWidth } from "./terminal.ts";
import { quote } from "../scenario/text/quote.ts";

/** `nommap explain`. */
export async function explainCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: [
      "verbose",
      IMAGES_OUTSIDE,
      ...FILE_OPTIONS.flags,
      ...MACHINE_OPTIONS.flags,
    ],
    values: [
      "kernel",
      "wanted",
      ...FILE_OPTIONS.values,
      ...REQUEST_OPTIONS.values,
      ...MACHINE_OPTIONS.values,
    ],
  });
  const kernel = options.value("kernel");
  const asked: Asked = {
    options,
    ...(kernel === undefined ? {} : { edition: editionNamed(kernel) }),
    wanted: choiceOption(options, "wanted", WANTED),
    text: {
      style: styleFor(hasColour()),
      width: terminalWidth(),
      verbose: options.flag("verbose"),
    },
  };
  const [operand, ...more] = options.operands;
  if (more.length > 0) {
    throw new InputError(
      "Name one step, line or log at most; a strace line needs quotes",
    );
  }
  if (operand === undefined) return explainWithoutOperand(asked);
  if (isStraceText(operand)) return explainLog(readStrace(operand), asked);
  if (parseReference(operand) !== undefined) {
    return explainReferred(await loadReferred(operand, options), asked);
  }
  return explainLog(await readLog(operand), asked);
}

/** What the command was asked for. */
interface Asked {
  readonly options: Arguments;
  readonly edition?: AnyEdition;
  readonly wanted: Wanted | undefined;
  readonly text: TextOptions;
}

async function explainWithoutOperand(asked: Asked): Promise<number> {
  const { options, edition = DEFAULT_EDITION, wanted, text } = asked;
  const given = [...REQUEST_OPTIONS.values, ...MACHINE_OPTIONS.values]
    .some((name) => options.value(name) !== undefined) ||
    MACHINE_OPTIONS.flags.some((name) => options.flag(name)) ||
    declaresFile(options);
  if (!given) {
    if (!Deno.stdin.isTerminal()) return explainLog(await readLog("-"), asked);
    throw new InputError(
      "Say what to explain: options such as --flags SHARED, FILE:LINE, FILE#id, or a strace line (nommap explain --help)",
    );
  }
  answer(questionFromOptions(options, edition), edition, wanted, text);
  return 0;
}

function explainReferred(referred: Referred, asked: Asked): number {
  const { edition = editionOf(referred), wanted, text } = asked;
  print(`${headOf(referred, edition, text)}\n\n`);
  answer(referred.question, edition, wanted, text);
  return 0;
}

function explainLog(log: StraceLog, asked: Asked): number {
  const { options, edition = DEFAULT_EDITION, wanted, text } = asked;
  const declared = declaresFile(options) ? fileFromOptions(options) : undefined;
  const report = explainStrace(log, { edition, declared, wanted, text });
  print(report.text);
  return report.contradictions > 0 ? 1 : 0;
}

function isStraceText(operand: string): boolean {
  return /\b[a-z][a-z_0-9]*\(.*\)|\bmmap2?\(/s.test(operand);
}

/** Reads a log from a file, or from standard input if it is `-`. */
export async function readLog(path: string): Promise<StraceLog> {
  if (/\.ya?ml$/.test(path)) {
    throw new InputError(
      `Name a scenario or a line of it, as in ${quote(`${path}#id`)} or ${
        quote(`${path}:1`)
      }`,
    );
  }
  const bytes = path === "-" ? Deno.stdin.readable : await openFile(path);
  const reader = new StraceReader();
  const file = path === "-" ? "<stdin>" : path;
  for await (const lines of readTextLines(bytes, file)) {
    for (const line of lines) reader.add(line);
  }
  return reader.end();
}

function answer(
  question: Question,
  edition: AnyEdition,
  wanted: Wanted | undefined,
  text: TextOptions,
): void {
  if (wanted === undefined) return explainQuestion(question, edition, text);
  const file = fileOf(question);
  if (file === undefined || file.inode.driver !== "scripted") {
    throw new InputError("--wanted is about the driver of a file");
  }
  const found = findDeclarations(question, wanted, edition);
  const lines = declarationLines(found, wanted, text);
  print(`${lines.join("\n")}\n`);
  if (found.length > 0) return;
  print("\n");
  explainQuestion(question, edition, text);
}

function explainQuestion(
  question: Question,
  edition: AnyEdition,
  text: TextOptions,
): void {
  const explanation = explain(question, edition);
  if (explanation === null) {
    print("An earlier step has stopped the kernel.\n");
    return;
  }
  const before = outcomeWord(ask(question, edition));
  const without = doWithout(question);
  const lines = [
    ...pathLines(explanation, text, notesOf(question, edition)),
    "",
    ...(without === undefined
      ? waysLines(findWays(question, edition), before, text)
      : [
        text.style.bold("What to do without it"),
        ...wrap(without, {
          width: text.width,
          indent: 4,
          first: "  - ",
        }),
      ]),
  ];
  print(`${lines.join("\n")}\n`);
}

/** What a reference on the command line leads to. */
export async function loadReferred(
  operand: string,
  options: Arguments,
): Promise<Referred> {
  const reference = parseReference(operand)!;
  const { scenarios, errors } = await loadScenarios(
    [reference.path],
    loadOptions(options),
  );
  if (errors.length > 0) {
    for (const error of errors.slice(0, -1)) printError(error.message);
    throw errors.at(-1)!;
  }
  return findReferred(scenarios, reference);
}

/** The kernel that a scenario is about: the newest that it names. */
export function editionOf({ scenario }: Referred): AnyEdition {
  return findEdition(scenario.kernels.at(-1)!) ?? DEFAULT_EDITION;
}

function headOf(
  { scenario, label }: Referred,
  edition: AnyEdition,
  { style, width }: TextOptions,
): string {
  const head = wrap(`${scenario.id}: ${oneLine(scenario.name)}`, {
    width,
    indent: 2,
    first: "",
  });
  return [
    ...head.map(style.bold),
    style.dim(
      `${oneLine(label)}, ${
        kernelTitle(
          scenario.releases?.get(edition.id) ?? edition.id,
          edition.id,
        )
      }`,
    ),
  ].join("\n");
}
