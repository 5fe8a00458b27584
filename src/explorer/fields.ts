/**
 * The switches of the explorer: what they are called, what they can be, and
 * what they are at first. A switch's id is its key in a link.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { DEFAULT_EDITION, EDITIONS } from "../policy/editions.ts";

/** One value of a switch. */
export interface Choice {
  /** The value. */
  readonly value: string;
  /** What it is called. */
  readonly label: string;
}

/** A switch. */
export interface Field {
  /** Its id. */
  readonly id: string;
  /** What it is called. */
  readonly label: string;
  /** How it is set. A check is `on` or empty, a number is text. */
  readonly kind: "select" | "check" | "number";
  /** Its value at first. */
  readonly initial: string;
  /** What a select can be. */
  readonly choices?: readonly Choice[];
  /** Its values need a line of their own. */
  readonly wide?: true;
  /** It is of use only if another switch has one of these values. */
  readonly needs?: readonly [id: string, ...values: string[]];
}

/** Switches that belong together. */
export interface FieldGroup {
  /** What they are about. */
  readonly title: string;
  /** The switches. */
  readonly fields: readonly Field[];
}

function select(
  id: string,
  label: string,
  choices: readonly (string | Choice)[],
  needs?: Field["needs"],
): Field {
  const all = choices.map((choice) =>
    typeof choice === "string" ? { value: choice, label: choice } : choice
  );
  const initial = all[0]!.value;
  return withNeeds({ id, label, kind: "select", initial, choices: all }, needs);
}

function wide(field: Field): Field {
  return { ...field, wide: true };
}

function check(id: string, label: string, needs?: Field["needs"]): Field {
  return withNeeds({ id, label, kind: "check", initial: "" }, needs);
}

function number(
  id: string,
  label: string,
  initial: string,
  needs?: Field["needs"],
): Field {
  return withNeeds({ id, label, kind: "number", initial }, needs);
}

function withNeeds(field: Field, needs: Field["needs"]): Field {
  return needs === undefined ? field : { ...field, needs };
}

const SCRIPTED: Field["needs"] = ["file", "scripted"];
const ANY_FILE: Field["needs"] = ["file", "scripted", "ramfs"];
const ERRNOS = ["ENOSYS", "EINVAL", "ENODEV", "EIO", "ENOMEM", "EPERM"];

const answers = (...first: readonly (string | Choice)[]) => [
  ...first,
  ...ERRNOS.map((name) => ({ value: name, label: `answers -${name}` })),
];

/** Newest first. */
const KERNELS: readonly Choice[] = EDITIONS.map(({ id, releases }) => ({
  value: id,
  label: releases[0] === releases[1]
    ? id
    : `${id} (${releases[0]} to ${releases[1]})`,
})).toReversed();

/** All switches. */
export const FIELD_GROUPS: readonly FieldGroup[] = [
  {
    title: "Request",
    fields: [
      ...["READ", "WRITE", "EXEC"].map((name) => check(name, `PROT_${name}`)),
      select("flags", "Type", [
        { value: "SHARED", label: "MAP_SHARED" },
        { value: "PRIVATE", label: "MAP_PRIVATE" },
        { value: "SHARED_VALIDATE", label: "MAP_SHARED_VALIDATE" },
      ]),
      number("length", "Length", "4KiB"),
      number("offset", "Offset", "0", ANY_FILE),
      check("FIXED", "MAP_FIXED"),
    ],
  },
  {
    title: "File and driver",
    fields: [
      wide(select("file", "What is mapped", [
        { value: "scripted", label: "a file with the driver below" },
        { value: "ramfs", label: "a file in ramfs" },
        { value: "none", label: "anonymous memory" },
      ])),
      select("type", "Type", [
        { value: "chr", label: "character device" },
        { value: "blk", label: "block device" },
        { value: "reg", label: "regular file" },
        { value: "fifo", label: "FIFO" },
        { value: "sock", label: "socket" },
        { value: "dir", label: "directory" },
      ], SCRIPTED),
      number("size", "Size", "64KiB", ANY_FILE),
      check("caps", "has mmap_capabilities, which answers", SCRIPTED),
      ...Object.keys(CAPABILITY).map((name) =>
        check(`cap_${name}`, name, ["caps", "on"])
      ),
      select(
        "area",
        "get_unmapped_area",
        answers("absent", {
          value: "base",
          label: "an address",
        }),
        SCRIPTED,
      ),
      number("base", "Address", "0x20000000", ["area", "base"]),
      wide(select(
        "mmap",
        "mmap",
        answers({ value: "ok", label: "answers 0" }, "absent", {
          value: "shared-only",
          label: "answers -ENOSYS unless shared",
        }),
        SCRIPTED,
      )),
      wide(select(
        "prepare",
        "mmap_prepare",
        answers("absent", { value: "ok", label: "answers 0" }, {
          value: "shared-only",
          label: "answers -ENOSYS unless shared",
        }),
        SCRIPTED,
      )),
      select(
        "read",
        "Reading",
        answers({ value: "ok", label: "works" }, "absent"),
        SCRIPTED,
      ),
      select("with", "It reads with", [
        "read_iter",
        "read",
        "both",
      ], SCRIPTED),
    ],
  },
  {
    title: "The open file",
    fields: [
      wide(select("mode", "Opened", [
        { value: "rw", label: "for reading and writing" },
        { value: "r", label: "for reading" },
        { value: "w", label: "for writing" },
        { value: "path", label: "with O_PATH" },
      ], ANY_FILE)),
      check("noexec", "on a noexec mount", ANY_FILE),
      check("append", "append-only inode", ANY_FILE),
      check("lock", "under a mandatory lock", ANY_FILE),
    ],
  },
  {
    title: "Caller",
    fields: [
      check("ptraced", "a debugger is attached"),
      check("rie", "READ_IMPLIES_EXEC personality"),
    ],
  },
  {
    title: "Kernel and machine",
    fields: [
      {
        ...wide(select("kernel", "Kernel", KERNELS)),
        initial: DEFAULT_EDITION.id,
      },
      select("word", "Word size", [
        { value: "32", label: "32 bits" },
        { value: "64", label: "64 bits" },
      ]),
      number("ram", "RAM", "16MiB"),
      number("trim", "vm.nr_trim_pages", "1"),
    ],
  },
];

/** All switches by id. */
export const FIELDS: ReadonlyMap<string, Field> = new Map(
  FIELD_GROUPS.flatMap(({ fields }) => fields).map((field) => [
    field.id,
    field,
  ]),
);
