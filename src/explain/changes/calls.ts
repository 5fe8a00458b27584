/**
 * What could be different about a call of munmap(), mremap() or ftruncate().
 *
 * @module
 */
import { MREMAP } from "../../abi/map.ts";
import { addWords, isAbove } from "../../abi/word.ts";
import { withStep } from "../../question/edit.ts";
import { askedStep, type Question } from "../../question/question.ts";
import type {
  Address,
  LabelAddress,
  MmapOperation,
  MremapOperation,
  Operation,
  RangeOperation,
} from "../../scenario/types.ts";
import { sizeText } from "../../writing/numbers.ts";
import type { Change } from "./change.ts";

/** Label of a mapping of which only this call is known. */
export const UNNAMED = "there";

/** Changes of a call that is not mmap(). */
export function callChanges(question: Question): Change[] {
  const { operation } = askedStep(question);
  switch (operation.kind) {
    case "munmap":
      return unmappings(question, operation);
    case "mremap":
      return resizings(question, operation);
    default:
      return [];
  }
}

/** A change of the call itself. */
export function callChange(
  subject: string,
  text: string,
  operation: Operation,
  loses = false,
): Change {
  return {
    side: "program",
    subject,
    text,
    loses,
    alone: true,
    apply: (question) =>
      withStep(question, question.step, { ...askedStep(question), operation }),
  };
}

function unmappings(question: Question, call: RangeOperation): Change[] {
  const mapped = mappingAt(question, call.address);
  if (mapped === undefined) return [];
  const { label, mmap } = mapped;
  const start = { ...label, offset: 0 };
  const { pageSize, wordSize } = question.scenario.machine;
  const pages = Math.ceil(Number(mmap.length) / pageSize);
  const lastPage = { ...label, offset: (pages - 1) * pageSize };
  return [
    callChange(
      "range",
      label.label === UNNAMED
        ? "the whole mapping"
        : `the whole mapping '${label.label}' (${sizeText(mmap.length)})`,
      { ...call, address: start, length: mmap.length },
    ),
    ...(pages > 1
      ? [
        callChange("range", "its last page alone", {
          ...call,
          address: {
            ...lastPage,
            offset: addWords(0, lastPage.offset, wordSize),
          },
          length: pageSize,
        }),
      ]
      : []),
  ];
}

function resizings(question: Question, call: MremapOperation): Change[] {
  const changes: Change[] = [];
  const grows = isAbove(call.newLength, call.oldLength);
  if ((call.flags?.value ?? 0) & MREMAP.FIXED) {
    const { flags: _, newAddress: __, ...rest } = call;
    changes.push(callChange("fixed", "no MREMAP_FIXED", rest));
  }
  const mapped = mappingAt(question, call.address);
  if (mapped === undefined) return changes;
  const { label, mmap } = mapped;
  const { length } = mmap;
  const exact = {
    ...call,
    address: { ...label, offset: 0 },
    oldLength: length,
  };
  const size = sizeText(length);
  const isExact = label.offset === 0 && call.oldLength === length;
  if (!isExact) {
    changes.push(
      callChange("old length", `exactly ${nameOf(mapped)}`, exact),
    );
  }
  if (grows) {
    changes.push(
      callChange("new length", `a new length of at most ${size}`, {
        ...call,
        newLength: length,
      }, true),
    );
    if (!isExact) {
      changes.push(
        callChange("both lengths", `the whole mapping, and at most ${size}`, {
          ...exact,
          newLength: length,
        }, true),
      );
    }
  }
  const { address: _, ...again } = mmap;
  changes.push(
    callChange(
      "call",
      `a new mmap() of ${
        sizeText(call.newLength)
      }, to copy the contents to, and munmap() of the old one`,
      { ...again, length: call.newLength },
    ),
  );
  return changes;
}

/** A mapping that a program has, in words. */
function nameOf({ label, mmap }: Mapped): string {
  return label.label === UNNAMED
    ? "the mapping that is there"
    : `the mapping '${label.label}' (${sizeText(mmap.length)})`;
}

interface Mapped {
  readonly label: LabelAddress;
  readonly mmap: MmapOperation;
}

/** The mapping that a labelled address is in. */
function mappingAt(
  { scenario }: Question,
  address: Address,
): Mapped | undefined {
  if (typeof address !== "object") return undefined;
  const mmap = scenario.steps[address.step]?.operation;
  return mmap?.kind === "mmap" ? { label: address, mmap } : undefined;
}
