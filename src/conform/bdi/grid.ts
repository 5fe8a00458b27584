/**
 * The dense table of a recording: the whole product of the inputs that the
 * policy looks at, each cell the number of an outcome in a legend.
 *
 * @module
 */
import { MAP } from "../../abi/map.ts";
import { InputError } from "../../errors.ts";
import { doMmap } from "../../mm/list/mmap.ts";
import type { ListEdition } from "../../policy/list_edition.ts";
import type { ListRequest } from "../../policy/list_request.ts";
import { ruleId } from "../../policy/rules.ts";
import { differences } from "../differences.ts";
import type { ConformSink, Json } from "../types.ts";
import { countIn, fileTypeOf, objectIn, textOf } from "../fields.ts";
import type { BdiConstants } from "./constants.ts";
import { type LabFile, labFile, type LabInode } from "./lab.ts";
import { Signature } from "./signature.ts";
import { capabilitiesOf, flagOf, listOf, partOf, wordOf } from "./values.ts";
import { BdiWorld, labProcess } from "./world.ts";

/** An outcome of the legend. */
interface LegendEntry {
  readonly out: Json;
  /** In a word. */
  readonly result: string;
  /** Outcomes of the engine that were found to agree with it. */
  readonly agreeing: Float64Array[];
}

/** Most outcomes that a legend has. */
const MOST_OUTCOMES = 100_000;

/** Compares the rows of the table. */
export class GridComparer {
  readonly #sink: ConformSink;
  readonly #world: BdiWorld;
  readonly #legend: LegendEntry[] = [];
  readonly #caps: readonly unknown[];
  readonly #capabilities: readonly number[];
  readonly #prots: readonly number[];
  readonly #fixed: Json;
  readonly #inode: LabInode;
  readonly #signature = new Signature();

  /** Reads the axes from the header. */
  constructor(
    header: Json,
    constants: BdiConstants,
    edition: ListEdition,
    sink: ConformSink,
  ) {
    this.#sink = sink;
    this.#world = new BdiWorld(constants, edition);
    const axes = partOf(header, "grid_axes");
    this.#caps = listOf(axes, "caps");
    this.#capabilities = this.#caps.map(capabilitiesOf);
    this.#prots = listOf(axes, "prot").map(wordOf);
    this.#fixed = partOf(header, "grid_fixed");
    this.#inode = {
      number: 0,
      type: "reg",
      caps: "",
      append: flagOf(this.#fixed["append"]),
      mandlock: flagOf(this.#fixed["mandlock"]),
      mappings: this.#world.newTree(),
    };
  }

  /** Takes in an outcome that cells refer to. */
  legend(line: Json): void {
    const out = objectIn(line, "out");
    this.#legend[countIn(line, "i", MOST_OUTCOMES)] = {
      out,
      result: textOf(out["errno"] ?? out["kind"] ?? out["outcome"]),
      agreeing: [],
    };
  }

  /** Compares one row of the table, cell by cell. */
  row(row: Json, line: number): void {
    const cells = row["r"];
    if (!Array.isArray(cells)) throw new InputError("The row has no cells 'r'");
    const { machine } = this.#world;
    const inode = { ...this.#inode, type: fileTypeOf(row["type"]) };
    const file = labFile(
      { ...this.#fixed, ...row },
      0,
      inode,
      this.#world.constants,
    );
    const process = labProcess(1, flagOf(row["ptraced"]), flagOf(row["rie"]));
    const flags = row["map"] === "SHARED" ? MAP.SHARED : MAP.PRIVATE;
    const length = wordOf(this.#fixed["len"]);
    const pgoff = wordOf(this.#fixed["pgoff"]);
    const requests: ListRequest[] = this.#prots.map((prot) => ({
      address: 0,
      length,
      prot,
      flags,
      pgoff,
    }));
    for (let c = 0; c < this.#capabilities.length; c++) {
      file.capabilities = this.#capabilities[c]!;
      for (let p = 0; p < requests.length; p++) {
        const entry = this.#legend[cells[c]?.[p] ?? -1];
        if (entry === undefined) {
          throw new InputError(`Cell ${c}/${p} names no line of the legend`);
        }
        this.#world.reset();
        file.references = 0;
        process.totalVm = 0;
        process.list = null;
        doMmap(machine, process, file, requests[p]!);
        this.#signature.take(this.#world, process.totalVm, file.references);
        if (this.#agrees(entry)) this.#sink.agreed(entry.result);
        else this.#differs(row, line, c, p, file, requests[p]!, entry);
      }
    }
  }

  #agrees(entry: LegendEntry): boolean {
    const { agreeing } = entry;
    for (let i = 0; i < agreeing.length; i++) {
      if (this.#signature.equals(agreeing[i]!)) return true;
    }
    return false;
  }

  /** Writes both outcomes down and compares them field by field. */
  #differs(
    row: Json,
    line: number,
    c: number,
    p: number,
    file: LabFile,
    request: ListRequest,
    entry: LegendEntry,
  ): void {
    const world = this.#world;
    world.reset();
    file.references = 0;
    const process = labProcess(1, flagOf(row["ptraced"]), flagOf(row["rie"]));
    const engine = world.observe(
      process,
      [file],
      () => doMmap(world.machine, process, file, request),
    );
    const fields = differences(entry.out, engine);
    if (fields.length === 0) {
      entry.agreeing.push(this.#signature.copy());
      return this.#sink.agreed(entry.result);
    }
    const { r: _, k: _k, ...rest } = row;
    this.#sink.disagreed(entry.result, {
      line,
      subject: JSON.stringify({
        ...rest,
        caps: this.#caps[c],
        prot: this.#prots[p],
      }),
      fields,
      path: [ruleId(world.machine.result.reason)],
    });
  }
}
