/** Scenarios that the tests of the page share. */
import { findEdition } from "../../../src/policy/editions.ts";
import { runObserved } from "../../../src/report/html/observe.ts";
import type { ScenarioRuns } from "../../../src/report/html/scenario.ts";
import { parseScenarios } from "../../../src/scenario/parse.ts";

/** Passes on two kernels, alike. */
export const SHARED = `id: shared-text
name: Two processes execute one program in place
source: mm/nommu.c, do_mmap()
kernel: [linux-6.1, linux-6.12]
files:
  flash0:
    type: chr
    size: 1MiB
    capabilities: DIRECT|COPY|READ|EXEC
    get_unmapped_area: { base: 0x20000000 }
processes: { shell: {}, tool: {} }
steps:
  - as: text
    mmap: { file: flash0, length: 64KiB, prot: NONE, flags: SHARED }
    expect: { backing: direct, address: 0x20000000 }
  - as: again
    by: tool
    mmap: { file: flash0, length: 16KiB, prot: NONE, flags: SHARED, offset: 16KiB }
    expect: { shares: text, region: { usage: 2 } }
  - mmap: { length: 20KiB, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: anonymous
  - munmap: { address: text, length: 64KiB }
    expect: ok
`;

/** Fails on one kernel of two. */
export const FAILING = `id: split-warns
name: The middle of a mapping goes without a warning
source: mm/nommu.c, split_vma()
kernel: [linux-6.1, linux-6.12]
steps:
  - as: heap
    mmap: { length: 16KiB, prot: READ|WRITE, flags: PRIVATE|ANONYMOUS }
  - munmap: { address: heap+4KiB, length: 8KiB }
    expect: ok
`;

/** A table with a cell that differs. */
export const TABLE = `id: rom-table
name: What a ROM answers
source: nowhere
files:
  rom:
    size: 64KiB
    capabilities: DIRECT|COPY|READ|EXEC
    get_unmapped_area: { base: 0x10000000 }
table:
  request: { file: rom, length: 4KiB }
  rows: prot
  columns: flags
  cells: |
    prot        PRIVATE  SHARED
    READ        direct   direct
    READ|WRITE  direct   EINVAL
`;

/** Texts of a scenario that would be markup if they were not escaped. */
export const HOSTILE_SCENARIO = `id: hostile
name: "<script>globalThis.pwned = 1</script><img src=x onerror='globalThis.pwned=2'>\\u202e\\e[2J"
source: '"><svg onload="globalThis.pwned=3">'
status: known-gap
because: "</details></body><style>*{display:none}</style>"
tags: ['" autofocus onfocus="globalThis.pwned=4']
files:
  data: { type: reg, size: 4KiB, path: "/<b>&amp;</b>" }
steps:
  - mmap: { file: data, length: 4KiB, prot: READ, flags: PRIVATE }
    note: "<iframe src=javascript:globalThis.pwned=5>"
    expect: { maps: "<h1>not a line</h1>" }
`;

/** Runs scenarios of some text for the page. */
export function observed(text: string, file = "sample.yaml"): ScenarioRuns[] {
  const { scenarios, errors } = parseScenarios(text, file);
  if (errors.length > 0) throw new AggregateError(errors, errors.join("\n"));
  return scenarios.map((scenario) => ({
    scenario,
    runs: scenario.kernels.map((kernel) =>
      runObserved(scenario, findEdition(kernel)!)
    ),
  }));
}
