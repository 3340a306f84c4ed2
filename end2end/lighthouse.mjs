// `make lighthouse`: the median of five runs on a throttled phone, against the goals. Too noisy for `make test`.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { open } from "./hall.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const pages = ["/"];
const goals = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const rounds = 5;

async function scores(address) {
  const parameters = [address, "--quiet", "--output=json", `--only-categories=${Object.keys(goals).join()}`];
  const browser = "--chrome-flags=--headless=new --no-sandbox";
  const child = spawn("node_modules/.bin/lighthouse", [...parameters, browser], {
    cwd: root,
    env: { ...process.env, CHROME_PATH: "/usr/bin/chromium" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let report = "";
  child.stdout.on("data", (part) => (report += part));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`lighthouse: exit code ${code}`);
  return JSON.parse(report).categories;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const hall = await open("target/release/onehall", 3718);
try {
  for (const page of pages) {
    const results = [];
    for (let round = 0; round < rounds; round += 1) results.push(await scores(hall.origin + page));
    for (const [goal, least] of Object.entries(goals)) {
      const score = median(results.map((result) => Math.round(result[goal].score * 100)));
      const missed = score < least;
      if (missed) process.exitCode = 1;
      console.log(`${page.padEnd(32)} ${goal.padEnd(16)} ${score}${missed ? `  MISSED: at least ${least}` : ""}`);
    }
  }
} finally {
  await hall.close();
}
