// `make dev`: rebuilds what a saved file touches and starts the server again. Reload the page to see it.
// It looks at the files twice a second: that works on every disk, also one shared with a virtual machine.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { stop } from "./hall.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What must be made again when something below a path changes. */
const watched = [
  { path: "style", front: true },
  { path: "public", front: true },
  { path: "app/pack/echarts.js", front: true },
  { path: "app/src", front: true, server: true },
  { path: "app/schema/src", front: true, server: true },
  { path: "server/src", server: true },
  { path: "server/seed", server: true },
  { path: "migrations", server: true },
];

const build = ["cargo", "build", "--package", "pack", "--package", "server"];
let server;

async function run([program, ...parameters]) {
  const child = spawn(program, parameters, { cwd: root, stdio: "inherit" });
  const [code] = await once(child, "exit");
  return code === 0;
}

async function restart() {
  await stop(server);
  server = spawn("target/debug/onehall", ["serve"], { cwd: root, stdio: "inherit" });
}

/** The two builds have folders of their own, so they run side by side. */
async function rebuild({ front, server: back }) {
  const started = Date.now();
  const results = await Promise.all([!front || run(["target/debug/pack"]), !back || run(build)]);
  if (!results.every(Boolean)) return console.log("dev: not built; the hall before it goes on");
  // Also for a style: the server has read the names of the packed files at its start.
  await restart();
  console.log(`dev: ready after ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

async function* below(path) {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isDirectory()) return yield `${path} ${found.mtimeMs} ${found.size}`;
  for (const name of await readdir(path)) yield* below(join(path, name));
}

/** The state of each watched path, as a text that differs when a file does. */
async function look() {
  const states = watched.map(async ({ path }) => {
    const lines = [];
    for await (const line of below(join(root, path))) lines.push(line);
    return lines.sort().join("\n");
  });
  return Promise.all(states);
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop(server).then(() => process.exit()));

let seen = await look();
if (!(await run(build)) || !(await run(["target/debug/onehall", "demo", "--if-empty"]))) process.exit(1);
await rebuild({ front: true, server: true });
for (;;) {
  await pause(500);
  const now = await look();
  const changed = watched.filter((_, index) => now[index] !== seen[index]);
  if (changed.length === 0) continue;
  // Taken before the build: what is saved during it is built next.
  seen = now;
  console.log(`dev: ${changed.map(({ path }) => path).join(", ")} changed`);
  await rebuild({ front: changed.some(({ front }) => front), server: changed.some(({ server }) => server) });
}
