import { assert, assertEquals } from "@std/assert";
import type { DeviceNode } from "../../../src/referee/target/fdt.ts";
import {
  editDeviceTree,
  kernelSizeOf,
  MEMORY,
  qemuArguments,
} from "../../../src/referee/target/machine.ts";

function node(name: string, children: DeviceNode[] = []): DeviceNode {
  return { name, properties: new Map(), children };
}

function u32(bytes: Uint8Array | undefined): number[] {
  const view = new DataView(bytes!.slice().buffer);
  return Array.from(
    { length: bytes!.length / 4 },
    (_, index) => view.getUint32(4 * index),
  );
}

const TREE = {
  bootCpu: 0,
  root: node("", [
    node("cpus", [node("cpu@0", [node("interrupt-controller")])]),
    node("memory@80000000"),
    node("flash@20000000"),
    node("soc", [node("clint@2000000"), node("pci@30000000")]),
  ]),
};

Deno.test("nothing overlaps in the guest's memory", () => {
  const { all, kernel, lowWindow, initrd, ...rest } = MEMORY;
  const ranges = Object.values({ kernel, ...rest })
    .sort((a, b) => a.base - b.base);
  ranges.reduce((before, range) => {
    assert(before.base + before.size <= range.base);
    return range;
  });
  const end = (range: { base: number; size: number }) =>
    range.base + range.size;
  assert(end(ranges.at(-1)!) <= end(all));
  assert(lowWindow.base >= kernel.base && end(lowWindow) <= initrd.base);
  assert(end(initrd) <= end(kernel));
});

Deno.test("editDeviceTree() tells the kernel of its own memory only", () => {
  const { root } = editDeviceTree(TREE, {
    initrdSize: 5000,
    kernelSize: 0x1e_f123,
  });
  const memory = root.children.find(({ name }) => name === "memory@80000000");
  assertEquals(u32(memory?.properties.get("reg")), [
    0,
    MEMORY.kernel.base,
    0,
    MEMORY.kernel.size,
  ]);
  const reserved = root.children
    .find(({ name }) => name === "reserved-memory")?.children[0];
  const [, start, , size] = u32(reserved?.properties.get("reg"));
  assertEquals(start, 0x801f_0000);
  assertEquals(start! + size!, MEMORY.lowWindow.base + MEMORY.lowWindow.size);
});

Deno.test("editDeviceTree() drops devices that are not used", () => {
  const { root } = editDeviceTree(TREE, { initrdSize: 1, kernelSize: 1 });
  const names = root.children.map(({ name }) => name);
  assertEquals(names.includes("flash@20000000"), false);
  const soc = root.children.find(({ name }) => name === "soc");
  assertEquals(soc?.children.map(({ name }) => name), ["clint@2000000"]);
});

Deno.test("kernelSizeOf() reads the header of an image", () => {
  const image = new Uint8Array(64);
  new DataView(image.buffer).setBigUint64(16, 0x1e_f000n, true);
  assertEquals(kernelSizeOf(image), 0x1e_f000);
});

Deno.test("qemuArguments() makes the file the guest's memory", () => {
  const args = qemuArguments({
    image: "Image",
    initrd: "initrd",
    deviceTree: "machine.dtb",
    memory: "/dev/shm/x",
  });
  const object = args[args.indexOf("-object") + 1];
  assertEquals(object?.includes("share=on"), true);
  assertEquals(object?.endsWith("mem-path=/dev/shm/x"), true);
  assertEquals(args.includes("-no-reboot"), true);
});
