/**
 * Questions that differ from another one in one thing.
 *
 * @module
 */
import type {
  FileSpec,
  InodeSpec,
  MachineSpec,
  MmapOperation,
  ProcessSpec,
  Step,
} from "../scenario/types.ts";
import { askedStep, type Question } from "./question.ts";

/** The mmap() call that is asked about, if it is one. */
export function mmapOf(question: Question): MmapOperation | undefined {
  const { operation } = askedStep(question);
  return operation.kind === "mmap" ? operation : undefined;
}

/** The file that the call is about, if it is about one. */
export function fileOf({ scenario, step }: Question): FileSpec | undefined {
  const { operation } = scenario.steps[step]!;
  if (!("file" in operation) || operation.file === undefined) return undefined;
  return scenario.files[operation.file];
}

/** The process that makes the call. */
export function processOf(question: Question): ProcessSpec {
  return question.scenario.processes[askedStep(question).by]!;
}

/** The same with something else in the call. */
export function withMmap(
  question: Question,
  parts: Partial<MmapOperation>,
): Question {
  const operation = { ...mmapOf(question)!, ...parts };
  return withStep(question, question.step, {
    ...askedStep(question),
    operation,
  });
}

/** The same with another step in place of one. */
export function withStep(
  question: Question,
  number: number,
  step: Step,
): Question {
  const { scenario } = question;
  return {
    ...question,
    scenario: { ...scenario, steps: scenario.steps.with(number, step) },
  };
}

/** The same with the file opened another way. */
export function withFile(
  question: Question,
  parts: Partial<Pick<FileSpec, "mode" | "noexec">>,
): Question {
  const { scenario } = question;
  const file = fileOf(question);
  const files = scenario.files.map((one) =>
    one === file ? { ...one, ...parts } : one
  );
  return { ...question, scenario: { ...scenario, files } };
}

/** The same with another inode behind the file, for all who have it open. */
export function withInode(question: Question, inode: InodeSpec): Question {
  const { scenario } = question;
  const before = fileOf(question)?.inode;
  const files = scenario.files.map((one) =>
    one.inode === before ? { ...one, inode } : one
  );
  return { ...question, scenario: { ...scenario, files } };
}

/** The same with another process making the call. */
export function withProcess(
  question: Question,
  parts: Partial<Omit<ProcessSpec, "at" | "name">>,
): Question {
  const { scenario } = question;
  const process = processOf(question);
  const processes = scenario.processes.map((one) =>
    one === process ? { ...one, ...parts } : one
  );
  return { ...question, scenario: { ...scenario, processes } };
}

/** The same on another machine. */
export function withMachine(
  question: Question,
  parts: Partial<MachineSpec>,
): Question {
  const { scenario } = question;
  const machine = { ...scenario.machine, ...parts };
  return { ...question, scenario: { ...scenario, machine } };
}
