/**
 * What can be supposed about a call of ftruncate() in a log.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import {
  MAIN_PROCESS,
  makeMmap,
  makeRamfsFile,
  makeStep,
} from "../question/make.ts";
import type { ScenarioParts } from "../question/make.ts";
import type { OpenMode, ProcessSpec } from "../scenario/types.ts";
import type { LoggedCall } from "./log.ts";
import type { OtherRequest } from "./other_call.ts";

type Truncation = Extract<OtherRequest, { kind: "ftruncate" }>;

/** Something that may have been the case. */
export interface TruncateParts
  extends Required<Pick<ScenarioParts, "files" | "steps" | "processes">> {
  /** What the file is. */
  readonly what: string;
  /** What else is supposed. */
  readonly besides: readonly string[];
}

/** Sizes that are supposed end here, in bytes. */
const LARGEST = 2 ** 22;
const OTHER: ProcessSpec = { ...MAIN_PROCESS, name: "other" };

/** What may have been the case, the simplest first. */
export function truncations(
  { file }: LoggedCall,
  { size }: Truncation,
): TruncateParts[] {
  const found: TruncateParts[] = [];
  const add = (
    what: string,
    besides: readonly string[],
    parts: {
      readonly size: number;
      readonly mode?: OpenMode;
      readonly appendOnly?: boolean;
      readonly mapped?: boolean;
    },
  ): void => {
    const { mode = file?.mode ?? "rw", mapped, ...inode } = parts;
    const spec = makeRamfsFile("file", {
      ...inode,
      contents: { kind: "literal", bytes: new Uint8Array() },
      ...(file?.path.startsWith("/") ? { path: file.path } : {}),
    });
    found.push({
      what,
      besides,
      files: [{ ...spec, mode: "rw" }, { ...spec, mode }],
      processes: [MAIN_PROCESS, OTHER],
      steps: [
        ...(mapped === true
          ? [makeStep(
            makeMmap({
              file: 0,
              length: parts.size,
              prot: PROT.READ | PROT.WRITE,
              flags: MAP.SHARED,
            }),
            { by: 1, as: "shared" },
          )]
          : []),
        makeStep({ kind: "ftruncate", file: 1, size }),
      ],
    });
  };
  const larger = Math.min(2 * Number(size) + 4096, LARGEST);
  add("an empty file of ramfs or tmpfs", [], { size: 0 });
  add("a larger file of ramfs or tmpfs", [], { size: larger });
  if (file?.mode === undefined) {
    for (
      const [mode, flag] of [["r", "O_RDONLY"], ["path", "O_PATH"]] as const
    ) {
      add("a file of ramfs or tmpfs", [`the file is opened ${flag}`], {
        size: 0,
        mode,
      });
    }
  }
  add("a file of ramfs or tmpfs", ["the inode is append-only"], {
    size: 0,
    appendOnly: true,
  });
  add(
    "a larger file of ramfs or tmpfs",
    ["somebody has it mapped with MAP_SHARED behind the new end"],
    { size: larger, mapped: true },
  );
  return found;
}
