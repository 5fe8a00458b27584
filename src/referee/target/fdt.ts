/**
 * Flattened device trees: reading, changing and writing them.
 *
 * @module
 */

/** A node of a device tree. */
export interface DeviceNode {
  /** Name with unit address, such as `memory@80000000`. */
  readonly name: string;
  /** Values as stored, big-endian. */
  readonly properties: Map<string, Uint8Array>;
  /** Nodes below this one. */
  children: DeviceNode[];
}

/** A device tree blob, parsed. */
export interface DeviceTree {
  /** The node without a name at the top. */
  readonly root: DeviceNode;
  /** The hart that boots. */
  readonly bootCpu: number;
}

const MAGIC = 0xd00dfeed;
const BEGIN_NODE = 1;
const END_NODE = 2;
const PROPERTY = 3;
const NOP = 4;
const END = 9;
const HEADER_SIZE = 40;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

function textAt(blob: Uint8Array, from: number): string {
  return decoder.decode(blob.subarray(from, blob.indexOf(0, from)));
}

/**
 * Parses a device tree blob of format version 16 or 17.
 *
 * @throws {RangeError} if it is none.
 */
export function parseDeviceTree(blob: Uint8Array): DeviceTree {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  if (blob.length < HEADER_SIZE || view.getUint32(0) !== MAGIC) {
    throw new RangeError("Not a device tree blob");
  }
  let at = view.getUint32(8);
  const strings = view.getUint32(12);
  const stack: DeviceNode[] = [];
  for (;;) {
    const token = view.getUint32(at);
    at += 4;
    if (token === BEGIN_NODE) {
      const name = textAt(blob, at);
      at += (name.length + 4) & ~3;
      const node = { name, properties: new Map(), children: [] };
      stack.at(-1)?.children.push(node);
      stack.push(node);
    } else if (token === PROPERTY) {
      const length = view.getUint32(at);
      const name = textAt(blob, strings + view.getUint32(at + 4));
      at += 8;
      stack.at(-1)?.properties.set(name, blob.slice(at, at + length));
      at += (length + 3) & ~3;
    } else if (token === END_NODE) {
      const node = stack.pop();
      if (node === undefined) throw new RangeError("Unbalanced device tree");
      if (stack.length === 0) {
        return { root: node, bootCpu: view.getUint32(28) };
      }
    } else if (token !== NOP) {
      throw new RangeError(`Unknown token ${token} in the device tree`);
    }
  }
}

/**
 * Writes a device tree as a blob of version 17, without reserved memory.
 *
 * @example
 * ```ts
 * import { encodeDeviceTree, parseDeviceTree } from "./fdt.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const root = { name: "", properties: new Map(), children: [] };
 * const blob = encodeDeviceTree({ root, bootCpu: 0 });
 * assertEquals(parseDeviceTree(blob).root, root);
 * ```
 */
export function encodeDeviceTree(tree: DeviceTree): Uint8Array<ArrayBuffer> {
  const structure: number[] = [];
  const names = new Map<string, number>();
  let strings = "";
  const push = (value: number) => {
    structure.push(value >>> 24, value >>> 16 & 255, value >>> 8 & 255);
    structure.push(value & 255);
  };
  const pad = () => {
    while (structure.length % 4 !== 0) structure.push(0);
  };
  const add = (node: DeviceNode) => {
    push(BEGIN_NODE);
    structure.push(...encoder.encode(`${node.name}\0`));
    pad();
    for (const [name, value] of node.properties) {
      if (!names.has(name)) {
        names.set(name, strings.length);
        strings += `${name}\0`;
      }
      push(PROPERTY);
      push(value.length);
      push(names.get(name) ?? 0);
      structure.push(...value);
      pad();
    }
    node.children.forEach(add);
    push(END_NODE);
  };
  add(tree.root);
  push(END);

  const structureAt = HEADER_SIZE + 16;
  const stringsAt = structureAt + structure.length;
  const blob = new Uint8Array(stringsAt + strings.length);
  blob.set(structure, structureAt);
  blob.set(encoder.encode(strings), stringsAt);
  const view = new DataView(blob.buffer);
  [
    MAGIC,
    blob.length,
    structureAt,
    stringsAt,
    HEADER_SIZE, // reserved memory: one empty entry
    17,
    16,
    tree.bootCpu,
    strings.length,
    structure.length,
  ].forEach((field, index) => view.setUint32(4 * index, field));
  return blob;
}

/** Big-endian 32-bit cells as the value of a property. */
export function cells(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => view.setUint32(4 * index, value));
  return bytes;
}

/** Text with its terminating zero as the value of a property. */
export function text(value: string): Uint8Array {
  return encoder.encode(`${value}\0`);
}
