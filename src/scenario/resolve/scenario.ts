/**
 * A scenario, with everything that its names mean looked up.
 *
 * @module
 */
import { needed, type ReadingParts } from "./parts.ts";
import type { Problems } from "../problems.ts";
import type { ScenarioDocument } from "../schema/scenario.ts";
import type { Scenario, SourceText, Step } from "../types.ts";
import { keyOffset, offsetOf, type Place, valuePlace } from "../yaml/value.ts";
import { checkDriverKernels } from "./driver_keys.ts";
import { resolveFiles } from "./files.ts";
import type { Images } from "./images.ts";
import { type KernelList, resolveKernelList } from "./kernels.ts";
import {
  checkMachineKernels,
  resolveMachine,
  resolveProcesses,
} from "./machine.ts";
import type { KnownNames, Scope } from "./scope.ts";
import { collectLabels, resolveSteps } from "./steps.ts";

/** A file that scenarios are read from. */
export interface ScenarioFile {
  /** Its name, and the places in it. */
  readonly text: SourceText;
  /** Its text. */
  readonly source: string;
  /** Collects what is wrong with it. */
  readonly problems: Problems;
  /** Names from outside. */
  readonly known: KnownNames;
  /** The parts of the reader that are there. */
  readonly parts: ReadingParts;
}

/**
 * Looks up the names of a document. Problems leave the result unusable.
 *
 * @throws {PartNeeded} if a part that it needs is not there.
 */
export function resolveScenario(
  document: ScenarioDocument,
  place: Place,
  { text, source, problems, known, parts }: ScenarioFile,
): Scenario {
  const at = (key: string) => valuePlace(place, key);
  const machine = resolveMachine(document.machine, at("machine"), problems);
  let found: Images | undefined;
  const images = () =>
    found ??= new (needed(parts, "images").Images)({
      named: document.images,
      place: at("images"),
      read: known.readImage,
      problems,
    });
  const imageFiles = () => needed(parts, "images");
  const context = { images, imageFiles, machine, problems };
  const files = resolveFiles(document.files, at("files"), context);
  const processes = resolveProcesses(document.processes, at("processes"));
  const { cramfs_mmu: mmu } = document;
  const { kernels, releases }: KernelList = mmu === undefined
    ? resolveKernelList(
      document.kernel,
      at("kernel"),
      problems,
      known.kernels,
    )
    : {
      kernels: needed(parts, "cramfsMmu").revisionsOf(mmu),
      releases: new Map(),
    };
  if (mmu !== undefined && document.kernel !== undefined) {
    problems.add(
      keyOffset(place, "kernel"),
      "Key 'kernel' cannot stand beside cramfs_mmu, which has revisions",
    );
  }
  checkMachineKernels(machine, at("machine"), kernels, problems);
  for (const [name, file] of Object.entries(document.files ?? {})) {
    checkDriverKernels(file, valuePlace(at("files"), name), kernels, problems);
  }
  const documents = document.steps ?? [];
  const scope: Scope = {
    problems,
    known,
    kernels,
    bits: machine.wordSize,
    pageSize: machine.pageSize,
    files: places(files),
    processes: places(processes),
    labels: collectLabels(documents, at("steps"), problems),
  };
  const { id, name, source: origin, status, because, tags } = document;
  const steps: Step[] = document.steps === undefined
    ? []
    : resolveSteps(documents, at("steps"), scope);
  return {
    at: offsetOf(place),
    text,
    id,
    name,
    source: origin,
    kernels,
    ...(releases.size > 0 && { releases }),
    machine,
    files,
    processes,
    steps,
    ...(document.table !== undefined && {
      table: needed(parts, "table")(
        document.table,
        at("table"),
        source,
        scope,
      ),
    }),
    ...(mmu !== undefined && {
      cramfsMmu: needed(parts, "cramfsMmu").resolveCramfsMmu(
        mmu,
        at("cramfs_mmu"),
        files,
        scope,
      ),
    }),
    ...(status !== undefined && { status }),
    ...(because !== undefined && { because }),
    tags: tags ?? [],
  };
}

function places(
  list: readonly { readonly name: string }[],
): Map<string, number> {
  return new Map(list.map(({ name }, place) => [name, place]));
}
