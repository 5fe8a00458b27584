/**
 * What the program could ask for instead.
 *
 * @module
 */
import { MAP, MAP_TYPE } from "../../abi/map.ts";
import { PROT } from "../../abi/prot.ts";
import { offsetInPage, toWord, type Word } from "../../abi/word.ts";
import { fileOf, mmapOf, withMmap } from "../../question/edit.ts";
import { mapFlags, protFlags } from "../../question/make.ts";
import type { Question } from "../../question/question.ts";
import type { MmapOperation } from "../../scenario/types.ts";
import { sizeText } from "../../writing/numbers.ts";
import type { Change } from "./change.ts";

/** Changes of the call's own arguments. */
export function requestChanges(question: Question): Change[] {
  const mmap = mmapOf(question);
  if (mmap === undefined) return [];
  return [
    ...typeChanges(mmap),
    ...protChanges(mmap),
    ...placeChanges(mmap, question.scenario.machine.pageSize),
    ...anonymousChanges(question),
  ];
}

function typeChanges({ flags: { value } }: MmapOperation): Change[] {
  const changes: Change[] = [];
  const type = value & MAP_TYPE;
  for (const [name, bits] of [["PRIVATE", 2], ["SHARED", 1]] as const) {
    if (type === bits) continue;
    const meant = type === MAP.SHARED_VALIDATE ? MAP.SHARED : type;
    changes.push(flagChange(
      "type",
      `MAP_${name}`,
      (flags) => flags & ~MAP_TYPE | bits,
      meant !== bits,
    ));
  }
  if (value & MAP.FIXED) {
    changes.push(
      flagChange("fixed", "no MAP_FIXED", (flags) => flags & ~MAP.FIXED, false),
    );
  }
  return changes;
}

function flagChange(
  subject: string,
  text: string,
  edit: (flags: number) => number,
  loses: boolean,
): Change {
  return {
    side: "program",
    subject,
    text,
    loses,
    apply: (question) =>
      withMmap(question, {
        flags: mapFlags(edit(mmapOf(question)!.flags.value)),
      }),
  };
}

function protChanges({ prot }: MmapOperation): Change[] {
  return (["READ", "WRITE", "EXEC"] as const).map((name): Change => {
    const bit = PROT[name];
    const has = (prot.value & bit) !== 0;
    return {
      side: "program",
      subject: `PROT_${name}`,
      text: has ? `no PROT_${name}` : `PROT_${name} too`,
      loses: has,
      apply: (question) =>
        withMmap(question, {
          prot: protFlags(mmapOf(question)!.prot.value ^ bit),
        }),
    };
  });
}

function placeChanges(mmap: MmapOperation, pageSize: number): Change[] {
  const changes: Change[] = [];
  const place = (text: string, parts: Partial<MmapOperation>): void => {
    changes.push({
      side: "program",
      subject: "offset",
      text,
      apply(question) {
        const { offset: _, pgoff: __, ...rest } = mmapOf(question)!;
        return withMmap(
          { ...question, scenario: replaced(question, rest) },
          parts,
        );
      },
      loses: true,
    });
  };
  const { offset = 0, pgoff } = mmap;
  const behind = pgoff === undefined ? offsetInPage(offset, pageSize) : 0;
  if (behind !== 0) {
    const whole = toWord(BigInt(offset) - BigInt(behind), 64);
    place(`an offset of ${sizeText(whole)}, a whole page`, { offset: whole });
  }
  if (offset !== 0 || pgoff !== undefined && pgoff !== 0) {
    place("offset 0", { offset: 0 });
  }
  if (mmap.address !== undefined && mmap.address !== 0) {
    changes.push({
      side: "program",
      subject: "address",
      text: "no address hint",
      apply: (asked) => withMmap(asked, { address: 0 }),
    });
  }
  if (mmap.length === 0) {
    changes.push(lengthChange("a length of at least one byte", 1, false));
  }
  return changes;
}

/** Anonymous memory is what /dev/zero is meant for. */
function anonymousChanges(question: Question): Change[] {
  if (fileOf(question)?.inode.path !== "/dev/zero") return [];
  return [{
    side: "program",
    subject: "file",
    text: "MAP_ANONYMOUS in place of /dev/zero",
    alone: true,
    apply(asked) {
      const { file: _, flags, ...rest } = mmapOf(asked)!;
      return {
        ...asked,
        scenario: replaced(asked, {
          ...rest,
          flags: mapFlags(flags.value | MAP.ANONYMOUS),
        }),
      };
    },
  }];
}

function replaced(
  { scenario, step }: Question,
  operation: MmapOperation,
): Question["scenario"] {
  const steps = scenario.steps.with(step, {
    ...scenario.steps[step]!,
    operation,
  });
  return { ...scenario, steps };
}

/** The call with another length, in bytes. */
export function lengthChange(
  text: string,
  length: Word,
  alone: boolean,
): Change {
  return {
    side: "program",
    subject: "length",
    text,
    loses: true,
    alone,
    apply: (question) => withMmap(question, { length }),
  };
}
