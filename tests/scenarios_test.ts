import { testScenarios } from "@nommap/nommap/testing";

await testScenarios(new URL("../scenarios/", import.meta.url));
