/**
 * The command that explains one decision.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { explain } from "../explain/explanation.ts";
import { pathLines, type TextOptions } from "../explain/path_text.ts";
import { findWays } from "../explain/ways.ts";
import { findDeclarations, WANTED, type Wanted } from "../explain/wanted.ts";
import { declarationLines } from "../explain/wanted_text.ts";
import { waysLines } from "../explain/ways_text.ts";
import type { Edition } from "../policy/edition.ts";
import { DEFAULT_EDITION, findEdition } from "../policy/editions.ts";
import { fileOf } from "../question/edit.ts";
import { ask, outcomeWord, type Question } from "../question/question.ts";
import {
  findReferred,
  parseReference,
  type Referred,
} from "../question/reference.ts";
import { styleFor } from "../report/style.ts";
import { oneLine } from "../report/text.ts";
import { ENGINE_NAMES } from "../scenario/known_names.ts";
import { loadScenarios } from "../scenario/load.ts";
import { readArguments } from "./arguments.ts";
import { choiceOption, FILE_OPTIONS } from "./file_options.ts";
import { editionNamed, withRegions } from "./kernel_option.ts";
import { hasColour, print, printError } from "./output.ts";
import {
  MACHINE_OPTIONS,
  questionFromOptions,
  REQUEST_OPTIONS,
} from "./request_options.ts";
import { terminalWidth } from "./terminal.ts";

/** `nommap explain`. */
export async function explainCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: ["verbose", ...FILE_OPTIONS.flags, ...MACHINE_OPTIONS.flags],
    values: [
      "kernel",
      "wanted",
      ...FILE_OPTIONS.values,
      ...REQUEST_OPTIONS.values,
      ...MACHINE_OPTIONS.values,
    ],
  });
  const kernel = options.value("kernel");
  const edition = kernel === undefined
    ? undefined
    : withRegions(editionNamed(kernel));
  const wanted = choiceOption(options, "wanted", WANTED);
  const text: TextOptions = {
    style: styleFor(hasColour()),
    width: terminalWidth(),
    verbose: options.flag("verbose"),
  };
  const [operand, ...more] = options.operands;
  if (more.length > 0) throw new InputError("Name one step or line at most");
  if (operand === undefined) {
    const asked = edition ?? DEFAULT_EDITION;
    answer(questionFromOptions(options, asked), asked, wanted, text);
    return 0;
  }
  const reference = parseReference(operand);
  if (reference !== undefined) {
    const referred = await loadReferred(operand);
    const asked = edition ?? editionOf(referred);
    print(`${headOf(referred, asked, text)}\n\n`);
    answer(referred.question, asked, wanted, text);
    return 0;
  }
  throw new InputError(`'${operand}' is neither a step nor a strace line`);
}

function answer(
  question: Question,
  edition: Edition,
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
  edition: Edition,
  text: TextOptions,
): void {
  const explanation = explain(question, edition);
  if (explanation === null) {
    print("An earlier step has stopped the kernel.\n");
    return;
  }
  const before = outcomeWord(ask(question, edition));
  const lines = [
    ...pathLines(explanation, text),
    "",
    ...waysLines(findWays(question, edition), before, text),
  ];
  print(`${lines.join("\n")}\n`);
}

/** What a reference on the command line leads to. */
export async function loadReferred(operand: string): Promise<Referred> {
  const reference = parseReference(operand)!;
  const { scenarios, errors } = await loadScenarios(
    [reference.path],
    ENGINE_NAMES,
  );
  if (errors.length > 0) {
    for (const error of errors.slice(0, -1)) printError(error.message);
    throw errors.at(-1)!;
  }
  return findReferred(scenarios, reference);
}

/** The kernel that a scenario is about: the newest that it names. */
export function editionOf({ scenario }: Referred): Edition {
  return withRegions(
    findEdition(scenario.kernels.at(-1)!) ?? DEFAULT_EDITION,
  );
}

function headOf(
  { scenario, label }: Referred,
  edition: Edition,
  { style }: TextOptions,
): string {
  return `${style.bold(scenario.id)}: ${oneLine(scenario.name)}\n` +
    style.dim(`${oneLine(label)}, ${edition.id}`);
}
