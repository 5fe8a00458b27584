/** Random sequences of system calls, as numbers that shrink well. */
import fc from "npm:fast-check@4.11.0";

/** One call; numbers choose among what there is when it is made. */
export type Call =
  | {
    readonly call: "mmap";
    readonly process: number;
    /** File, or anonymous memory if there is none of this number. */
    readonly file: number;
    readonly length: number;
    readonly prot: number;
    readonly shared: boolean;
    readonly pgoff: number;
    /** Something that is refused at once; 0: nothing. */
    readonly odd: number;
  }
  | {
    readonly call: "munmap";
    readonly process: number;
    readonly mapping: number;
    /** Pages left out at both ends; negative ones reach beyond. */
    readonly from: number;
    readonly to: number;
    readonly bytes: number;
  }
  | {
    readonly call: "mremap";
    readonly process: number;
    readonly mapping: number;
    readonly more: number;
    readonly wrong: boolean;
  }
  | { readonly call: "ftruncate"; readonly file: number; readonly size: number }
  | {
    readonly call: "write";
    readonly file: number;
    readonly position: number;
    readonly length: number;
    readonly byte: number;
  }
  | {
    readonly call: "store";
    readonly process: number;
    readonly mapping: number;
    readonly at: number;
    readonly byte: number;
  }
  | { readonly call: "exit"; readonly process: number };

const below = (limit: number) => fc.nat({ max: limit - 1 });
/** The files of ramfs. */
const IN_RAM = [6, 7];
const process = below(3);
const mapping = below(8);
/** Mostly whole pages, few of them. */
const length = fc.oneof(
  { weight: 6, arbitrary: below(6).map((pages) => (pages + 1) * 4096) },
  { weight: 3, arbitrary: below(0x6000).map((bytes) => bytes + 1) },
  { weight: 1, arbitrary: fc.constantFrom(0x40000, 0x90000, 0x200000, 0) },
);
const size = fc.oneof(below(6).map((pages) => pages * 4096), below(0x6000));
const byte = below(256);
const few = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.constantFrom(1, 2) },
  { weight: 1, arbitrary: fc.integer({ min: -1, max: 3 }) },
);

const call: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      call: fc.constant("mmap" as const),
      process,
      file: fc.oneof(
        { weight: 3, arbitrary: below(10) },
        fc.constantFrom(...IN_RAM, 9),
      ),
      length,
      prot: below(8),
      shared: fc.boolean(),
      pgoff: fc.oneof(fc.constant(0), below(6)),
      odd: fc.oneof({ weight: 15, arbitrary: fc.constant(0) }, below(5)),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      call: fc.constant("munmap" as const),
      process,
      mapping,
      from: few,
      to: few,
      bytes: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, below(4096)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      call: fc.constant("mremap" as const),
      process,
      mapping,
      more: fc.integer({ min: -0x3000, max: 0x2000 }),
      wrong: fc.oneof(
        { weight: 5, arbitrary: fc.constant(false) },
        fc.boolean(),
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      call: fc.constant("ftruncate" as const),
      file: fc.constantFrom(6, ...IN_RAM),
      size,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      call: fc.constant("write" as const),
      file: fc.oneof(below(10), fc.constant(6)),
      position: size,
      length: below(0x2800).map((bytes) => bytes + 1),
      byte,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      call: fc.constant("store" as const),
      process,
      mapping,
      at: below(0x4000),
      byte,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ call: fc.constant("exit" as const), process }),
  },
);

/** Sequences of calls. */
export const calls: fc.Arbitrary<Call[]> = fc.array(call, {
  minLength: 1,
  maxLength: 60,
  size: "max",
});
