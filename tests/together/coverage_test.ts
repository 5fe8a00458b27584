import { importGroup } from "./folders.ts";

await importGroup("coverage");
