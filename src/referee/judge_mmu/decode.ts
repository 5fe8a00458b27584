/**
 * Results from the records that the runner of a kernel with an MMU wrote.
 *
 * @module
 */

import { errnoOf } from "../answer/decode_state.ts";
import { WordReader } from "../plan/words.ts";
import { MMU_FLASH, MMU_PAGE, MMU_RECORD } from "../mmu/layout.ts";
import type { MmuCaseResult, MmuPage, MmuStepResult, MmuVma } from "./plan.ts";

/** A case that was at least begun. */
export interface DecodedMmuCase {
  /** Its position in the plan. */
  readonly ordinal: number;
  /** Whether it came to its end. */
  readonly complete: boolean;
  /** What it answered. */
  readonly result: Omit<MmuCaseResult, "end">;
}

/** How many images and files a case has, by its position. */
export type MmuShapes = (
  ordinal: number,
) => { readonly images: number; readonly files: number };

const decoder = new TextDecoder();

/** A step while its records are read. */
type OpenStep = {
  -readonly [Key in keyof MmuStepResult]: MmuStepResult[Key];
};

/**
 * Reads all records.
 *
 * @throws {RangeError} if they make no sense.
 */
export function decodeMmuRecords(
  bytes: Uint8Array<ArrayBuffer>,
  shapeOf: MmuShapes,
): DecodedMmuCase[] {
  const reader = new WordReader(bytes);
  const cases: DecodedMmuCase[] = [];
  let steps: OpenStep[] = [];
  while (reader.at < reader.length) {
    const words = reader.low();
    const type = reader.upper();
    const next = reader.at + words;
    if (next > reader.length) throw new RangeError("A record is cut off");
    switch (type) {
      case MMU_RECORD.CASE: {
        const ordinal = reader.low();
        const { images, files } = shapeOf(ordinal);
        steps = [];
        cases.push({
          ordinal,
          complete: false,
          result: {
            mounts: errors(reader, images),
            opens: errors(reader, files),
            steps,
          },
        });
        break;
      }
      case MMU_RECORD.STEP:
        steps.push(readStep(reader));
        break;
      case MMU_RECORD.MESSAGES:
        lastOf(steps).messages = messagesOf(readText(reader));
        break;
      case MMU_RECORD.VMAS:
        lastOf(steps).vmas = vmasOf(readText(reader));
        break;
      case MMU_RECORD.PAGES:
        lastOf(steps).pages = readPages(reader, words);
        break;
      case MMU_RECORD.END:
        cases.push({ ...lastOf(cases), complete: true });
        cases.splice(-2, 1);
        break;
      default:
        throw new RangeError(`Unknown record ${type}`);
    }
    reader.at = next;
  }
  return cases;
}

function lastOf<T>(list: readonly T[]): T {
  const last = list.at(-1);
  if (last === undefined) throw new RangeError("A record lacks its beginning");
  return last;
}

function errors(reader: WordReader, count: number): number[] {
  return Array.from(
    { length: count },
    () => errnoOf(reader.word(), 64) ?? 0,
  );
}

function readStep(reader: WordReader): OpenStep {
  const value = reader.word();
  const errno = errnoOf(value, 64);
  return {
    ...(errno === undefined ? { value } : { errno }),
    messages: [],
    vmas: [],
  };
}

function readText(reader: WordReader): string {
  const length = reader.low();
  return decoder.decode(reader.bytes(length));
}

/** Levels up to this one are warnings and worse (include/linux/kern_levels.h). */
const WARNING = 4;

/**
 * The texts of records of /dev/kmsg, "priority,number,time,flags;text" and
 * lines that belong to it: those of cramfs, and those that are a warning.
 */
export function messagesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const match = /^(\d+),[^;]*;(.*)$/.exec(line);
    if (match === null) return [];
    const [, priority, message = ""] = match;
    const level = Number(priority) & 7;
    return level <= WARNING || message.startsWith("cramfs: ") ? [message] : [];
  });
}

/** VMAs from lines of smaps: the one of maps, and flags. */
export function vmasOf(text: string): MmuVma[] {
  const lines = text.split("\n");
  const vmas: MmuVma[] = [];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const match = /^(.*) \/m\/([a-p])(\/.*)$/.exec(lines[at]!);
    if (match === null) throw new RangeError(`No VMA: '${lines[at]}'`);
    const [, before, image = "", path = ""] = match;
    vmas.push({
      line: `${before} ${path}`,
      image: image.charCodeAt(0) - "a".charCodeAt(0),
      path,
      flags: lines[at + 1]!.trimEnd(),
    });
  }
  return vmas;
}

/** Of an entry of pagemap: the page is there, and its frame. */
const PRESENT = 0x8000_0000;
const FRAME_UPPER = 0x7f_ffff;
const PAGE = 4096;

function readPages(reader: WordReader, words: number): MmuPage[] {
  return Array.from({ length: words / 2 }, () => {
    const low = reader.low();
    const upper = reader.upper();
    const crc = reader.word();
    const frame = upper & PRESENT
      ? (upper & FRAME_UPPER) * 0x1_0000_0000 + low
      : 0;
    return {
      from: frame === 0 ? null : placeOf(frame * PAGE),
      crc: crc === MMU_PAGE.UNREADABLE ? null : Number(crc),
    };
  });
}

function placeOf(address: number): MmuPage["from"] {
  const { BASE, END } = MMU_FLASH;
  return address >= BASE && address < END ? address : "ram";
}
