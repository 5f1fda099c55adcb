// Reads a JSON list of { "format", "text" } from standard input, gives each text to the parser of its own format, and
// prints one line a text: `ok`, or what the parser says. The argument is the folder that holds `node_modules`.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "package.json"));

// D2 first: once there is a `window` it takes itself to be in a browser.
const { D2 } = await import(pathToFileURL(join(process.argv[2], "node_modules/@terrastruct/d2/dist/node-esm/index.js")).href);
const d2 = new D2();
await d2.ready;

const { JSDOM } = require("jsdom");
const page = new JSDOM("<!doctype html><body></body>");
globalThis.window = page.window;
globalThis.document = page.window.document;
globalThis.Option = page.window.Option;
const mermaid = (await import(pathToFileURL(join(process.argv[2], "node_modules/mermaid/dist/mermaid.core.mjs")).href)).default;
mermaid.initialize({ securityLevel: "strict", maxTextSize: 1e7, maxEdges: 1e5 });

let input = "";
for await (const part of process.stdin) input += part;
for (const { format, text } of JSON.parse(input)) {
  try {
    if (format === "mermaid") await mermaid.parse(text);
    else await d2.compile(text);
    console.log("ok");
  } catch (error) {
    console.log(`${format}: ${String(error.message ?? error).replaceAll("\n", " ")}`);
  }
}
process.exit(0);
