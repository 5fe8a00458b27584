/**
 * Loading the parts of the reader and of the engine that some tests need.
 *
 * @module
 */
import type { LoadPart } from "../scenario/load_with_parts.ts";
import {
  needsDevices,
  needsImages,
  needsList,
  type Parts,
} from "../scenario/run/parts.ts";
import type { Test } from "../scenario/run/select.ts";
import { later } from "./later.ts";

/** The parts that all of the tests need together. */
export async function loadParts(tests: readonly Test[]): Promise<Parts> {
  const [devices, list, images] = await Promise.all([
    tests.some(({ scenario }) => needsDevices(scenario)) && loadDevices(),
    tests.some(({ edition }) => needsList(edition)) && loadList(),
    tests.some(({ scenario }) => needsImages(scenario)) && loadImages(),
  ]);
  return {
    ...(devices && { devices }),
    ...(list && { list }),
    ...(images && { images }),
  };
}

async function loadDevices(): Promise<Parts["devices"]> {
  const { deviceOf } = await later<
    typeof import("../scenario/run/devices.ts")
  >("../scenario/run/devices.ts");
  return deviceOf;
}

async function loadList(): Promise<Parts["list"]> {
  const { LIST_PART } = await later<
    typeof import("../scenario/run/loadable/list.ts")
  >("../scenario/run/loadable/list.ts");
  return LIST_PART;
}

async function loadImages(): Promise<Parts["images"]> {
  const { IMAGE_PART } = await later<
    typeof import("../scenario/run/loadable/images.ts")
  >("../scenario/run/loadable/images.ts");
  return IMAGE_PART;
}

/** Loads a part of the reader. */
export const loadReadingPart: LoadPart = async (part, parts) => {
  switch (part) {
    case "yaml": {
      const { readWithLibrary: yaml } = await later<
        typeof import("../scenario/yaml/library.ts")
      >("../scenario/yaml/library.ts");
      return { ...parts, yaml };
    }
    case "images": {
      const { IMAGE_PART: images } = await later<
        typeof import("../scenario/loadable/images.ts")
      >("../scenario/loadable/images.ts");
      return { ...parts, images };
    }
    case "table": {
      const { resolveTable: table } = await later<
        typeof import("../scenario/resolve/table.ts")
      >("../scenario/resolve/table.ts");
      return { ...parts, table };
    }
    case "cramfsMmu": {
      const { revisionsOf, resolveCramfsMmu } = await later<
        typeof import("../scenario/resolve/cramfs_mmu.ts")
      >("../scenario/resolve/cramfs_mmu.ts");
      return { ...parts, cramfsMmu: { revisionsOf, resolveCramfsMmu } };
    }
  }
};
