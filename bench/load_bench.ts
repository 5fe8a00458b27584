/** How long scenarios take to load and check: 10,000 of them. */
import { parseScenarios } from "../src/scenario/parse.ts";

const COUNT = 10_000;
const PER_FILE = 100;

function scenario(number: number): string {
  return `---
id: flash-text-${number}
name: Program text on a flash chip is executed in place
source: Documentation/admin-guide/mm/nommu-mmap.rst, private mappings of files
kernel: [linux-6.1, linux-6.12]
machine: { word_size: 32, ram: { base: 0x80000000, size: 16MiB } }
files:
  flash0:
    type: chr
    size: 1MiB
    capabilities: DIRECT|COPY|READ|EXEC
    get_unmapped_area: { base: 0x20000000 }
    mmap: ok
    read: ok
processes: { shell: {}, traced: { ptraced: true } }
steps:
  - as: text
    by: shell
    mmap: { file: flash0, length: 64KiB, prot: READ|EXEC, flags: PRIVATE }
    expect: { address: 0x20000000, backing: direct, vm_flags: READ|EXEC|MAYREAD|MAYEXEC|MAYOVERLAY, reason: private-direct }
  - mmap: { file: flash0, length: 4KiB, prot: READ|WRITE, flags: SHARED }
    expect: { errno: EINVAL, reason: shared-needs-write-capability }
  - munmap: { address: text, length: 64KiB }
    expect: ok
`;
}

const FILES = Array.from(
  { length: COUNT / PER_FILE },
  (_, file) =>
    Array.from(
      { length: PER_FILE },
      (_, number) => scenario(file * PER_FILE + number),
    ).join(""),
);

Deno.bench(`load and check ${COUNT} scenarios`, () => {
  for (const [number, text] of FILES.entries()) {
    const { scenarios } = parseScenarios(text, `file-${number}.yaml`);
    if (scenarios.length !== PER_FILE) throw new Error("Scenario refused");
  }
});
