import { STEP, testErrors } from "./document.ts";

testErrors("machine", [
  {
    name: "wrong values",
    text: `machine:
  word_size: 33
  page_size: 5KiB
  nr_trim_pages: -1
  max_page_order: 21
  max_map_count: 0x80000000
  mmap_allow_uninitialized: yes
${STEP}`,
    messages: [
      "5:14: Word size '33' is neither 32 nor 64",
      "6:14: Page size '5KiB' is not a power of two from 4KiB to 64KiB",
      "7:18: Number '-1' is negative",
      "8:19: Number '21' is above the largest allowed, 20",
      "9:18: Number '0x80000000' is above the largest allowed, 2147483647",
      "10:29: Unknown truth value 'yes'; known are true, false",
    ],
  },
  {
    name: "numbers that are none",
    text: `machine:
  nr_trim_pages: 1_000
  max_map_count: 010
  max_page_order: 1.5
  task_size: 4KB
  ram: { base: a lot, size: 1e3 }
${STEP}`,
    messages: [
      "5:18: Number '1_000' has a '_', which is not allowed",
      "6:18: Number '010' starts with 0; octal numbers are not known here",
      "7:19: Number '1.5' is not whole",
      "8:14: Number '4KB' has an unknown unit; known are KiB, MiB and GiB",
      "9:16: 'a lot' is not a number",
      "9:29: Number '1e3' is not whole",
    ],
  },
  {
    name: "a task size that does not fit",
    text: `machine: { task_size: 0x100000000 }\n${STEP}`,
    messages: [
      "4:23: Task size 0x100000000 does not fit a word of 32 bits",
    ],
  },
  {
    name: "a number that does not fit 64 bits",
    text: `machine: { task_size: 0x10000000000000000 }\n${STEP}`,
    messages: ["4:23: Number '0x10000000000000000' does not fit 64 bits"],
  },
  {
    name: "RAM that is not whole pages",
    text: `machine: { ram: { base: 0x80000001, size: 5000 } }\n${STEP}`,
    messages: [
      "4:25: RAM base 0x80000001 is not a multiple of the page size, 4096",
      "4:43: RAM size 0x1388 is not a multiple of the page size, 4096",
    ],
  },
  {
    name: "no RAM",
    text: `machine: { ram: { size: 0 } }\n${STEP}`,
    messages: ["4:25: RAM size is 0"],
  },
  {
    name: "too much RAM",
    text: `machine: { ram: { size: 5GiB } }\n${STEP}`,
    messages: ["4:25: Number '5GiB' is above the largest allowed, 4294967296"],
  },
  {
    name: "RAM beyond the addresses",
    text: `machine: { ram: { base: 0xff001000 } }\n${STEP}`,
    messages: [
      "4:17: RAM from 0xff001000 with 0x1000000 bytes does not fit " +
      "addresses of 32 bits",
    ],
  },
  {
    name: "RAM where no number is exact",
    text:
      `machine: { word_size: 64, ram: { base: 0x20000000000000 } }\n${STEP}`,
    messages: [
      "4:40: RAM base 0x20000000000000 is above the largest allowed, " +
      "0x10000000000000",
    ],
  },
  {
    name: "a reserved range without length",
    text: `machine: { ram: { reserved: [{ start: 0x80000000 }] } }\n${STEP}`,
    messages: ["4:30: Missing key 'length' of a reserved range"],
  },
  {
    name: "impossible reserved ranges",
    text: `machine:
  ram:
    reserved:
      - { start: 0x80000000, length: 8KiB }
      - { start: 0x80001000, length: 4KiB }
      - { start: 0x90000000, length: 4KiB }
      - { start: 0x7ffff000, length: 4KiB }
      - { start: 0x80ffd000, length: 16KiB }
      - { start: 0x80005000, length: 5 }
      - { start: 0x80006001, length: 4095 }
      - { start: 0x80008000, length: 0 }
${STEP}`,
    messages: [
      "8:9: Reserved range from 0x80001000 with 0x1000 bytes overlaps " +
      "another one",
      "9:9: Reserved range from 0x90000000 with 0x1000 bytes is not inside " +
      "RAM, 0x80000000 to 0x81000000",
      "10:9: Reserved range from 0x7ffff000 with 0x1000 bytes is not inside " +
      "RAM, 0x80000000 to 0x81000000",
      "11:9: Reserved range from 0x80ffd000 with 0x4000 bytes is not inside " +
      "RAM, 0x80000000 to 0x81000000",
      "12:9: Reserved range from 0x80005000 with 0x5 bytes is not whole " +
      "pages of 4096 bytes",
      "13:9: Reserved range from 0x80006001 with 0xfff bytes is not whole " +
      "pages of 4096 bytes",
      "14:9: Reserved range from 0x80008000 with 0x0 bytes is empty",
    ],
  },
  {
    name: "unknown keys",
    text: `machine: { pagesize: 4KiB, ram: { start: 0 } }
processes: { main: { ptrace: true } }
${STEP}`,
    messages: [
      "4:12: Unknown key 'pagesize' of machine; did you mean 'page_size'?",
      "4:35: Unknown key 'start' of ram",
      "5:22: Unknown key 'ptrace' of a process; did you mean 'ptraced'?",
    ],
  },
]);
