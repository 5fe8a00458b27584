/**
 * The commands, loaded when they are called; all but the usual one, which
 * starts a tenth faster if it is loaded with the command line.
 *
 * @module
 */
import type { Command } from "./command.ts";
import { FILE_HELP, IMAGES_HELP, MACHINE_HELP, REQUEST_HELP } from "./help.ts";
import { later } from "./later.ts";
import { runCommand } from "./run.ts";

/** What the command line knows of a command. */
export interface CommandInfo {
  /** One line for the list of commands. */
  readonly summary: string;
  /** How it is called. */
  readonly usage: string;
  /** Its first argument says what it does; `help` is one of them. */
  readonly actions?: true;
  /** Its options, or what loads them. */
  readonly help: string | (() => Promise<string>);
  /** Loads it. */
  readonly load: () => Promise<Command>;
}

const EXPLAIN_HELP =
  `What is explained: a request made of options; a step or table cell of a
scenario; a line of strace, in quotes; a log of strace, from a file or from
standard input: mmap(), and what failed of munmap(), mremap() and ftruncate().
Options that declare a file go with a strace line too.

  --kernel NAME     the edition (default linux-6.12, or the scenario's)
  --wanted OUTCOME  direct, copy, ok or an errno: what must the driver declare
                    for it?
  --verbose         every rule with its sentence, and all ways
${IMAGES_HELP}

${REQUEST_HELP}
${FILE_HELP}
${MACHINE_HELP}

  nommap explain --capabilities DIRECT,READ --get-unmapped-area 0x40000000 \\
    --flags SHARED --prot READ,WRITE
  nommap explain scenarios/cases/devices.yaml:9
  strace -f -y -e trace=%desc,%memory ./program 2>&1 | nommap explain`;

const TABLE_HELP =
  `The file is declared by options, or FILE#ID names a scenario that has it. The
output is a scenario with a table, which passes as it is.

  --format FORMAT   scenario (default), md or csv
  --all             every declaration there is, as a short list of conditions
  --kernel NAME     the edition (default linux-6.12, or the scenario's)
  --file NAME       which file of the scenario (default the first)
  --anonymous       anonymous memory in place of a file
  --length BYTES    default a page; --offset BYTES: default 0
${IMAGES_HELP}
${FILE_HELP}
${MACHINE_HELP}`;

const COVERAGE_HELP =
  `PATH is a scenario file or a folder; ./scenarios if none is given. A rule is
covered if some scenario takes it and some gets past it. For each gap a scenario
is printed that closes it. A rule that cannot apply is proved so.

  --kernel NAME     this edition (default linux-6.12); several times, or 'all'
  --min PERCENT     exit status 1 if less is covered
  --mutate          break each rule in turn instead: some scenario must fail
  --filter TEXT     only scenarios whose id, name or file contains TEXT
  --shard I/N       only the I-th of N parts of the scenarios
  --verbose         every rule also where there are several kernels
  --json            as JSON Lines, one for each kernel
${IMAGES_HELP}`;

const NEW_HELP =
  `Writes scenarios/NAME.yaml, which passes as it is. It never overwrites a file.

  --output FILE     another place
  --kernel NAME     the edition (default linux-6.12)
  --from LOG        start from a log of strace ('-' is standard input): a
                    scenario for each mmap() that failed
${FILE_HELP}`;

