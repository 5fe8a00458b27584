/**
 * Text of scenarios for the benchmarks: one driver and three steps each.
 *
 * @module
 */

/** One scenario; the number makes its id. */
export function scenarioText(number: number): string {
  return `---
id: flash-text-${number}
name: Program text on a flash chip is executed in place
source: Documentation/admin-guide/mm/nommu-mmap.rst, private mappings of files
kernel: linux-6.12
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

/** Files of 100 scenarios each. */
export function scenarioFiles(count: number): string[] {
  const files: string[] = [];
  for (let first = 0; first < count; first += 100) {
    const size = Math.min(100, count - first);
    files.push(
      Array.from({ length: size }, (_, i) => scenarioText(first + i)).join(""),
    );
  }
  return files;
}
