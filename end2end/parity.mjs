// The rules on both sides, natively and in WebAssembly: `node parity.mjs BINARY PAIRS` runs the published cases of JSON
// Logic in the module that `pack --parity` writes, then compares what the module and BINARY (`app/parity`)
// make of so many definitions and answers, byte for byte. At the first difference it ends, and says where it is.

import { deepStrictEqual } from "node:assert";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const batch = 200;
/** So many pairs are looked into; each control, effect and code must be among them. */
const sample = 10_000;

const [binary, pairs] = [process.argv[2], Number(process.argv[3])];
if (!(pairs > 0)) throw new Error("usage: node parity.mjs BINARY PAIRS");
const root = new URL("..", import.meta.url).pathname;
const wasm = await import(`${root}target/parity/parity.js`);
wasm.open();

/** The published cases, in WebAssembly. */
function suite() {
  const cases = JSON.parse(readFileSync(`${root}app/schema/fixtures/expr/json-logic.json`)).filter(Array.isArray);
  for (const [rule, data, expected] of cases) {
    const value = wasm.expression(JSON.stringify(rule), JSON.stringify(data));
    deepStrictEqual(JSON.parse(value), expected, `${JSON.stringify(rule)} on ${JSON.stringify(data)} is ${value}`);
  }
  return cases.length;
}

/** Reads so many bytes at a time, or what is left of a stream that ends. */
class Reader {
  rest = Buffer.alloc(0);

  constructor(stream) {
    this.chunks = stream[Symbol.asyncIterator]();
  }

  async take(length) {
    const parts = [this.rest];
    for (let there = this.rest.length; there < length; there += parts.at(-1).length) {
      const { value, done } = await this.chunks.next();
      if (done) break;
      parts.push(value);
    }
    const all = Buffer.concat(parts);
    this.rest = all.subarray(length);
    return all.subarray(0, length);
  }
}

const native = (...numbers) => execFileSync(`${root}${binary}`, numbers.map(String), { maxBuffer: 1e9 });

/** So many outcomes in WebAssembly; why there are none, if it gave up. */
function inWasm(from, count) {
  try {
    return Buffer.from(wasm.outcomes(from, count));
  } catch (error) {
    return Buffer.from(`${error}`);
  }
}

/** Which pair of a batch is another, and where. */
function difference(from, count) {
  for (let seed = from; seed < from + count; seed++) {
    const [here, there] = [native(seed, 1).toString(), inWasm(seed, 1).toString()];
    if (here === there) continue;
    let at = 0;
    while (here[at] === there[at]) at += 1;
    const near = (line) => line.slice(Math.max(at - 300, 0), at + 300);
    const whole = here || there;
    const pair = whole.slice(0, whole.indexOf(',"lints":'));
    return `pair ${seed}: ${pair}\nnatively:       …${near(here)}\nin WebAssembly: …${near(there)}`;
  }
  return `pairs ${from} to ${from + count - 1} differ together and not one by one`;
}

/** What the pairs have exercised. */
class Seen {
  names = { controls: new Set(), effects: new Set(), codes: new Set() };
  pairs = 0;
  wrong = 0;
  ruled = 0;
  edits = 0;

  add(lines) {
    for (const line of lines.trimEnd().split("\n")) {
      const { seed, seen, edits } = JSON.parse(line);
      for (const [kind, names] of Object.entries(seen)) names.forEach((name) => this.names[kind].add(name));
      this.pairs += 1;
      this.wrong += seen.codes.length > 0 ? 1 : 0;
      this.ruled += seen.effects.length > 0 ? 1 : 0;
      this.edits += edits.length;
      const late = edits.find((edit) => edit.at(-1) !== null);
      if (late) throw new Error(`pair ${seed}: an update at ${late[0]} is not the state anew: ${JSON.stringify(late.at(-1))}`);
    }
  }

  tell(wanted) {
    const share = (count) => `${count} (${Math.round((100 * count) / this.pairs)} %)`;
    const kinds = Object.entries(this.names).map(([kind, names]) => `${names.size} ${kind}`);
    console.log(`${this.pairs} looked into: something wrong in ${share(this.wrong)}, a rule applied in ${share(this.ruled)}`);
    console.log(`${this.edits} edits, ${kinds.join(", ")}`);
    if (this.pairs < sample) return;
    for (const [kind, names] of Object.entries(wanted)) {
      const unseen = names.filter((name) => !this.names[kind].has(name));
      if (unseen.length > 0) throw new Error(`${kind} that no pair has exercised: ${unseen.join(", ")}`);
    }
  }
}

async function compare() {
  const child = spawn(`${root}${binary}`, ["0", String(pairs)], { stdio: ["ignore", "pipe", "inherit"] });
  const [reader, seen] = [new Reader(child.stdout), new Seen()];
  try {
    for (let from = 0; from < pairs; from += batch) {
      const count = Math.min(batch, pairs - from);
      const there = inWasm(from, count);
      const here = await reader.take(there.length);
      if (!here.equals(there)) throw new Error(difference(from, count));
      if (seen.pairs < sample) seen.add(here.toString());
    }
  } finally {
    child.kill();
  }
  return seen;
}

console.log(`JSON Logic in WebAssembly: ${suite()} cases as published`);
const seen = await compare();
console.log(`${pairs} pairs: the same natively and in WebAssembly, byte for byte`);
seen.tell(JSON.parse(native()));
