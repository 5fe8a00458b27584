/** Real inputs, which fuzzers damage. */
import { buildCramfs } from "../../src/files/cramfs/build.ts";
import { CRAMFS_LAYOUTS } from "../../src/files/cramfs/layout.ts";
import { buildRomfs } from "../../src/files/romfs/build.ts";

const ROOT = new URL("../../", import.meta.url);
const encoder = new TextEncoder();

function textFiles(folder: URL): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) found.push(...textFiles(new URL(`${name}/`, folder)));
    else if (/\.ya?ml$/.test(name)) {
      found.push(...documents(Deno.readTextFileSync(new URL(name, folder))));
    }
  }
  return found;
}

/** The documents of a file, each alone. */
function documents(text: string): Uint8Array[] {
  return text.split(/^---$/m).map((part) => encoder.encode(part));
}

/** Scenarios. */
export function scenarioSamples(): Uint8Array[] {
  return textFiles(new URL("scenarios/", ROOT));
}

/** Lines of a gzip file, a few together. */
async function lines(path: string, most: number): Promise<Uint8Array[]> {
  using file = await Deno.open(new URL(path, ROOT));
  const text = await new Response(
    file.readable.pipeThrough(new DecompressionStream("gzip")),
  ).text();
  const all = text.trimEnd().split("\n");
  const step = Math.max(1, Math.floor(all.length / most));
  return all.filter((line, i) => i % step === 0 && line.length < 20_000)
    .map((line) => encoder.encode(`${line}\n`));
}

async function withHead(path: string, most: number): Promise<Uint8Array[]> {
  const [head, ...rest] = await lines(path, most);
  return rest.map((line) => new Uint8Array([...head!, ...line]));
}

/** Recordings of every kind: a few lines of each. */
export async function vectorSamples(): Promise<Uint8Array[]> {
  const data = "tests/data/vectors";
  return (await Promise.all([
    lines(`${data}/decision-6.12-sample.jsonl.gz`, 40),
    lines(`${data}/sequences-6.1-sample.jsonl.gz`, 40),
    withHead(`${data}/bdi-decision-sample.jsonl.gz`, 40),
    withHead(`${data}/bdi-sequences-sample.jsonl.gz`, 40),
  ])).flat();
}

/** The same, packed. */
export async function packedSamples(): Promise<Uint8Array[]> {
  return await Promise.all((await vectorSamples()).map(async (bytes) => {
    const packed = new Blob([bytes.slice()]).stream()
      .pipeThrough(new CompressionStream("gzip"));
    return await new Response(packed).bytes();
  }));
}

/** Lines of what the referee records. */
export async function recordingSamples(): Promise<Uint8Array[]> {
  return (await Promise.all([
    withHead("kernel/recordings/random-6.12.jsonl.gz", 40),
    withHead("kernel/recordings/scenarios-6.12.jsonl.gz", 40),
    withHead("kernel/recordings/mmu-random-6.12.jsonl.gz", 40),
  ])).flat();
}

/** Requests of other programs. */
export function requestSamples(): Uint8Array[] {
  return [
    '{"id":1,"file":{"type":"reg"},"mmap":{"length":4096,"prot":"READ","flags":"SHARED"}}',
    '{"mmap":{"length":18446744073709547520,"prot":3,"flags":34},"machine":{"word_size":64}}',
    '{"file":{"type":"chr","size":"1MiB","capabilities":"DIRECT|COPY|READ|EXEC","get_unmapped_area":{"base":"0x20000000"},"mmap":"ok","read":"ok"},"mmap":{"length":"64KiB","prot":"READ|EXEC","flags":"PRIVATE","offset":4096},"kernel":"linux-6.1"}',
    '{"file":{"type":"blk","mode":"rw","mmap":"ENOSYS","read":"EIO"},"process":{"ptraced":true},"mmap":{"length":1,"prot":7,"flags":"PRIVATE","address":4096}}',
    '{"file":{"driver":"ramfs","size":8192},"mmap":{"length":8192,"prot":"READ|WRITE","flags":"SHARED"}}',
  ].map((text) => encoder.encode(`${text}\n`));
}

/** Logs of strace. */
export function logSamples(): Uint8Array[] {
  return [
    `5 openat(AT_FDCWD, "/dev/fb0", O_RDWR|O_CLOEXEC) = 3
5 mmap(NULL, 614400, PROT_READ|PROT_WRITE, MAP_SHARED, 3</dev/fb0>, 0) = -1 ENODEV (No such device)
5 close(3) = 0
`,
    `10 mmap(NULL, 4096, PROT_READ, MAP_SHARED, 4, 0 <unfinished ...>
11 close(4) = 0
11 <... write resumed>) = 1
10 <... mmap resumed>) = -1 EINVAL (Invalid argument)
`,
    `12:34:56.789012 mmap2(NULL, 8192, PROT_READ, MAP_PRIVATE|0x4000000 /* MAP_??? */, 3, 0x1d) = 0x80001000 <0.000031>
[pid  123] old_mmap({addr=NULL, len=4096, prot=PROT_READ, flags=MAP_PRIVATE, fd=3, offset=0}) = 1
memfd_create("ring", MFD_CLOEXEC) = 3
mmap(0x1000, 18446744073709551615, PROT_NONE, MAP_SHARED|MAP_FIXED, 3, 0xfffffffffffff000) = ?
`,
  ].map((text) => encoder.encode(text));
}

/** Images of cramfs with files in every layout. */
export function cramfsSamples(): Uint8Array[] {
  const contents = Uint8Array.from({ length: 9000 }, (_, i) => i * i >> 5);
  return Object.keys(CRAMFS_LAYOUTS).map((layout) =>
    buildCramfs({
      type: "dir",
      children: {
        app: {
          type: "reg",
          contents,
          layout: layout as keyof typeof CRAMFS_LAYOUTS,
        },
        lib: {
          type: "dir",
          children: { so: { type: "lnk", target: "../app" } },
        },
      },
    })
  );
}

/** Images of romfs. */
export function romfsSamples(): Uint8Array[] {
  return [
    buildRomfs([{ name: "app", contents: new Uint8Array(5000).fill(7) }]),
  ];
}

/** Command lines that write nothing, an argument on each line. */
export function argumentSamples(): Uint8Array[] {
  return [
    "explain --capabilities DIRECT,READ --get-unmapped-area 0x40000000 --flags SHARED --prot READ,WRITE",
    "explain --wanted direct --type blk --mmap ENOSYS --read-with both --mode r --noexec",
    "explain --ramfs --length 64KiB --offset 4096 --address 0x1000 --word-size 64 --page-size 8KiB",
    "explain --kernel linux-2.6.11 --type reg --size 5000 --ptraced --verbose",
    "explain scenarios/cases/devices.yaml:9",
    "explain scenarios/cases/devices.yaml#x:2 --kernel linux-6.1",
    "explain mmap(NULL,\u00a0614400,\u00a0PROT_READ,\u00a0MAP_SHARED,\u00a03</dev/fb0>,\u00a00)",
    "table --capabilities COPY,DIRECT,READ --mmap-prepare remap --format md --kernel linux-6.17",
    "table scenarios/cases/files.yaml#x --file f --length 4KiB --offset 0",
    "table --anonymous --ram-size 1MiB --max-page-order 3 --format csv",
    "rules --json shared-direct map-type",
    "schema --help",
  ].map((text) =>
    encoder.encode(text.replaceAll(" ", "\n").replaceAll("\u00a0", " "))
  );
}
