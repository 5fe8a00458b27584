/**
 * Schema of the key `machine`, and of a process.
 *
 * @module
 */
import type { Word, WordSize } from "../../abi/word.ts";
import { ValueError } from "../text/value_error.ts";
import { parseNumber } from "../text/number.ts";
import { quote } from "../text/quote.ts";
import { deferred, list, scalar, type Schema } from "./kit.ts";
import { mapping, optional, required } from "./mapping.ts";
import { count, flag, numberUpTo, word } from "./value.ts";

/** Pages that others hold, as the file gives them. */
export interface ReservedDocument {
  readonly start: Word;
  readonly length: number;
}

/** Memory as the file gives it. */
export interface RamDocument {
  readonly base?: Word;
  readonly size?: number;
  readonly reserved?: readonly ReservedDocument[];
}

/** The machine as the file gives it. */
export interface MachineDocument {
  readonly word_size?: WordSize;
  readonly page_size?: number;
  readonly ram?: RamDocument;
  readonly nr_trim_pages?: number;
  readonly max_page_order?: number;
  readonly task_size?: Word;
  readonly max_map_count?: number;
  readonly mmap_allow_uninitialized?: boolean;
}

/** A process as the file gives it. */
export interface ProcessDocument {
  readonly ptraced?: boolean;
  readonly read_implies_exec?: boolean;
}

/** Most memory of a machine, in bytes. */
export const MOST_RAM: number = 4 * 2 ** 30;

const wordSize: Schema<WordSize> = scalar("32 or 64", (value) => {
  if (value === "32") return 32;
  if (value === "64") return 64;
  throw new ValueError(`Word size ${quote(value)} is neither 32 nor 64`);
}, { type: "integer", enum: [32, 64] });

const pageSize: Schema<number> = scalar("a number", (value) => {
  const size = Number(parseNumber(value));
  if (size >= 4096 && size <= 65536 && (size & (size - 1)) === 0) return size;
  throw new ValueError(
    `Page size ${quote(value)} is not a power of two from 4KiB to 64KiB`,
  );
}, {
  type: ["integer", "string"],
  enum: [4096, 8192, 16384, 32768, 65536].flatMap((
    size,
  ) => [size, `${size / 1024}KiB`]),
});

const reserved: Schema<ReservedDocument> = deferred(() =>
  mapping<ReservedDocument>(
    "a reserved range",
    {
      start: required(word, "First address, a multiple of the page size"),
      length: required(
        numberUpTo(MOST_RAM),
        "Length in bytes, a multiple of the page size",
      ),
    },
  )
);

const ram: Schema<RamDocument> = deferred(() =>
  mapping<RamDocument>("ram", {
    base: optional(
      word,
      "First address, at most 0x10000000000000; 0x80000000 if left out",
    ),
    size: optional(
      numberUpTo(MOST_RAM),
      "Length in bytes, a multiple of the page size; 16MiB if left out",
    ),
    reserved: optional(
      list("a list of ranges", reserved),
      "Pages taken by others from the start: fragmentation",
    ),
  })
);

/** Schema of the key `machine`. */
export const machine: Schema<MachineDocument> = deferred(() =>
  mapping<MachineDocument>(
    "machine",
    {
      word_size: optional(wordSize, "Bits of unsigned long; 32 if left out"),
      page_size: optional(pageSize, "Bytes in a page; 4KiB if left out"),
      ram: optional(ram, "Memory of the machine"),
      nr_trim_pages: optional(
        count,
        "vm.nr_trim_pages: from how many spare pages on an allocation is " +
          "trimmed, 0 for never; 1 if left out",
      ),
      max_page_order: optional(
        numberUpTo(20),
        "Largest allocation: 2 to the power of it pages; 10 if left out",
      ),
      task_size: optional(word, "TASK_SIZE; all ones if left out"),
      max_map_count: optional(count, "vm.max_map_count; 65530 if left out"),
      mmap_allow_uninitialized: optional(
        flag,
        "CONFIG_MMAP_ALLOW_UNINITIALIZED; false if left out",
      ),
    },
  )
);

/** Schema of one process. */
export const process: Schema<ProcessDocument> = deferred(() =>
  mapping<ProcessDocument>(
    "a process",
    {
      ptraced: optional(flag, "A debugger is attached; false if left out"),
      read_implies_exec: optional(
        flag,
        "Its personality has READ_IMPLIES_EXEC; false if left out",
      ),
    },
  )
);
