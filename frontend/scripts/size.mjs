// What a first visit loads, gzipped: JavaScript must stay within 150 kB. Views that are fetched when they are opened do not count.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT_BYTES = 150_000;
const dist = new URL("../dist/", import.meta.url);
const page = readFileSync(new URL("index.html", dist), "utf8");
const scripts = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, path]) => path);
const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(new URL(path, dist))).length, 0);

console.log(`${(bytes / 1000).toFixed(1)} kB of JavaScript, gzipped, in ${scripts.length} file(s); the limit is 150 kB`);
process.exitCode = scripts.length > 0 && bytes <= LIMIT_BYTES ? 0 : 1;
