// What the HTML of the first page, an item, a form and the process designer weighs on the way to a phone: `node weigh.mjs
// BINARY FILE` writes it for `pack --budget --html FILE`. A page of the public that asks for what only staff load ends in an
// error.

import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { get } from "node:http";
import { open } from "./hall.mjs";

const item = "DEMO-440100-SENIOR-CARD";
const designer = "/desk/processes/food-business-licence/edit";
const staffOnly = ["echarts", "desk.css", "dashboard.css"];
const [binary, file] = process.argv.slice(2);
if (file === undefined) throw new Error("usage: node weigh.mjs BINARY FILE");

/** The bytes of a page as they are sent. `fetch` unpacks what it receives, so it cannot tell. */
async function sent(address, cookie) {
  const request = get(address, { headers: { "accept-encoding": "br, gzip", accept: "text/html", cookie } });
  const [answer] = await once(request, "response");
  let bytes = 0;
  for await (const part of answer) bytes += part.length;
  if (answer.statusCode !== 200) throw new Error(`${address}: ${answer.statusCode}`);
  if (answer.headers["content-encoding"] !== "br") throw new Error(`${address}: not compressed`);
  return bytes;
}

async function isForEverybody(address, cookie) {
  const html = await (await fetch(address, { headers: { cookie } })).text();
  for (const name of staffOnly) if (html.includes(name)) throw new Error(`${address} names ${name}`);
}

async function post(address, body, cookie) {
  const headers = { "content-type": "application/json", cookie };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/** The cookies of somebody who has signed in. */
async function signedIn(login) {
  const session = await post(`${hall.origin}/api/session`, { login, password: "onehall-demo-2026" }, "");
  return session.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
}

const hall = await open(binary, 3720);
try {
  const cookie = await signedIn("citizen-chen");
  const draft = await (await post(`${hall.origin}/api/applications`, { item }, cookie)).json();
  const pages = { home: "/", item: `/items/${item}`, form: `/applications/${draft.id}/residence` };
  const weights = {};
  for (const [name, path] of Object.entries(pages)) {
    await isForEverybody(hall.origin + path, cookie);
    weights[name] = await sent(hall.origin + path, name === "form" ? cookie : "");
  }
  weights.designer = await sent(hall.origin + designer, await signedIn("editor-demo"));
  await writeFile(file, `${JSON.stringify(weights)}\n`);
} finally {
  await hall.close();
}
