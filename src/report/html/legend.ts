/**
 * How to read the pictures, and the patterns that they are drawn with.
 *
 * @module
 */
import { type Markup, markup } from "./markup.ts";
import type { ItemKind } from "./strip_item.ts";

const KINDS: readonly (readonly [ItemKind, string])[] = [
  ["direct", "direct: the device's own memory, or the pages of a file"],
  ["copy", "copy: private memory filled from a file"],
  ["anonymous", "anonymous memory"],
  ["slack", "slack: allocated, but beyond the end of the region"],
  ["file", "pages of a file in RAM"],
  ["window", "memory of a device that nobody has mapped"],
  ["reserved", "reserved: others hold it for good"],
  ["taken", "held by the kernel, or leaked"],
  ["free", "free"],
];

/** What the colours and marks mean. */
export function legendMarkup(): Markup {
  return markup`
    <details class="legend">
      <summary>How to read the pictures</summary>
      <p>
        Addresses grow downwards. Heights are to scale within a picture; a
        zigzag marks what is cut short, ⋮ addresses without memory. The
        lanes beside a bar show what each process has mapped: lanes side
        by side share memory. A thick edge marks a region that comes or
        goes.
      </p>
      <ul>
        ${
    KINDS.map(([kind, text]) =>
      markup`
        <li>
          <svg width="22" height="14" aria-hidden="true">
            <rect class="k-${kind}" x=".5" y=".5" width="21" height="13"/>
          </svg>
          ${text}
        </li>`
    )
  }
      </ul>
    </details>`;
}

/** Definitions that pictures refer to; once in a page. */
export const HATCHES: Markup = markup`
  <svg width="0" height="0" class="definitions" aria-hidden="true">
    <defs>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">
        <path class="hatch" d="M-1 7 7-1M-1 1 1-1M5 7 7 5"/>
      </pattern>
      <g id="zig">${zigzag()}</g>
    </defs>
  </svg>`;

/** Two lines across a bar, and what is between them cleared. */
function zigzag(): Markup {
  let there = "M-3-3";
  let back = "";
  for (let i = 0; i < 10; i++) {
    const down = i % 2 === 0;
    there += down ? "l12 6" : "l12-6";
    back = `${down ? "l-12-6" : "l-12 6"}${back}`;
  }
  const under = `${there}l4 2v6l-4-2${back}z`;
  const lines = `${there}l4 2M-3 3${there.slice(5)}l4 2`;
  return markup`
    <path class="zig-under" d="${under}"/>
    <path class="zig" d="${lines}"/>`;
}
