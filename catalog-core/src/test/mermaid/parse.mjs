// Parses every .mmd file of a folder with Mermaid and writes one line of JSON per file: what it understood.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('');
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');
mermaid.initialize({ startOnLoad: false, maxEdges: 1_000_000, maxTextSize: 1_000_000_000 });

// Mermaid keeps character references in a form of its own until it draws.
const label = (text) => text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)));

const folder = process.argv[2];
for (const file of readdirSync(folder).filter((name) => name.endsWith('.mmd')).sort()) {
  const text = readFileSync(join(folder, file), 'utf8');
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const nodes = [...db.getVertices().values()].map((v) => ({ id: v.id, label: label(v.text), classes: v.classes }));
  const edges = db.getEdges().map((e) => ({ source: e.start, target: e.end, label: label(e.text), stroke: e.stroke }));
  console.log(JSON.stringify({ file, nodes, edges }));
}
