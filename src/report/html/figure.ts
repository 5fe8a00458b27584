/**
 * The picture of a step with what belongs to it.
 *
 * @module
 */
import { joined, type Markup, markup, scrolling } from "./markup.ts";
import type { StepMemory } from "./observe.ts";
import { type MappingNames, picture } from "./picture.ts";

/** The picture of a step, with the names of the processes. */
export function pictureMarkup(
  { before, after }: StepMemory,
  names: MappingNames,
  number: number,
): Markup {
  const same = before === after;
  const moments = same ? [{ title: "unchanged", snapshot: after }] : [
    { title: "before", snapshot: before },
    { title: "after", snapshot: after },
  ];
  const when = same ? "at" : "before and after";
  const title = `Memory ${when} step ${number + 1}; the regions are listed too`;
  const processes = after.processes.map(({ name, ptraced, exited }, i) =>
    markup`<b>${i + 1}</b> ${name}${ptraced && " (traced)"}${
      exited && " (exited)"
    }`
  );
  return markup`
    <figure>
      ${
    scrolling(
      `Picture of the memory, step ${number + 1}`,
      picture(moments, names, title),
    )
  }
      <figcaption>${joined(processes, ", ")}</figcaption>
    </figure>`;
}
