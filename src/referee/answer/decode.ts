/**
 * Results of the runner, from its records (kernel/nommap.h).
 *
 * @module
 */
import type { WordSize } from "../../abi/word.ts";
import {
  errnoOf,
  fileResolver,
  readCall,
  readRegion,
  readVma,
} from "./decode_state.ts";
import { MAX, RECORD, SKIPPED, TEXT } from "../layout.ts";
import type { CaseResult, StepGap } from "./result.ts";
import type { RegionState, VmaState } from "./result_state.ts";
import { WordReader } from "../plan/words.ts";
import type { OpenCase, OpenProcess, OpenStep } from "./open_case.ts";

/** What one boot left in memory. */
export interface BootRecords {
  /** Word size of the kernel. */
  readonly bits: WordSize;
  /** Records. */
  readonly results: Uint8Array<ArrayBuffer>;
  /** Kernel messages from the start of the boot on. */
  readonly log: Uint8Array;
}

/** A case as found in the records. */
export interface DecodedCase {
  /** Position of the case in the plan. */
  readonly ordinal: number;
  /** Whether its last record is there. */
  readonly complete: boolean;
  /** What is known of its result. */
  readonly result: Omit<CaseResult, "end" | "during">;
}

const GAPS: Readonly<Record<number, StepGap>> = {
  [SKIPPED.NO_ADDRESS]: "no-address",
  [SKIPPED.NO_PROCESS]: "no-process",
  [SKIPPED.NO_FILE]: "no-file",
};

const decoder = new TextDecoder();

/**
 * Decodes all records of a boot into cases, in order. A kernel that died may
 * have written over them: what comes after a record that goes beyond the end
 * is left out, and so are records of steps that there cannot be.
 */
export function decodeRecords(records: BootRecords): DecodedCase[] {
  const reader = new WordReader(records.results);
  const decoding = new Decoding(records, reader);
  while (reader.at < reader.length) {
    const count = reader.low();
    const type = reader.upper();
    const end = reader.at + count;
    if (end > reader.length) break;
    decoding.record(type, count);
    reader.at = end;
  }
  return decoding.finish();
}

class Decoding {
  readonly #records: BootRecords;
  readonly #reader: WordReader;
  readonly #cases: DecodedCase[] = [];
  #resolve = fileResolver([]);
  #case: OpenCase | undefined;
  #step: OpenStep | undefined;
  #logFrom = 0;

  constructor(records: BootRecords, reader: WordReader) {
    this.#records = records;
    this.#reader = reader;
  }

  finish(): DecodedCase[] {
    this.#close(false);
    return this.#cases;
  }

