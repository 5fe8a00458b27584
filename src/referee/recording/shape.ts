/**
 * What the lines of a recording hold, checked before they are held against the
 * engine: anybody may have written them.
 *
 * @module
 */
import { InputError } from "../../errors.ts";
import {
  array,
  bigint,
  boolean,
  type GenericSchema,
  literal,
  looseObject,
  nullable,
  number as anyNumber,
  optional,
  pipe,
  regex,
  safeInteger,
  safeParse,
  string,
  union,
  variant,
} from "../../scenario/schema/valibot.ts";
import { oneLine } from "../../writing/printable.ts";

const number = () => pipe(anyNumber(), safeInteger());
const word = union([number(), bigint()]);
const texts = array(string());
const fileKey = nullable(union([number(), literal("other")]));

const area = {
  start: word,
  end: word,
  pgoff: word,
  flags: number(),
  id: word,
  freed: boolean(),
  file: fileKey,
};

const region = looseObject({
  ...area,
  top: word,
  usage: number(),
  icacheFlushed: boolean(),
});

const vma = looseObject({
  ...area,
  process: number(),
  treeStart: word,
  treeLast: word,
  region: word,
});

const processes = array(looseObject({
  process: number(),
  mapCount: number(),
  totalVm: number(),
  ownStart: word,
  ownEnd: word,
  vmas: array(vma),
}));

const filePages = array(looseObject({
  file: number(),
  addresses: array(word),
}));

const call = variant("operation", [
  looseObject({
    operation: literal("mmap_capabilities"),
    file: fileKey,
    result: number(),
  }),
  looseObject({
    operation: literal("get_unmapped_area"),
    file: fileKey,
    result: optional(word),
    errno: optional(number()),
    address: word,
    length: word,
    pgoff: word,
    flags: number(),
  }),
  looseObject({
    operation: literal("mmap"),
    file: fileKey,
    result: number(),
    start: word,
    end: word,
    pgoff: word,
    flags: number(),
  }),
  looseObject({
    operation: literal("read"),
    file: fileKey,
    result: number(),
    position: word,
    count: word,
  }),
]);

const step = looseObject({
  value: optional(word),
  errno: optional(number()),
  gap: optional(string()),
  signal: optional(number()),
  calls: array(call),
  messages: texts,
  pages: number(),
  totalVm: optional(number()),
  mapCount: optional(number()),
  vma: optional(nullable(vma)),
  region: optional(region),
  regions: optional(array(region)),
  processes: optional(processes),
  filePages,
  references: optional(array(number())),
  bytes: optional(pipe(string(), regex(/^(?:[0-9a-f]{2})*$/))),
  maps: optional(string()),
  regionMaps: optional(string()),
});

const end = string();

/** What is looked at to find the scenario of a line. */
const HEAD = looseObject({
  scenario: string(),
  plan: string(),
  text: optional(string()),
});

const CASES = looseObject({
  cases: array(looseObject({
    end,
    during: optional(string()),
    steps: array(step),
    setupMessages: texts,
    cleanupMessages: texts,
    processes,
    pages: number(),
    files: array(looseObject({
      file: number(),
      key: word,
      inode: word,
      device: number(),
    })),
    filePages,
    leftRegions: number(),
    brokenProcesses: number(),
  })),
});

const MMU_CASES = looseObject({
  cases: array(looseObject({
    end,
    mounts: array(number()),
    opens: array(number()),
    steps: array(looseObject({
      value: optional(word),
      errno: optional(number()),
      messages: texts,
      vmas: array(looseObject({
        line: string(),
        image: number(),
        path: string(),
        flags: string(),
      })),
      pages: optional(array(looseObject({
        from: nullable(union([number(), literal("ram")])),
        crc: nullable(number()),
      }))),
    })),
  })),
});

/** A part of a line that can be checked by itself. */
export type LinePart = "head" | "cases" | "mmu-cases";

const SCHEMAS: Readonly<Record<LinePart, GenericSchema>> = {
  head: HEAD,
  cases: CASES,
  "mmu-cases": MMU_CASES,
};

/**
 * Makes sure that a line has what the referee writes.
 *
 * @throws {InputError} if something is missing, or of another type.
 */
export function checkLine(value: unknown, part: LinePart): void {
  const { issues } = safeParse(SCHEMAS[part], value, { abortEarly: true });
  if (issues === undefined) return;
  const [{ path, received }] = issues;
  const place = path?.map(({ key }) => String(key)).join(".") ?? "";
  throw new InputError(
    received === "undefined"
      ? `The line has no '${place}'`
      : `'${place}' of the line cannot be ${oneLine(received)}`,
  );
}
