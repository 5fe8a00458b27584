/**
 * What the driver could declare or answer instead.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { errnoName } from "../../abi/errno.ts";
import { formatFlags } from "../../abi/flags.ts";
import { PROT } from "../../abi/prot.ts";
import { hex } from "../../abi/word.ts";
import { fileOf, mmapOf, withInode } from "../../question/edit.ts";
import type { Question } from "../../question/question.ts";
import type { FileType } from "../../policy/request.ts";
import type { MmapPrepareAnswer, ScriptedInode } from "../../scenario/types.ts";
import type { Change } from "./change.ts";
import { areaBase } from "./area.ts";

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;

/** The capabilities of a file whose driver declares none; `null`: none. */
export function defaultCapabilities(type: FileType): number | null {
  if (type === "reg" || type === "blk") return COPY;
  return type === "chr" ? DIRECT | READ | WRITE : null;
}

/** Changes of the driver's declaration and of its answers. */
export function driverChanges(question: Question): Change[] {
  const inode = fileOf(question)?.inode;
  if (inode?.driver !== "scripted") return [];
  return [
    ...mmapChanges(inode),
    ...areaChanges(inode, question),
    ...capabilityChanges(inode),
    ...directChanges(inode, mmapOf(question)?.prot.value ?? 0),
    ...readChanges(inode),
  ];
}

function change(
  subject: string,
  text: string,
  edit: (inode: ScriptedInode) => ScriptedInode,
): Change {
  return {
    side: "driver",
    subject,
    text,
    apply: (question) =>
      withInode(question, edit(fileOf(question)!.inode as ScriptedInode)),
  };
}

function mmapChanges({ mmap, mmapPrepare }: ScriptedInode): Change[] {
  if (mmapPrepare !== undefined) return prepareChanges(mmap, mmapPrepare);
  if (mmap === "absent") {
    return [
      change(
        "mmap",
        "the driver gains an mmap operation",
        (inode) => ({ ...inode, mmap: "ok" }),
      ),
    ];
  }
  return answerChanges(
    "mmap",
    mmap,
    (value) => (inode) => ({ ...inode, mmap: value }),
  );
}

/** For a driver with mmap_prepare, which newer kernels know. */
function prepareChanges(
  mmap: ScriptedInode["mmap"],
  mmapPrepare: MmapPrepareAnswer,
): Change[] {
  if (mmap !== "absent") {
    return [
      change(
        "mmap_prepare",
        "the driver drops mmap_prepare beside mmap",
        ({ mmapPrepare: _, ...inode }) => inode,
      ),
      change(
        "mmap",
        "the driver drops mmap beside mmap_prepare",
        (inode) => ({ ...inode, mmap: "absent" }),
      ),
    ];
  }
  return [
    change(
      "mmap",
      "the driver has mmap in place of mmap_prepare",
      ({ mmapPrepare: _, ...inode }) => ({ ...inode, mmap: "ok" }),
    ),
    ...answerChanges(
      "mmap_prepare",
      mmapPrepare,
      (value) => (inode) => ({ ...inode, mmapPrepare: value }),
    ),
  ];
}

function answerChanges(
  operation: "mmap" | "mmap_prepare",
  answer: ScriptedInode["mmap"] | MmapPrepareAnswer,
  edit: (
    value: "ok" | { readonly errno: number },
  ) => (inode: ScriptedInode) => ScriptedInode,
): Change[] {
  const changes: Change[] = [];
  if (answer !== "ok") {
    changes.push(
      change(operation, `the driver's ${operation} accepts`, edit("ok")),
    );
  }
  if (!isEnosys(answer)) {
    changes.push(
      change(
        operation,
        `the driver's ${operation} answers ENOSYS`,
        edit({ errno: ENOSYS }),
      ),
    );
  }
  return changes;
}

const ENOSYS = 38;

function isEnosys(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "errno" in answer &&
    answer.errno === ENOSYS;
}

function areaChanges(
  { getUnmappedArea }: ScriptedInode,
  question: Question,
): Change[] {
  const changes: Change[] = [];
  const answer = (
    text: string,
    value: ScriptedInode["getUnmappedArea"],
  ): void => {
    changes.push(
      change("get_unmapped_area", text, ({ getUnmappedArea: _, ...rest }) => ({
        ...rest,
        ...(value === undefined ? {} : { getUnmappedArea: value }),
      })),
    );
  };
  const base = areaBase(question);
  if (getUnmappedArea === undefined) {
    answer("the driver gains get_unmapped_area", { base });
    return changes;
  }
  if ("errno" in getUnmappedArea) {
    const name = errnoName(getUnmappedArea.errno);
    answer(
      `the driver's get_unmapped_area answers an address, not ${name}`,
      { base },
    );
  }
  if (!isEnosys(getUnmappedArea)) {
    answer("the driver's get_unmapped_area answers ENOSYS", { errno: ENOSYS });
  }
  answer("the driver loses get_unmapped_area", undefined);
  return changes;
}

function capabilityChanges(inode: ScriptedInode): Change[] {
  return Object.entries(CAPABILITY).map(([name, bit]) => {
    const declared = inode.capabilities?.value ??
      defaultCapabilities(inode.type) ?? 0;
    const has = (declared & bit) !== 0;
    const wanted = formatFlags(declared ^ bit, CAPABILITY);
    const text = inode.capabilities === undefined
      ? `the driver gains mmap_capabilities: ${wanted}`
      : `the driver ${has ? "loses" : "gains"} the ${name} capability`;
    return change(`${name} capability`, text, (before) => {
      const value = (before.capabilities?.value ??
        defaultCapabilities(before.type) ?? 0) ^ bit;
      return { ...before, capabilities: { value, text: hex(value) } };
    });
  });
}

/** All that a direct mapping with this protection needs, at once. */
function directChanges(inode: ScriptedInode, prot: number): Change[] {
  const declared = inode.capabilities?.value ??
    defaultCapabilities(inode.type) ?? 0;
  const wanted = DIRECT |
    (prot & PROT.READ ? READ : 0) |
    (prot & PROT.WRITE ? WRITE : 0) |
    (prot & PROT.EXEC ? EXEC : 0);
  const missing = wanted & ~declared;
  if ((missing & missing - 1) === 0) return [];
  const value = declared | wanted;
  const text = `the driver ${
    inode.capabilities === undefined ? "gains mmap_capabilities:" : "declares"
  } ${formatFlags(value, CAPABILITY)}`;
  return [
    change("capabilities", text, (before) => ({
      ...before,
      capabilities: { value, text: hex(value) },
    })),
  ];
}

function readChanges({ read, readWith }: ScriptedInode): Change[] {
  const changes: Change[] = [];
  const add = (text: string, parts: Partial<ScriptedInode>): void => {
    changes.push(change("read", text, (inode) => ({ ...inode, ...parts })));
  };
  if (read === "absent") {
    add("the driver gains read_iter", { read: "ok", readWith: "read_iter" });
    return changes;
  }
  if (readWith === "both") {
    add("the driver drops read beside read_iter", { readWith: "read_iter" });
  }
  if (readWith === "read") {
    add("the driver reads with read_iter in place of read", {
      readWith: "read_iter",
    });
  }
  if (typeof read === "object" && "errno" in read) {
    add("reading the file works", { read: "ok" });
  }
  return changes;
}
