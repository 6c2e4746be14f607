// JSON Schema on stdin, TypeScript on stdout. Called by `python -m local.protocol`.
import { text } from "node:stream/consumers";
import { compile } from "json-schema-to-typescript";

const schema = JSON.parse(await text(process.stdin));

process.stdout.write(
  await compile(schema, schema.title, {
    additionalProperties: false,
    bannerComment: "/* Written by `make protocol` from holescan.protocol. Do not edit. */",
    format: true,
    // Otherwise "at most 20 codes" becomes a union of 21 tuples.
    ignoreMinAndMaxItems: true,
    style: { printWidth: 110 },
    unreachableDefinitions: true,
  }),
);
