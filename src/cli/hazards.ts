/**
 * The command that lists where kernels misbehave.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { isInReleases } from "../policy/editions.ts";
import { type Hazard, HAZARDS } from "../policy/hazards.ts";
import {
  affects,
  type KnownHazard,
  type ReleaseSpan,
} from "../policy/history/known_hazard.ts";
import { KNOWN_HAZARDS } from "../policy/history/known_hazards.ts";
import { loadScenarios } from "../scenario/load.ts";
import type { Scenario } from "../scenario/types.ts";
import { oneLine } from "../writing/printable.ts";
import { wrap } from "../writing/wrap.ts";
import { readArguments } from "./arguments.ts";
import { IMAGES_HELP } from "./help.ts";
import { editionNamed } from "./kernel_option.ts";
import { IMAGES_OUTSIDE, loadOptions } from "./scenario_options.ts";
import { print } from "./output.ts";
import { terminalWidth } from "./terminal.ts";

/** What `nommap hazards --help` says. */
export const HAZARDS_HELP: string =
  `First what twenty years of kernels are known for, by number, with the releases
that have it and the scenarios that show it (those with its number as a tag);
then the hazards of the engine, which scenarios assert as 'hazard'. PATH is a
scenario file or a folder; ./scenarios if none is given.

  --kernel NAME     only what this release has, such as linux-4.19
  --json            as JSON Lines
${IMAGES_HELP}`;

/** `nommap hazards`. */
export async function hazardsCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: [IMAGES_OUTSIDE, "json"],
    values: ["kernel"],
  });
  const kernel = options.value("kernel");
  const release = kernel === undefined ? undefined : releaseNamed(kernel);
  const paths = options.operands.length > 0 ? options.operands : ["scenarios"];
  const { scenarios: all, errors } = await loadScenarios(
    paths,
    loadOptions(options),
  );
  if (errors.length > 0) throw new InputError(errors[0]!.message);
  const id = kernel === undefined ? undefined : editionNamed(kernel).id;
  const scenarios = all.filter(({ kernels }) =>
    id === undefined || kernels.includes(id)
  );
  const known = KNOWN_HAZARDS.filter((hazard) =>
    release === undefined || affects(hazard, release)
  ).map((hazard) => ({
    ...hazard,
    scenarios: taggedPlaces(scenarios, hazard),
  }));
  const own = HAZARDS.filter(({ since, until }) =>
    release === undefined || isInReleases(release, since ?? "2.6.11", until)
  ).map((hazard) => ({ ...hazard, scenarios: metPlaces(scenarios, hazard) }));
  if (options.flag("json")) {
    for (const hazard of [...known, ...own]) {
      print(`${JSON.stringify(hazard)}\n`);
    }
    return 0;
  }
  const width = terminalWidth();
  for (const hazard of known) print(knownText(hazard, width));
  print("The hazards of the engine\n\n");
  for (const hazard of own) print(ownText(hazard, width));
  return 0;
}

/** The release that a kernel's name means. */
function releaseNamed(name: string): string {
  const { id } = editionNamed(name);
  return id.endsWith("-bdi") ? "2.6.12" : name.replace(/^linux-/, "");
}

interface Place {
  readonly id: string;
  readonly file: string;
  readonly line: number;
}

function placeOf({ id, at, text }: Scenario): Place {
  const { file, line } = text.position(at);
  return { id, file, line };
}

/** Scenarios with the number of a hazard as tag. */
function taggedPlaces(
  scenarios: readonly Scenario[],
  { id }: KnownHazard,
): Place[] {
  return scenarios.filter(({ tags }) => tags.includes(id)).map(placeOf);
}

/** Scenarios in which a step expects a hazard. */
function metPlaces(
  scenarios: readonly Scenario[],
  { id }: Hazard,
): Place[] {
  return scenarios.filter(({ steps }) =>
    steps.some(({ expect }) =>
      expect.some(({ expectation }) => expectation.hazard?.includes(id))
    )
  ).map(placeOf);
}

/** Scenarios that are named of one hazard. */
const SHOWN = 3;

function placesText(places: readonly Place[], width: number): string[] {
  const shown = places.slice(0, SHOWN).flatMap(({ id, file, line }) =>
    wrap(`${oneLine(file)}:${line} ${id}`, { width, first: "  ", indent: 4 })
  );
  const rest = places.length - SHOWN;
  if (rest > 0) shown.push(...wrap(`and ${rest} more`, { width, indent: 2 }));
  return shown;
}

function knownText(
  hazard: KnownHazard & { readonly scenarios: readonly Place[] },
  width: number,
): string {
  const { id, title, sentence, releases, signs, scenarios } = hazard;
  const lines = [
    `${id}  ${title} (${spansText(releases)})`,
    ...wrap(sentence, { width, indent: 2 }),
  ];
  if (signs.length > 0) {
    lines.push(
      ...wrap(signs.join(", "), { width, first: "  shows as: ", indent: 4 }),
    );
  }
  lines.push(
    ...(scenarios.length === 0
      ? ["  no scenario"]
      : placesText(scenarios, width)),
  );
  return `${lines.join("\n")}\n\n`;
}

function spansText(spans: readonly ReleaseSpan[]): string {
  if (spans.length === 0) return "never published";
  return spans.map(([first, last]) =>
    last === undefined
      ? `since ${first}`
      : last === first
      ? first
      : `${first} to ${last}`
  ).join(", ");
}

function ownText(
  hazard: Hazard & { readonly scenarios: readonly Place[] },
  width: number,
): string {
  const { id, effect, sentence, source, since, until, scenarios } = hazard;
  const when = [
    since === undefined ? "" : `since ${since}`,
    until === undefined ? "" : `until ${until}`,
  ].filter(Boolean).join(", ");
  const lines = [
    `${id} (${effect}${when === "" ? "" : `, ${when}`})`,
    ...wrap(sentence, { width, indent: 2 }),
    ...wrap(source, { width, indent: 2 }),
    ...placesText(scenarios, width),
  ];
  return `${lines.join("\n")}\n\n`;
}
