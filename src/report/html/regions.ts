/**
 * The regions of a machine as a list: the text beside the picture.
 *
 * @module
 */
import { formatFlags } from "../../abi/flags.ts";
import { VM } from "../../abi/vm.ts";
import { hex } from "../../abi/word.ts";
import { joined, type Markup, markup } from "./markup.ts";
import { mappingKey, type MappingNames } from "./picture.ts";
import type { RegionView, Snapshot } from "./snapshot.ts";
import { bytesText, counted } from "./units.ts";

/** More regions than this are too many to list. */
const MOST_REGIONS = 40;

/** The regions after a step; those that were not there before are marked. */
export function regionsMarkup(
  after: Snapshot,
  before: Snapshot,
  names: MappingNames,
): Markup {
  const { regions, freePages, pagesAllocated } = after;
  const shown = regions.slice(0, MOST_REGIONS);
  const more = regions.length - shown.length;
  const known = new Set(before.regions.map(({ id }) => id));
  return markup`
    ${
    shown.length > 0 && markup`
      <h5>Regions afterwards</h5>
      <ul class="regions">
        ${
      shown.map((region) =>
        regionMarkup(region, !known.has(region.id), after, names)
      )
    }
      </ul>`
  }
    ${more > 0 && markup`<p class="quiet">and ${more} more</p>`}
    <p class="quiet">
      ${counted(pagesAllocated, "page")} held by mappings, ${
    counted(freePages, "page")
  } free
    </p>`;
}

function regionMarkup(
  region: RegionView,
  isNew: boolean,
  snapshot: Snapshot,
  names: MappingNames,
): Markup {
  const { start, end, top, backing, flags, file, pgoff } = region;
  const slack = top - end;
  return markup`
    <li>
      <code>${hex(start)}-${hex(end)}</code> <span class="chip k-${backing}">
        ${backing}
      </span> ${
    file !== null &&
    markup`<b>${file}</b>${pgoff !== 0 && ` from page ${hex(pgoff)}`}, `
  }${bytesText(end - start)}${
    slack > 0n && ` and ${bytesText(slack)} slack`
  }, mapped by ${usersMarkup(region, snapshot, names)}${
    isNew && markup` <span class="tag">new</span>`
  }<br>
      <code class="flags">${flagsMarkup(flags)}</code>
    </li>`;
}

/** Flags, with room for line ends between them. */
export function flagsMarkup(flags: number): Markup {
  const parts = formatFlags(flags, VM).split("|");
  return joined(
    parts.map((part, i) => i === 0 ? markup`${part}` : markup`<wbr>${part}`),
    "|",
  );
}

function usersMarkup(
  { id, usage }: RegionView,
  { vmas, processes }: Snapshot,
  names: MappingNames,
): Markup {
  const users = vmas.filter(({ region }) => region === id).map((vma) => {
    const { name, ptraced } = processes[vma.process]!;
    const label = names.get(mappingKey(vma.process, vma.id));
    return markup`${name}${ptraced && " (traced)"}${
      label !== undefined && markup` as <b>${label}</b>`
    }`;
  });
  const lost = usage - users.length;
  return markup`${users.length === 0 ? "nobody" : joined(users, " and ")}${
    lost > 0 &&
    markup` <span class="tag bad">${counted(lost, "use")} lost</span>`
  }`;
}
