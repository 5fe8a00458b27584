import { assert, assertEquals } from "@std/assert";
import { KernelAllocator } from "../../../src/referee/judge/allocator.ts";

Deno.test("KernelAllocator gives what it was told, then what nobody uses", () => {
  const allocator = new KernelAllocator();
  allocator.expect([0x8400_0000, 0x8410_0000]);
  assertEquals(allocator.allocate(2), 0x8400_0000);
  assertEquals(allocator.allocate(1), 0x8410_0000);
  const spare = allocator.allocate(3);
  const next = allocator.allocate(1);
  assert(spare >= 0xa000_0000);
  assert(next > spare + 3 * 4096, "two unknown allocations never touch");
});

Deno.test("KernelAllocator forgets what was not used", () => {
  const allocator = new KernelAllocator();
  allocator.expect([0x8400_0000]);
  allocator.expect([]);
  assert(allocator.allocate(1) >= 0xa000_0000);
});

Deno.test("KernelAllocator refuses more than the largest order itself", () => {
  const allocator = new KernelAllocator();
  allocator.expect([0x8400_0000]);
  assertEquals(allocator.allocate(1025), -1);
  assertEquals(allocator.allocate(1024), 0x8400_0000);
});
