/**
 * What may have been the case beside what a file is: how it was opened, the
 * mount, the inode, another process, the state of memory.
 *
 * @module
 */
import { MAP, MAP_TYPE } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { pageAlign, pagesIn } from "../abi/word.ts";
import { orderOf } from "../memory/buddy.ts";
import { withFile, withInode, withMachine } from "../question/edit.ts";
import { MAIN_PROCESS, makeMmap, makeStep } from "../question/make.ts";
import type { Question } from "../question/question.ts";
import { DEFAULT_MACHINE } from "../scenario/resolve/machine.ts";
import type {
  InodeSpec,
  OpenMode,
  ReservedRange,
  ScriptedInode,
} from "../scenario/types.ts";
import type { LoggedMapping } from "./log.ts";

/** One thing that may have been the case. */
export interface Twist {
  /** It in words. */
  readonly text: string;
  /** The call with it; `undefined` where it makes no sense. */
  readonly apply: (question: Question) => Question | undefined;
}

/** What may have been the case in a call. */
export function twists(call: LoggedMapping): Twist[] {
  const { flags, prot, file, length } = call;
  const isFile = !(flags & MAP.ANONYMOUS) && call.fd >= 0;
  const shared = (flags & MAP_TYPE) === MAP.SHARED;
  const list: Twist[] = [];
  if (isFile && file?.mode === undefined) {
    list.push(opened("r", "O_RDONLY"), opened("w", "O_WRONLY"));
    list.push(opened("path", "O_PATH"));
  }
  if (isFile && prot & PROT.EXEC) {
    list.push({
      text: "the mount is noexec",
      apply: (question) => withFile(question, { noexec: true }),
    });
  }
  if (isFile && shared) {
    list.push(
      ofInode("the inode is append-only", { appendOnly: true }),
      ofInode("somebody holds a mandatory lock", { mandatoryLock: true }),
    );
  }
  if (isFile && !shared && pagesIn(length, 4096) > 0) {
    list.push({
      text:
        "another process has a copy of a part of the range, and not of all of it",
      apply: withNeighbour,
    });
  }
  if (call.result.errno === "ENOMEM" && (!shared || !isFile)) {
    list.push({
      text: "no run of free pages is long enough",
      apply: withFragments,
    });
  }
  return list;
}

function opened(mode: OpenMode, flag: string): Twist {
  return {
    text: `the file is opened ${flag}`,
    apply: (question) => withFile(question, { mode }),
  };
}

function ofInode(
  text: string,
  parts: Partial<Pick<InodeSpec, "appendOnly" | "mandatoryLock">>,
): Twist {
  return {
    text,
    apply: (question) => {
      const { inode } = question.scenario.files[0]!;
      return inode.type === "reg"
        ? withInode(question, { ...inode, ...parts } as ScriptedInode)
        : undefined;
    },
  };
}

/** Another process maps the first page of the range before. */
function withNeighbour(question: Question): Question {
  const { scenario, step } = question;
  const asked = scenario.steps[step]!;
  const { operation } = asked;
  if (operation.kind !== "mmap") return question;
  const first = makeStep({
    ...makeMmap({
      file: operation.file!,
      length: 4096,
      prot: PROT.READ,
      flags: MAP.PRIVATE,
    }),
    ...(operation.offset === undefined ? {} : { offset: operation.offset }),
  }, { by: 1, as: "other" });
  return {
    scenario: {
      ...scenario,
      processes: [MAIN_PROCESS, { ...MAIN_PROCESS, name: "other" }],
      steps: [first, asked],
    },
    step: 1,
  };
}

/** RAM in which somebody holds one page of every block that would do. */
function withFragments(question: Question): Question | undefined {
  const { operation } = question.scenario.steps[question.step]!;
  if (operation.kind !== "mmap") return undefined;
  const { ram, pageSize, maxPageOrder } = DEFAULT_MACHINE;
  const pages = pagesIn(pageAlign(operation.length, pageSize, 64), pageSize);
  if (pages === 0 || pages > 2 ** maxPageOrder) return undefined;
  const block = pageSize * 2 ** orderOf(pages);
  const reserved: ReservedRange[] = [];
  for (let start = 0; start < ram.size; start += block) {
    reserved.push({ at: 0, start: Number(ram.base) + start, length: pageSize });
  }
  return withMachine(question, { ram: { ...ram, reserved } });
}
