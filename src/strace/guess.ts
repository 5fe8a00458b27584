/**
 * What may be mapped where a call reaches, if the log does not say.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { UNNAMED } from "../explain/changes/calls.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { diskFile } from "../question/disk_file.ts";
import { makeMmap, makeStep, openFile } from "../question/make.ts";
import type { FileSpec, LabelAddress } from "../scenario/types.ts";
import { PLAIN_FILE } from "./devices/files.ts";
import type { Supposition } from "./suppose.ts";
import {
  machineFor,
  operationOf,
  type RangeRequest,
  supposed,
  wordSizeOf,
  wordsOf,
} from "./supposed.ts";

const PAGE = 4096;
/** Mappings that are supposed are no longer than this, in bytes. */
const LONGEST = 2 ** 22;

/** What may be mapped there if the log does not say. */
export function guesses(
  request: RangeRequest,
  edition: AnyEdition,
): Supposition[] {
  const wordSize = wordSizeOf(wordsOf(request));
  const inPage = Number(BigInt(request.address) % BigInt(PAGE));
  const length = Math.min(Number(request.length) || PAGE, LONGEST);
  const guess = (
    text: string,
    mapped: { readonly file: boolean; readonly length: number } | null,
    offset = 0,
  ): Supposition[] => {
    const label: LabelAddress = {
      step: 0,
      label: UNNAMED,
      offset: offset + inPage,
      negative: false,
    };
    const address = mapped === null ? request.address : label;
    const steps = mapped === null ? [] : [makeStep(
      makeMmap({
        ...(mapped.file ? { file: 0 } : {}),
        length: mapped.length,
        prot: PROT.READ | (mapped.file ? 0 : PROT.WRITE),
        flags: MAP.PRIVATE | (mapped.file ? 0 : MAP.ANONYMOUS),
      }),
      { as: UNNAMED },
    )];
    return supposed(edition, "", [text], {
      machine: machineFor(wordSize, mapped?.length ?? 0),
      files: mapped?.file === true ? [someFile(edition, mapped.length)] : [],
      steps: [...steps, makeStep(operationOf(request, address))],
    });
  };
  const more = length + PAGE;
  const nothing = guess("nothing of the process is mapped there", null);
  return request.kind === "munmap"
    ? [
      ...guess("it is one whole mapping", { file: false, length }),
      ...guess(
        "a file is mapped there, and the range ends inside its mapping",
        { file: true, length: more },
      ),
      ...guess(
        "a file is mapped there, and the range starts inside its mapping",
        { file: true, length: more },
        PAGE,
      ),
      ...nothing,
    ]
    : [
      ...guess(
        "an anonymous or private writable mapping starts there, of this length",
        { file: false, length },
      ),
      ...guess(
        "a mapping starts there that others may share: MAP_SHARED, or MAP_PRIVATE of a file without PROT_WRITE",
        { file: true, length },
      ),
      ...guess(
        "the mapping there has another start or length",
        { file: false, length: more },
      ),
      ...nothing,
    ];
}

function someFile(edition: AnyEdition, size: number): FileSpec {
  return openFile(PLAIN_FILE[0]!.make({
    name: "file",
    disk: diskFile(edition),
    end: size,
  }));
}
