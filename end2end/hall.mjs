// A hall with the demo city in a temporary folder, for whoever drives a browser against it.
// As a program, `node hall.mjs BINARY PORT`, it serves until it is told to stop; as a module, `open` and `close`.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const patience = 120_000;

/** Loads the demo city and serves it; resolves once the first page is answered. */
export async function open(binary, port) {
  const room = await mkdtemp(join(tmpdir(), "onehall-"));
  const environment = {
    ...process.env,
    ONEHALL_DATABASE: `sqlite://${join(room, "onehall.db")}`,
    ONEHALL_FILES: join(room, "files"),
    ONEHALL_LISTEN: `127.0.0.1:${port}`,
    ONEHALL_LOG: process.env.ONEHALL_LOG ?? "warn",
  };
  const start = (command) => spawn(join(root, binary), [command], { cwd: root, env: environment, stdio: "inherit" });
  let server;
  const close = async () => {
    await stop(server);
    await rm(room, { recursive: true, force: true });
  };
  try {
    const [code] = await once(start("demo"), "exit");
    if (code !== 0) throw new Error(`onehall demo: exit code ${code}`);
    server = start("serve");
    const origin = `http://127.0.0.1:${port}`;
    await answered(server, origin);
    return { origin, server, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Asks a child to end and, when it does not, ends it. */
export async function stop(child) {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await ended;
  clearTimeout(timer);
}

async function answered(server, origin) {
  for (const end = Date.now() + patience; Date.now() < end; await pause(100)) {
    const ended = server.exitCode ?? server.signalCode;
    if (ended !== null) throw new Error(`onehall serve: ended by ${ended}`);
    const answer = await fetch(origin).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`onehall serve: no answer at ${origin}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [binary, port] = process.argv.slice(2);
  if (port === undefined) throw new Error("usage: node hall.mjs BINARY PORT");
  const hall = await open(binary, port);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => hall.close().then(() => process.exit()));
  const [code] = await once(hall.server, "exit");
  process.exitCode = code ?? 1;
}
