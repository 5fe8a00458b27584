/**
 * What a scenario expects of a property, as text.
 *
 * @module
 */

import { errnoName } from "../../abi/errno.ts";
import { formatFlags } from "../../abi/flags.ts";
import { VM } from "../../abi/vm.ts";
import { hex } from "../../abi/word.ts";
import type {
  Address,
  Expectation,
  FlagsExpectation,
} from "../../scenario/types.ts";

/** The expectation for a property that engine and kernel differ in. */
export function expectedText(
  expectation: Expectation | undefined,
  field: string,
): string {
  if (expectation === undefined) return "";
  const { accounting } = expectation;
  switch (field) {
    case "errno":
      return resultText(expectation);
    case "length":
      return text(expectation.length);
    case "vm_flags":
      return flagsText(expectation.vmFlags);
    case "calls":
      return expectation.calls?.map(({ operation }) => operation).join("; ") ??
        "";
    case "messages":
      return expectation.messages?.join(" / ") ?? "";
    case "accounting.pages":
      return text(accounting?.pages);
    case "accounting.total_vm":
      return text(accounting?.totalVm);
    case "accounting.map_count":
      return text(accounting?.mapCount);
  }
  return field.startsWith("region at") ? regionText(expectation) : "";
}

function text(value: number | bigint | undefined): string {
  return value === undefined ? "" : String(value);
}

function resultText({ errno, address, backing }: Expectation): string {
  if (errno !== undefined && errno !== 0) return errnoName(errno);
  if (address !== undefined) return addressText(address);
  return errno === 0 ? "ok" : backing ?? "";
}

function addressText(address: Address): string {
  if (typeof address !== "object") return hex(address);
  const { label, offset, negative } = address;
  return offset === 0 ? label : `${label}${negative ? "-" : "+"}${hex(offset)}`;
}

function flagsText(flags: FlagsExpectation | undefined): string {
  if (flags === undefined) return "";
  const name = (value: number) => formatFlags(value, VM);
  return [
    ...(flags.exact === undefined ? [] : [name(flags.exact.value)]),
    ...(flags.has === undefined ? [] : [`has ${name(flags.has.value)}`]),
    ...(flags.lacks === undefined ? [] : [`lacks ${name(flags.lacks.value)}`]),
  ].join(", ");
}

function regionText({ region }: Expectation): string {
  if (region === undefined) return "";
  return [
    ...(region.start === undefined
      ? []
      : [`start ${addressText(region.start)}`]),
    ...(region.end === undefined ? [] : [`end ${addressText(region.end)}`]),
    ...(region.top === undefined ? [] : [`top ${addressText(region.top)}`]),
    ...(region.pgoff === undefined ? [] : [`pgoff ${hex(region.pgoff)}`]),
    ...(region.usage === undefined ? [] : [`usage ${region.usage}`]),
    ...(region.flags === undefined ? [] : [flagsText(region.flags)]),
  ].join(", ");
}
