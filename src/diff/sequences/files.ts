/**
 * The files that sequences are tried on.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { ERRNO } from "../../abi/errno.ts";
import { formatFlags } from "../../abi/flags.ts";
import {
  type FileParts,
  makeFile,
  makeRamfsFile,
} from "../../question/make.ts";
import type { FileSpec, ReadOperations } from "../../scenario/types.ts";
import type { Word } from "../../abi/word.ts";

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;
const ALL = COPY | DIRECT | READ | WRITE | EXEC;
const BASE = 0x2000_0000;

/** A file, and how much plainer another could be. */
export interface SequenceFile {
  /** The file. */
  readonly file: FileSpec;
  /** What it adds to the cost of a case. */
  readonly cost: number;
}

/** Files of every kind that sharing and unmapping can tell apart. */
export function sequenceFiles(
  reads: readonly ReadOperations[],
): SequenceFile[] {
  const area = { getUnmappedArea: { base: BASE } };
  const [readWith = "read_iter"] = reads;
  const files: SequenceFile[] = [
    { file: device(ALL, { ...area, readWith }), cost: 0 },
    {
      file: device(ALL, { getUnmappedArea: { fixed: BASE }, readWith }),
      cost: 3,
    },
    { file: makeRamfsFile("data", { size: 4 * 4096 }), cost: 2 },
  ];
  for (const [cost, readWith] of reads.entries()) {
    files.push(
      {
        file: makeFile("data", { type: "reg", size: 0x1_0000, readWith }),
        cost,
      },
      {
        file: device(COPY | DIRECT | READ | EXEC, { ...area, readWith }),
        cost: cost + 1,
      },
      {
        file: device(ALL, {
          ...area,
          readWith,
          mmap: { errno: ERRNO.ENOSYS },
        }),
        cost: cost + 2,
      },
      {
        file: device(ALL, {
          getUnmappedArea: { errno: ERRNO.ENOSYS },
          readWith,
          mmap: { errno: ERRNO.ENOSYS },
        }),
        cost: cost + 3,
      },
    );
  }
  return files;
}

/** A device with these capabilities. */
export function device(
  capabilities: number,
  parts: FileParts & { readonly size?: Word } = {},
): FileSpec {
  return makeFile("device", {
    size: 0x1_0000,
    capabilities: {
      value: capabilities,
      text: formatFlags(capabilities, CAPABILITY),
    },
    ...parts,
  });
}
