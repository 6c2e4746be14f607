// What a first visit loads, gzipped: JavaScript must stay within 150 kB.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_BYTES = 150_000;
const folder = new URL("../dist/assets/", import.meta.url);
const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));
const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, folder))).length, 0);

console.log(`${(bytes / 1000).toFixed(1)} kB of JavaScript, gzipped, in ${scripts.length} file(s); the limit is 150 kB`);
process.exitCode = bytes <= LIMIT_BYTES ? 0 : 1;
