import { assertEquals } from "@std/assert";
import type { DeviceNode } from "../../../src/referee/target/fdt.ts";
import { MEMORY } from "../../../src/referee/target/machine.ts";
import { MMU_AREA, MMU_FLASH } from "../../../src/referee/mmu/layout.ts";
import {
  editMmuDeviceTree,
  mmuQemuArguments,
} from "../../../src/referee/mmu/machine.ts";

function node(name: string, children: DeviceNode[] = []): DeviceNode {
  return { name, properties: new Map(), children };
}

const { root } = editMmuDeviceTree({
  bootCpu: 0,
  root: node("", [
    node("memory@80000000"),
    node("flash@20000000"),
    node("soc", [node("clint@2000000"), node("test@100000"), node("rtc@1")]),
  ]),
}, { initrdSize: 5000 });

function range(bytes: Uint8Array | undefined): [base: number, size: number] {
  const view = new DataView(bytes!.slice().buffer);
  assertEquals([view.getUint32(0), view.getUint32(8)], [0, 0]);
  return [view.getUint32(4), view.getUint32(12)];
}

function child(...names: string[]): DeviceNode | undefined {
  return names.reduce<DeviceNode | undefined>(
    (parent, name) => parent?.children.find((one) => one.name === name),
    root,
  );
}

Deno.test("the kernel knows of all memory, and leaves the area alone", () => {
  const memory = child("memory@80000000")?.properties.get("reg");
  assertEquals(range(memory), [MEMORY.all.base, MEMORY.all.size]);
  const area = child("reserved-memory", "area@88000000");
  assertEquals(range(area?.properties.get("reg")), [
    MMU_AREA.BASE,
    MMU_AREA.END - MMU_AREA.BASE,
  ]);
  assertEquals(area?.properties.has("no-map"), true);
});

Deno.test("flash is where images are put, and QEMU's own is gone", () => {
  const flash = child("flash@92000000");
  assertEquals(range(flash?.properties.get("reg")), [
    MMU_FLASH.BASE,
    MMU_FLASH.END - MMU_FLASH.BASE,
  ]);
  assertEquals(child("flash@20000000"), undefined);
  assertEquals(
    child("soc")?.children.map(({ name }) => name),
    ["clint@2000000", "test@100000"],
  );
});

Deno.test("QEMU brings the firmware, and the console goes to a file", () => {
  const args = mmuQemuArguments({
    image: "Image",
    initrd: "initrd",
    deviceTree: "machine.dtb",
    memory: "/dev/shm/x",
  }, "/dev/shm/x.console");
  assertEquals(args[args.indexOf("-bios") + 1], "default");
  assertEquals(args[args.indexOf("-serial") + 1], "file:/dev/shm/x.console");
  assertEquals(args[args.indexOf("-dtb") + 1], "machine.dtb");
});
