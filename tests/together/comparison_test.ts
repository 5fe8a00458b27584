import { importGroup } from "./folders.ts";

await importGroup("comparison");
