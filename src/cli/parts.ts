/**
 * Loading the parts of the engine that some tests need.
 *
 * @module
 */
import { needsImages, needsList, type Parts } from "../scenario/run/parts.ts";
import type { Test } from "../scenario/run/select.ts";
import { later } from "./later.ts";

/** The parts that all of the tests need together. */
export async function loadParts(tests: readonly Test[]): Promise<Parts> {
  const [list, images] = await Promise.all([
    tests.some(({ edition }) => needsList(edition)) && loadList(),
    tests.some(({ scenario }) => needsImages(scenario)) && loadImages(),
  ]);
  return { ...(list && { list }), ...(images && { images }) };
}

async function loadList(): Promise<Parts["list"]> {
  const { LIST_PART } = await later<
    typeof import("../scenario/run/parts/list.ts")
  >("../scenario/run/parts/list.ts");
  return LIST_PART;
}

async function loadImages(): Promise<Parts["images"]> {
  const { IMAGE_PART } = await later<
    typeof import("../scenario/run/parts/images.ts")
  >("../scenario/run/parts/images.ts");
  return IMAGE_PART;
}