  record(type: number, count: number): void {
    const reader = this.#reader;
    if (type === RECORD.CASE) return this.#open(reader.low(), reader.low());
    const open = this.#case;
    const step = this.#step;
    if (open === undefined) return;
    switch (type) {
      case RECORD.FILE:
        open.files.push({
          file: reader.low(),
          key: reader.word(),
          inode: reader.word(),
          device: reader.low(),
        });
        return;
      case RECORD.STEP:
        return this.#begin(open, reader.low());
      case RECORD.PAGES: {
        const file = reader.low();
        const addresses = Array.from(
          { length: count - 1 },
          () => reader.word(),
        );
        (this.#step?.filePages ?? open.filePages).push({ file, addresses });
        return;
      }
      case RECORD.SKIPPED:
        return this.#skip(open, reader.low(), reader.low(), reader.low());
      case RECORD.END:
        open.leftRegions = reader.low();
        open.cleanupMessages = this.#messages(reader.low());
        open.brokenProcesses = reader.low();
        return this.#close(true);
      case RECORD.PROCESS:
        (step === undefined
          ? open.processes
          : (step.processes ??= []) as OpenProcess[])
          .push(this.#process());
        return;
      case RECORD.STATE:
        this.#state(open, reader.low());
        return;
    }
    if (step !== undefined) this.#observation(step, type, count);
  }

  /** Records that only a step has. */
  #observation(step: OpenStep, type: number, count: number): void {
    const reader = this.#reader;
    switch (type) {
      case RECORD.CALL:
        step.calls.push(readCall(reader, this.#resolve, this.#records.bits));
        return;
      case RECORD.RETURN:
        return this.#return(step);
      case RECORD.DIED:
        reader.at += 2;
        step.gap = "killed";
        step.signal = reader.low();
        return;
      case RECORD.AT:
        step.vma = count === 0 ? null : readVma(reader, this.#resolve);
        if (step.vma !== null && !step.vma.freed) {
          step.region = readRegion(reader, this.#resolve);
        }
        return;
      case RECORD.REGION:
        ((step.regions ??= []) as RegionState[]).push(
          readRegion(reader, this.#resolve),
        );
        return;
      case RECORD.VMA:
        (step.processes?.at(-1)?.vmas as VmaState[] | undefined)?.push(
          readVma(reader, this.#resolve),
        );
        return;
      case RECORD.REFERENCES:
        step.references = Array.from({ length: count }, () => reader.low());
        return;
      case RECORD.BYTES:
        step.bytes = reader.bytes(reader.low());
        return;
      case RECORD.TEXT: {
        const which = reader.low();
        const text = decoder.decode(reader.bytes(reader.low()));
        if (which === TEXT.MAPS) step.maps = text;
        else step.regionMaps = text;
        return;
      }
    }
  }

  #open(ordinal: number, logUsed: number): void {
    this.#close(false);
    this.#logFrom = logUsed;
    this.#case = {
      ordinal,
      steps: [],
      files: [],
      filePages: [],
      processes: [],
      pages: 0,
      setupMessages: [],
      cleanupMessages: [],
      leftRegions: 0,
      brokenProcesses: 0,
    };
    this.#resolve = fileResolver(this.#case.files);
  }

  #close(complete: boolean): void {
    const open = this.#case;
    if (open === undefined) return;
    if (!complete) {
      const rest = this.#messages(this.#records.log.length);
      const last = open.steps.at(-1);
      if (last?.gap === "unanswered") last.messages = rest;
      else open.cleanupMessages = rest;
    }
    this.#case = undefined;
    this.#step = undefined;
    const { ordinal, ...result } = open;
    this.#cases.push({ ordinal, complete, result });
  }

  #messages(logUsed: number): string[] {
    const part = this.#records.log.subarray(this.#logFrom, logUsed);
    this.#logFrom = logUsed;
    return part.length === 0
      ? []
      : decoder.decode(part).split("\n").filter((line) => line !== "");
  }

  #begin(open: OpenCase, index: number): void {
    this.#step = undefined;
    if (index >= MAX.STEPS) return;
    this.#step = open.steps[index] = {
      gap: "unanswered",
      calls: [],
      filePages: [],
      messages: [],
      pages: 0,
    };
  }

  #skip(open: OpenCase, index: number, why: number, errno: number): void {
    this.#step = undefined;
    if (index >= MAX.STEPS) return;
    open.steps[index] = {
      gap: GAPS[why] ?? "unanswered",
      ...(errno === 0 ? {} : { errno }),
      calls: [],
      filePages: [],
      messages: [],
      pages: 0,
    };
  }

  #return(step: OpenStep): void {
    const value = this.#reader.word();
    const errno = errnoOf(value, this.#records.bits);
    delete step.gap;
    step.value = value;
    if (errno !== undefined) step.errno = errno;
  }

  #state(open: OpenCase, logUsed: number): void {
    const reader = this.#reader;
    const messages = this.#messages(logUsed);
    const step = this.#step;
    if (step === undefined) {
      open.pages = reader.signed();
      open.setupMessages = messages;
      return;
    }
    step.messages = messages;
    step.pages = reader.signed();
    const alive = reader.low() !== 0;
    if (!alive) return;
    step.totalVm = Number(reader.word());
    step.mapCount = reader.signed();
  }

  #process(): OpenProcess {
    const reader = this.#reader;
    return {
      process: reader.low(),
      mapCount: reader.signed(),
      totalVm: Number(reader.word()),
      ownStart: reader.word(),
      ownEnd: reader.word(),
      vmas: [],
    };
  }
}
