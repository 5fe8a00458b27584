import { assertEquals, assertThrows } from "@std/assert";
import {
  cells,
  type DeviceNode,
  encodeDeviceTree,
  parseDeviceTree,
  text,
} from "../../../src/referee/target/fdt.ts";

function node(
  name: string,
  properties: Record<string, Uint8Array>,
  children: DeviceNode[] = [],
): DeviceNode {
  return { name, properties: new Map(Object.entries(properties)), children };
}

Deno.test("a device tree survives encoding and parsing", () => {
  const root = node("", { "#address-cells": cells(2), model: text("board") }, [
    node("memory@80000000", { reg: cells(0, 0x8000_0000, 0, 0x400_0000) }),
    node("soc", { ranges: new Uint8Array() }, [
      node("clint@2000000", { compatible: text("riscv,clint0") }),
    ]),
  ]);
  const tree = { root, bootCpu: 3 };
  assertEquals(parseDeviceTree(encodeDeviceTree(tree)), tree);
});

Deno.test("encodeDeviceTree() writes a header of version 17", () => {
  const blob = encodeDeviceTree({ root: node("", {}), bootCpu: 0 });
  const view = new DataView(blob.buffer);
  assertEquals(view.getUint32(0), 0xd00dfeed);
  assertEquals(view.getUint32(4), blob.length);
  assertEquals([view.getUint32(20), view.getUint32(24)], [17, 16]);
  assertEquals(view.getUint32(16) % 8, 0, "reserved memory is aligned to 8");
});

Deno.test("encodeDeviceTree() stores the name of a property once", () => {
  const twice = encodeDeviceTree({
    root: node("", { reg: cells(1) }, [node("a", { reg: cells(2) })]),
    bootCpu: 0,
  });
  const found = new TextDecoder().decode(twice).split("reg\0").length - 1;
  assertEquals(found, 1);
});

Deno.test("parseDeviceTree() refuses what is none", () => {
  assertThrows(() => parseDeviceTree(new Uint8Array(64)), RangeError, "blob");
  assertThrows(() => parseDeviceTree(new Uint8Array(3)), RangeError, "blob");
});
