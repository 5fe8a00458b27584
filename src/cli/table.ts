/**
 * The command that prints what a file answers to every request.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { InputError } from "../errors.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { DEFAULT_EDITION, kernelTitle } from "../policy/editions.ts";
import { makeMmap, makeStep, releaseParts } from "../question/make.ts";
import type { Question } from "../question/question.ts";
import { parseReference } from "../question/reference.ts";
import { didYouMean } from "../scenario/text/nearest.ts";
import type { FileSpec, Scenario } from "../scenario/types.ts";
import { styleFor } from "../report/style.ts";
import { declarationClasses } from "../table/all.ts";
import { classesCsv, classesMarkdown, classesText } from "../table/all_text.ts";
import { csvTable, markdownTable, scenarioTable } from "../table/formats.ts";
import { type OutcomeTable, tableOf } from "../table/outcomes.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { editionOf, loadReferred } from "./explain.ts";
import {
  choiceOption,
  declaresFile,
  FILE_OPTIONS,
  numberOption,
} from "./file_options.ts";
import { kernelNamed } from "./kernel_option.ts";
import { hasColour, print } from "./output.ts";
import { IMAGES_OUTSIDE } from "./scenario_options.ts";
import { terminalWidth } from "./terminal.ts";
import { MACHINE_OPTIONS, questionFromOptions } from "./request_options.ts";
import { quote } from "../scenario/text/quote.ts";

const FORMATS: Readonly<Record<string, (table: OutcomeTable) => string>> = {
  scenario: scenarioTable,
  md: markdownTable,
  csv: csvTable,
};

/** `nommap table`. */
export async function tableCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: [
      "all",
      "anonymous",
      IMAGES_OUTSIDE,
      ...FILE_OPTIONS.flags,
      ...MACHINE_OPTIONS.flags,
    ],
    values: [
      "kernel",
      "format",
      "file",
      "length",
      "offset",
      ...FILE_OPTIONS.values,
      ...MACHINE_OPTIONS.values,
    ],
  });
  const wanted = options.value("kernel");
  const kernel = wanted === undefined ? undefined : kernelNamed(wanted);
  const edition = kernel?.edition;
  const format = choiceOption(options, "format", Object.keys(FORMATS)) ??
    "scenario";
  if (options.flag("all")) {
    return printAll(options, kernel ?? DEFAULT, format);
  }
  const [operand, ...more] = options.operands;
  if (more.length > 0) throw new InputError("Name one scenario at most");
  const asked = operand === undefined
    ? fromOptions(options, edition ?? DEFAULT_EDITION)
    : await fromScenario(operand, options, edition);
  const question = kernel === undefined
    ? asked.question
    : withRelease(asked.question, kernel);
  print(FORMATS[format]!(tableOf(question, asked.edition)));
  return 0;
}

type Kernel = ReturnType<typeof kernelNamed>;

const DEFAULT: Kernel = { name: DEFAULT_EDITION.id, edition: DEFAULT_EDITION };

/** The question, with the release that was asked for as its kernel. */
function withRelease(
  { scenario, step }: Question,
  { name, edition }: Kernel,
): Question {
  const { releases: _, ...rest } = scenario;
  return {
    scenario: {
      ...rest,
      kernels: [edition.id],
      ...releaseParts(edition, name),
    },
    step,
  };
}

function printAll(
  options: Arguments,
  { name, edition }: Kernel,
  format: string,
): number {
  if (options.operands.length > 0 || declaresFile(options)) {
    throw new InputError(
      "--all is about every declaration; drop the one that is given",
    );
  }
  const classes = {
    SHARED: declarationClasses("SHARED", edition),
    PRIVATE: declarationClasses("PRIVATE", edition),
  };
  if (format === "md") print(classesMarkdown(classes));
  else if (format === "csv") print(classesCsv(classes));
  else {
    const style = styleFor(hasColour());
    print(
      classesText(classes, kernelTitle(name, edition.id), {
        style,
        width: terminalWidth(),
      }),
    );
  }
  return 0;
}

interface Asked {
  readonly question: Question;
  readonly edition: AnyEdition;
}

function fromOptions(options: Arguments, edition: AnyEdition): Asked {
  if (!options.flag("anonymous")) {
    const { scenario, step } = questionFromOptions(options, edition);
    const name = `a ${scenario.files[0]!.inode.type} file`;
    return {
      edition,
      question: { scenario: named(scenario, "file", name), step },
    };
  }
  if (declaresFile(options)) {
    throw new InputError("--anonymous leaves no file to declare");
  }
  const { scenario } = questionFromOptions(options, edition);
  return {
    edition,
    question: questionAbout({ ...scenario, files: [] }, undefined, options),
  };
}

async function fromScenario(
  operand: string,
  options: Arguments,
  edition: AnyEdition | undefined,
): Promise<Asked> {
  if (declaresFile(options) || options.flag("anonymous")) {
    throw new InputError(
      "A file of a scenario is declared there: drop the options that declare one",
    );
  }
  if (parseReference(operand) === undefined) {
    throw new InputError(
      `${
        quote(operand)
      } is no scenario; name it as in 'scenarios/fb.yaml#fb0-shared'`,
    );
  }
  const referred = await loadReferred(operand, options);
  const { scenario } = referred;
  const wanted = options.value("file");
  const place = wanted === undefined
    ? 0
    : scenario.files.findIndex(({ name }) => name === wanted);
  const file = scenario.files[place];
  if (file === undefined) {
    throw new InputError(
      wanted === undefined
        ? `Scenario '${scenario.id}' has no file`
        : `Scenario '${scenario.id}' has no file ${quote(wanted)}${
          didYouMean(wanted, scenario.files.map(({ name }) => name))
        }`,
    );
  }
  return {
    edition: edition ?? editionOf(referred),
    question: questionAbout(scenario, file, options),
  };
}

/** The first request for a file, on the machine of a scenario at rest. */
function questionAbout(
  scenario: Scenario,
  file: FileSpec | undefined,
  options: Arguments,
): Question {
  const offset = numberOption(options, "offset");
  const operation = makeMmap({
    ...(file === undefined ? {} : { file: 0 }),
    length: numberOption(options, "length") ?? scenario.machine.pageSize,
    prot: PROT.READ,
    flags: file === undefined ? MAP.PRIVATE | MAP.ANONYMOUS : MAP.PRIVATE,
    ...(offset === undefined ? {} : { offset }),
  });
  const { table: _, ...rest } = scenario;
  return {
    scenario: named(
      {
        ...rest,
        files: file === undefined ? [] : [file],
        steps: [makeStep(operation)],
      },
      file?.name ?? "anonymous",
      file === undefined ? "anonymous memory" : `file ${file.name}`,
    ),
    step: 0,
  };
}

function named(scenario: Scenario, id: string, what: string): Scenario {
  return {
    ...scenario,
    id: `${id.toLowerCase().replace(/[^a-z0-9._-]/g, "-")}-table`,
    name: `What ${what} answers to every protection`,
    source: "nommap table",
  };
}
