// `make bench-forms`: the same definitions drawn by hand-written DOM code (the floor), by three form engines, and by us, in one
// Chromium, by turns. Only ratios within a run say something. What the numbers mean: end2end/bench/forms/README.md.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { open } from "./hall.mjs";

const room = fileURLToPath(new URL("bench/forms", import.meta.url));
const peers = "vanilla,formily,jsonforms-vanilla,rjsf,ours";
const { SIZES: sizes = "40,200,1000", ROUNDS: rounds = "5" } = process.env;
const results = "results/forms.json";

async function run(program, ...parameters) {
  const [code] = await once(spawn(program, parameters, { cwd: room, stdio: "inherit" }), "exit");
  if (code !== 0) throw new Error(`${program} ${parameters.join(" ")}: exit code ${code}`);
}

if (!existsSync(join(room, "node_modules"))) await run("npm", "ci", "--legacy-peer-deps", "--no-audit", "--no-fund");
await run("node", "gen.mjs");
await run("node", "build.mjs");
process.env.ONEHALL_BENCH_DEFINITIONS = join(room, "defs");
const hall = await open("target/release/onehall", 3720);
try {
  await writeFile(join(room, "peers.extra.json"), JSON.stringify({ ours: `${hall.origin}/bench/form/{n}` }));
  await run("node", "run.mjs", "--peers", peers, "--sizes", sizes, "--rounds", rounds, "--out", results);
  await run("node", "table.mjs", results);
} finally {
  await hall.close();
}
