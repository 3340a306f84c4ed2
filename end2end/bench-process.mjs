// `make bench-process`: tasks done per second by our engine, by npm's bpmn-engine and by PyPI's SpiffWorkflow, on the same
// three models, by turns. Nothing is stored by any of them. Only ratios within a run say something.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { modelsFor } from "./bench/process/models.mjs";

const room = fileURLToPath(new URL("bench/process", import.meta.url));
const root = fileURLToPath(new URL("..", import.meta.url));
const { ROUNDS: rounds = "5", SECONDS: seconds = "2" } = process.env;
const models = ["linear", "parallel", "loop"];
const python = join(room, ".venv/bin/python");
const execute = promisify(execFile);

async function run(program, ...parameters) {
  const { stdout } = await execute(program, parameters, { cwd: room, timeout: 600_000 });
  return stdout;
}

if (!existsSync(join(room, "node_modules"))) await run("npm", "ci", "--no-audit", "--no-fund");
if (!existsSync(python)) {
  await run("python3", "-m", "venv", ".venv");
  await run(python, "-m", "pip", "install", "--quiet", "--requirement", "requirements.txt");
}
const results = join(room, "results");
await mkdir(results, { recursive: true });
for (const [name, xml] of Object.entries(modelsFor("spiff"))) await writeFile(join(results, `${name}.bpmn`), xml);

const files = models.map((name) => join(room, "models", `${name}.json`));
const engines = {
  ours: [join(root, "target/release/examples/steps"), seconds, ...files],
  "bpmn-engine": ["node", "bpmn-engine.mjs", seconds],
  SpiffWorkflow: [python, "spiff.py", seconds, results],
};

/** Rates by engine and model. */
const rates = {};
for (let round = 0; round < Number(rounds); round += 1) {
  for (const [engine, command] of Object.entries(engines)) {
    for (const line of (await run(...command)).trim().split("\n")) {
      const { model, tasks, rate } = JSON.parse(line);
      ((rates[engine] ??= {})[model] ??= { tasks, rates: [] }).rates.push(rate);
    }
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const peers = Object.keys(engines).filter((engine) => engine !== "ours");
console.log(`| tasks per second, median of ${rounds} | ours | ${peers.join(" | ")} | ours ÷ best peer |`);
console.log(`|---|---|${peers.map(() => "---|").join("")}---|`);
for (const model of models) {
  const counts = new Set(Object.values(rates).map((engine) => engine[model].tasks));
  if (counts.size !== 1) throw new Error(`${model}: the engines did not do the same tasks`);
  const rate = (engine) => median(rates[engine][model].rates);
  const best = Math.max(...peers.map(rate));
  const shown = ["ours", ...peers].map((engine) => Math.round(rate(engine)).toLocaleString("en"));
  console.log(`| ${model}, ${[...counts]} tasks | ${shown.join(" | ")} | ${(rate("ours") / best).toFixed(0)} |`);
}
