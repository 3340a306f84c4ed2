// `make bench`: the home page against a static file of as many bytes, from the same server in the same run.
// Only the ratio says something: both are slowed alike by this program and by whatever else the machine does.

import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { open } from "./hall.mjs";

const connections = 32;
const rounds = 5;
const seconds = 3;
const least = 0.5;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const agent = new Agent({ keepAlive: true, maxSockets: connections });

function fetched(address) {
  return new Promise((resolve, reject) => {
    get(address, { agent }, (answer) => {
      let bytes = 0;
      answer.on("data", (part) => (bytes += part.length));
      answer.on("end", () => {
        if (answer.statusCode === 200) resolve(bytes);
        else reject(new Error(`${address}: ${answer.statusCode}`));
      });
    }).on("error", reject);
  });
}

/** Answers in a second, over all connections. */
async function rate(address) {
  let answers = 0;
  const started = performance.now();
  const ends = started + seconds * 1000;
  const visitor = async () => {
    for (; performance.now() < ends; answers += 1) await fetched(address);
  };
  await Promise.all(Array.from({ length: connections }, visitor));
  return (answers * 1000) / (performance.now() - started);
}

const site = await mkdtemp(join(tmpdir(), "onehall-site-"));
try {
  await cp(fileURLToPath(new URL("../target/site", import.meta.url)), site, { recursive: true });
  process.env.ONEHALL_SITE = site;
  const hall = await open("target/release/onehall", 3720);
  try {
    const page = `${hall.origin}/`;
    const file = `${hall.origin}/pkg/bench.html`;
    await writeFile(join(site, "pkg/bench.html"), "x".repeat(await fetched(page)));
    const rates = { page: [], file: [] };
    for (let round = 0; round < rounds; round += 1) {
      rates.file.push(await rate(file));
      rates.page.push(await rate(page));
    }
    const [pages, files] = [median(rates.page), median(rates.file)];
    const missed = pages / files < least;
    if (missed) process.exitCode = 1;
    console.log(`home page    ${pages.toFixed(0)} a second`);
    console.log(`static file  ${files.toFixed(0)} a second`);
    console.log(`ratio        ${(pages / files).toFixed(2)}${missed ? `  MISSED: at least ${least}` : ""}`);
  } finally {
    await hall.close();
  }
} finally {
  agent.destroy();
  await rm(site, { recursive: true, force: true });
}
