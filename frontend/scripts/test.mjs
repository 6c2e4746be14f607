// Vitest, closed by the line that CI counts: "N passed, N failed".
import { startVitest } from "vitest/node";

const files = process.argv.slice(2);
const vitest = await startVitest("test", files, { watch: false, reporters: ["default"] });
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const passed = tests.filter((test) => test.result().state === "passed").length;
const broken = vitest.state.getTestModules().filter((module) => module.errors().length > 0).length;
const failed = tests.filter((test) => test.result().state === "failed").length + broken;
const unhandled = vitest.state.getUnhandledErrors().length;
await vitest.close();

console.log(`\n${passed} passed, ${failed + unhandled} failed`);
process.exitCode = passed > 0 && failed + unhandled === 0 ? 0 : 1;
