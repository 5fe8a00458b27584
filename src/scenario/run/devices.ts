/**
 * The drivers of devices, and of files that cannot be mapped.
 *
 * @module
 */
import { blockDriver } from "../../files/block.ts";
import type { DeviceRules } from "../../files/device_rules.ts";
import type { Driver } from "../../files/driver.ts";
import { fbDriver } from "../../files/fb.ts";
import { memDriver } from "../../files/mem.ts";
import { mtdcharDriver } from "../../files/mtdchar.ts";
import { specialDriver } from "../../files/special.ts";
import { zeroDriver } from "../../files/zero.ts";
import type { InodeSpec } from "../types/file.ts";
import { contentSource } from "./content_source.ts";

/** An inode of a device, or one that cannot be mapped. */
export type DeviceSpec = Exclude<
  InodeSpec,
  { readonly driver: "scripted" | "ramfs" | "cramfs" | "romfs" }
>;

/** The driver of a device in a kernel with these rules. */
export function deviceOf(spec: DeviceSpec, rules: DeviceRules): Driver {
  switch (spec.driver) {
    case "mtd":
      return mtdcharDriver(spec.mtd, rules, contentSource(spec.contents));
    case "mem":
      return memDriver(rules, spec);
    case "fb": {
      const { base: at, getUnmappedArea, fbMmap } = spec;
      const contents = contentSource(spec.contents);
      return fbDriver(rules, { at, getUnmappedArea, fbMmap, contents });
    }
    case "zero":
      return zeroDriver(rules);
    case "block":
      return blockDriver(rules, contentSource(spec.contents));
    default:
      return specialDriver(spec.driver);
  }
}
