/**
 * A commented scenario file for a new driver. What it expects is what the
 * engine answers, so it passes as it is.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { hex } from "../abi/word.ts";
import { isSuccess } from "../explain/ways.ts";
import type { AnyEdition } from "../policy/editions.ts";
import {
  makeMmap,
  makeScenario,
  makeStep,
  releaseParts,
} from "../question/make.ts";
import { ask, outcomeWord } from "../question/question.ts";
import { DEFAULT_KERNEL } from "../scenario/kernels.ts";
import type {
  FileSpec,
  LabelAddress,
  MmapOperation,
  Scenario,
} from "../scenario/types.ts";
import { scenarioTable } from "../table/formats.ts";
import { tableOf } from "../table/outcomes.ts";
import { scenarioText } from "../writing/scenario.ts";
import { type ExpectText, expectText } from "../writing/step.ts";

const LENGTH = 4096;

/** What a new file is made of. */
export interface StarterOptions {
  /** Name of the driver, and of the file in the scenarios. */
  readonly name: string;
  /** The file that the driver is asked about. */
  readonly file: FileSpec;
  /** The policy of the kernel. */
  readonly edition: AnyEdition;
  /** The name of the kernel: of the edition, or of one of its releases. */
  readonly kernel: string;
  /** What the line for editors names as the schema. */
  readonly schema: string;
  /** Path of the new file, for the comments in it. */
  readonly path: string;
}

/** The text of the file. */
export function starterText(options: StarterOptions): string {
  const { name, path, schema } = options;
  return `# yaml-language-server: $schema=${schema}
#
# What the driver ${name} answers to mmap() on a kernel without an MMU.
#
#   deno task nommap run ${path}
#   deno task nommap explain ${path}#${name}-first:1
#   deno task nommap coverage ${path}
#
# A step says what is called and what is expected of it: ok, an errno, a backing
# (direct, copy, anonymous), or any of address, vm_flags, region, shares, calls,
# bytes, maps, accounting, messages, reason and hazard.
${stepsDocument(options)}---
# Every protection and mapping type, each on a fresh machine. A cell is an
# outcome, and the rule that decides after a colon. 'nommap table' prints this
# for any declaration.
${tableDocument(options)}`;
}

function stepsDocument(
  { name, file, edition, kernel }: StarterOptions,
): string {
  const request = (prot: number, flags: number) =>
    makeMmap({ file: 0, length: LENGTH, prot, flags });
  const about = {
    id: `${name}-first`,
    name: `A program maps ${name}`,
    source: "the driver's source file and function, or its documentation",
    files: [file],
    ...releaseParts(edition, kernel),
  };
  const works = (operation: MmapOperation): boolean => {
    const scenario = makeScenario(edition, {
      ...about,
      steps: [makeStep(operation)],
    });
    return isSuccess(outcomeWord(ask({ scenario, step: 0 }, edition)));
  };
  const requests = [
    request(PROT.READ, MAP.PRIVATE),
    request(PROT.READ | PROT.WRITE, MAP.SHARED),
  ].toSorted((a, b) => Number(works(b)) - Number(works(a)));
  const window: LabelAddress = {
    step: 0,
    label: "window",
    offset: 0,
    negative: false,
  };
  const scenario = makeScenario(edition, {
    ...about,
    steps: works(requests[0]!)
      ? [
        makeStep(requests[0]!, { as: window.label }),
        makeStep(requests[1]!),
        makeStep({ kind: "munmap", address: window, length: LENGTH }),
      ]
      : requests.map((operation) => makeStep(operation)),
  });
  const running = {
    ...scenario,
    steps: scenario.steps.filter((_, step) =>
      ask({ scenario, step }, edition) !== null
    ),
  };
  return withComments(
    scenarioText(running, { expect: expectations(running, edition) }),
    kernel,
  );
}

function expectations(
  scenario: Scenario,
  edition: AnyEdition,
): (ExpectText | undefined)[] {
  return scenario.steps.map((_, step) => {
    const outcome = ask({ scenario, step }, edition);
    if (outcome === null) return undefined;
    const text = expectText(outcome);
    return outcome.vma === null || text === "ok"
      ? text
      : [["address", hex(outcome.value)], ...text];
  });
}

/** Says what the keys of the document are, above them. */
function withComments(text: string, kernel: string): string {
  const comments: readonly (readonly [string, string])[] = [
    [
      "source:",
      "# Where the fact comes from: say it, so that others can check it.",
    ],
    [
      "files:",
      `# What the driver declares and answers. Left out: capabilities, there is no
# mmap_capabilities; get_unmapped_area, there is no such operation. Both, mmap
# and read can be an errno, mmap and read also 'absent'. 'mode', 'noexec' and
# 'append_only' say how the file is opened.`,
    ],
    [
      "steps:",
      "# A later step can use the address of an earlier one by its label.",
    ],
  ];
  const kernelLine = kernel === DEFAULT_KERNEL ? [`kernel: ${kernel}`] : [];
  return text.split("\n").flatMap((line) => {
    const comment = comments.find(([key]) => line.startsWith(key))?.[1];
    const before = comment === undefined ? [] : [comment];
    return line.startsWith("files:")
      ? [...kernelLine, ...before, line]
      : [...before, line];
  }).join("\n");
}

function tableDocument(
  { name, file, edition, kernel }: StarterOptions,
): string {
  const scenario = makeScenario(edition, {
    id: `${name}-table`,
    name: `What ${name} answers to every protection`,
    source: "the driver's source file and function, or its documentation",
    files: [file],
    ...releaseParts(edition, kernel),
    steps: [makeStep(makeMmap({
      file: 0,
      length: LENGTH,
      prot: PROT.READ,
      flags: MAP.PRIVATE,
    }))],
  });
  return scenarioTable(tableOf({ scenario, step: 0 }, edition));
}