/** All commands by name. */
export const COMMANDS: Readonly<Record<string, CommandInfo>> = {
  run: {
    summary: "Runs scenarios and compares what comes with what they expect",
    usage: "nommap run [OPTION...] [PATH...]",
    help: `PATH is a scenario file or a folder; ./scenarios if none is given.

  --kernel NAME     only this edition; may be given several times; 'all' is
                    every edition that a scenario names
  --filter TEXT     only scenarios whose id, name or file contains TEXT;
                    /TEXT/ is a regular expression
  --reporter NAME   pretty (default), dot, tap, ktap, junit, json or github;
                    NAME:FILE writes to a file; may be given several times
  --shard I/N       only the I-th of N parts of the scenarios
  --fail-fast       stop after the first scenario that fails
  --coverage[=90]   how much of each kernel's rules is covered; exit status 1 if
                    that is less than so many per cent
  --verbose         name every scenario, also in a long run
${IMAGES_HELP}`,
    load: () => Promise.resolve(runCommand),
  },
  report: {
    summary: "Writes a page with every scenario, why it ends so, and pictures",
    usage: "nommap report --html FILE [OPTION...] [PATH...]",
    help: `PATH is a scenario file or a folder; ./scenarios if none is given.

  --html FILE       the page to write; it needs no other file and no network
  --kernel NAME     only this edition; may be given several times
  --filter TEXT     only scenarios whose id, name or file contains TEXT
  --shard I/N       only the I-th of N parts of the scenarios
${IMAGES_HELP}`,
    load: async () =>
      (await later<typeof import("./report.ts")>("./report.ts")).reportCommand,
  },
  explain: {
    summary: "Explains one decision, and what would change it",
    usage:
      "nommap explain [OPTION...] [FILE:LINE | FILE#ID[:STEP] | STRACE-LINE | LOG]",
    help: EXPLAIN_HELP,
    load: async () =>
      (await later<typeof import("./explain.ts")>("./explain.ts"))
        .explainCommand,
  },
  explorer: {
    summary: "Serves a page with switches for driver, request and kernel",
    usage: "nommap explorer [--port N] [--html FILE]",
    help: `Builds the page and serves it on 127.0.0.1 until it is interrupted.

  --port N          the port (default 8020)
  --html FILE       writes the page instead; it needs no other file`,
    load: async () =>
      (await later<typeof import("./explorer.ts")>("./explorer.ts"))
        .explorerCommand,
  },
  table: {
    summary: "Prints what a file answers to every protection and type",
    usage: "nommap table [OPTION...] [FILE#ID]",
    help: TABLE_HELP,
    load: async () =>
      (await later<typeof import("./table.ts")>("./table.ts")).tableCommand,
  },
  coverage: {
    summary: "Says which rules scenarios cover, and closes the gaps",
    usage: "nommap coverage [OPTION...] [PATH...]",
    help: COVERAGE_HELP,
    load: async () =>
      (await later<typeof import("./coverage.ts")>("./coverage.ts"))
        .coverageCommand,
  },
  new: {
    summary: "Starts a scenario file for a driver, or from a log of strace",
    usage: "nommap new [OPTION...] NAME",
    help: NEW_HELP,
    load: async () =>
      (await later<typeof import("./new.ts")>("./new.ts")).newCommand,
  },
  conform: {
    summary: "Holds recordings of real kernels against the engine",
    usage: "nommap conform [--kernel NAME] FILE...",
    help: `FILE is JSON Lines, plain or gzip: single requests or sequences.

  --kernel NAME     the edition; left out: from the header of the recording or
                    the name of the file, else linux-6.12
  --limit N         print at most N disagreements in full (default 20)`,
    load: async () =>
      (await later<typeof import("./conform.ts")>("./conform.ts"))
        .conformCommand,
  },
  diff: {
    summary: "Says what two kernels decide otherwise, and shows it",
    usage: "nommap diff [OPTION...] KERNEL KERNEL",
    help: async () =>
      (await later<typeof import("./diff.ts")>("./diff.ts")).DIFF_HELP,
    load: async () =>
      (await later<typeof import("./diff.ts")>("./diff.ts")).diffCommand,
  },
  decide: {
    summary: "Answers requests: JSON Lines in, JSON Lines out",
    usage: "nommap decide [--kernel NAME] [FILE]",
    help:
      `Reads standard input if no FILE is given; one request on each line, one
answer for each.

  --kernel NAME     the edition (default linux-6.12); a request can name another
  --schema          prints the JSON Schema of a request instead`,
    load: async () =>
      (await later<typeof import("./decide.ts")>("./decide.ts")).decideCommand,
  },
  rules: {
    summary: "Lists the rules of the policy and where the kernel has them",
    usage: "nommap rules [--json] [ID...]",
    help: "  --json            as JSON Lines",
    load: async () =>
      (await later<typeof import("./rules.ts")>("./rules.ts")).rulesCommand,
  },
  hazards: {
    summary: "Lists where kernels misbehave, and the scenarios that show it",
    usage: "nommap hazards [--kernel NAME] [--json] [PATH...]",
    help: async () =>
      (await later<typeof import("./hazards.ts")>("./hazards.ts")).HAZARDS_HELP,
    load: async () =>
      (await later<typeof import("./hazards.ts")>("./hazards.ts"))
        .hazardsCommand,
  },
  schema: {
    summary: "Prints the JSON Schema of scenario files, for editors",
    usage: "nommap schema",
    help: "Point yaml-language-server at the file that it makes.",
    load: async () =>
      (await later<typeof import("./schema.ts")>("./schema.ts")).schemaCommand,
  },
  kernel: {
    actions: true,
    summary: "Builds real kernels and lets them judge scenarios",
    usage: "deno task kernel build|run|fuzz|record [OPTION...]",
    help:
      `These start other programs, which 'deno task nommap' may not: call them
through 'deno task kernel'. kernel/README.md tells how it works.

deno task kernel build [OPTION...] [6.12 | 6.1]...

Builds a kernel and what it boots, in a cache folder; 6.12 if none is named.

  --bits SIZE       64 or 32; left out: both
  --mmu             the one with an MMU, that judges mappings of cramfs; 6.12
                    and 64 bits
  --archive FILE    the sources; left out: those of Debian's linux-source-*
  --jobs N          compilers at a time

deno task kernel run [OPTION...] [PATH...]

Lets built kernels judge scenarios, beside the engine. PATH is a scenario file
or a folder; ./scenarios if none is given.

  --kernel NAME     only this edition; may be given several times
  --filter TEXT     only scenarios whose id, name or file contains TEXT
  --shard I/N       only the I-th of N parts of the scenarios
${IMAGES_HELP}
  --jobs N          kernels at a time (default 2)
  --archive FILE    kernels that were built from these sources
  --verbose         names those too of which there is nothing to say

deno task kernel fuzz [OPTION...]

Draws requests, sequences of calls or images, and lets a kernel judge them. The
first disagreement is made small and written as a scenario.

  --kernel NAME     the edition (default linux-6.12)
  --mmu             mappings of random images of cramfs by the kernel with an
                    MMU; --images N or --cases N says how many (default 500)
  --images N        files of random images of cramfs and romfs on the devices
                    that can hold them: only these, unless --cases or
                    --sequences is given
  --cases N         requests (default 20000)
  --sequences N     sequences of calls (default a tenth of that)
  --seed N          another seed draws others (default 1)
  --jobs N          kernels at a time (default 2)
  --archive FILE    kernels that were built from these sources
  --output FOLDER   where the scenario goes (default here)

deno task kernel record [OPTION...]

Takes the recordings in kernel/recordings/ anew: lines that changed, or all.

  --all             every line
  --kernel NAME     only this edition; may be given several times
  --cases N, --sequences N, --seed N
                    what is drawn (default 2500, 400 and 1)
  --jobs N          kernels at a time (default 2)`,
    load: async () =>
      (await later<typeof import("./kernel.ts")>("./kernel.ts")).kernelCommand,
  },
  cramfs: {
    actions: true,
    summary:
      "Lists what of a cramfs image can be mapped in place; makes images",
    usage: "nommap cramfs ls IMAGE | nommap cramfs build FOLDER IMAGE",
    help: async () =>
      (await later<typeof import("./cramfs.ts")>("./cramfs.ts")).CRAMFS_HELP,
    load: async () =>
      (await later<typeof import("./cramfs.ts")>("./cramfs.ts")).cramfsCommand,
  },
};
