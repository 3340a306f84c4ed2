// For pictures of the process designer and of the live trace: a process with a parallel, a condition and rounds, in force for
// the food licence, and a case that is under way in it. By the API alone, each step by who may take it.

import { readFile } from "node:fs/promises";

const password = "onehall-demo-2026";
const item = "DEMO-440100-FOOD-BUSINESS";
const process = "restaurant";
const answers = new URL("../app/schema/fixtures/forms/food-business-licence.answers.json", import.meta.url);

const text = (zh, en) => ({ "zh-CN": zh, en });
const days = (value) => ({ value, unit: "工作日" });
const task = (id, name, role, kind, limit) => ({ task: { id, name, role, kind, ...(limit && { limit: days(limit) }) } });
const review = (id, name, limit) => task(id, name, "officer", "review", limit);

const definition = {
  id: process,
  version: 1,
  title: text("餐饮许可流程", "Licence of a restaurant"),
  seq: [
    task("accept", text("受理", "Acceptance"), "intake", "accept", 1),
    {
      repeat: {
        id: "papers",
        name: text("材料复审", "Papers again"),
        again: { "==": [{ var: "safety.all_certified" }, false] },
        most: 2,
        seq: [review("paper-review", text("材料审查", "Review of the papers"), 1)],
      },
    },
    {
      all: {
        id: "side-by-side",
        name: text("并联审查", "Side by side"),
        branches: [
          {
            name: text("现场", "On site"),
            seq: [review("visit", text("现场核查", "Visit"), 1), review("visit-check", text("核查复核", "Check of the visit"), 1)],
          },
          { name: text("征求意见", "Consulted"), seq: [review("consulted", text("消防意见", "Fire brigade"), 2)] },
        ],
      },
    },
    {
      choose: {
        id: "size",
        name: text("看面积", "By the area"),
        branches: [
          {
            name: text("大店", "Large"),
            when: { ">": [{ var: "premises.floor_area" }, 150] },
            seq: [review("experts", text("专家评审", "Experts"), 1)],
          },
          { name: text("不评审", "No experts"), seq: [] },
        ],
      },
    },
    task("decide", text("决定", "Decision"), "agency_lead", "decide", 1),
    task("deliver", text("送达", "Delivery"), "intake", "deliver", 1),
  ],
};

/** Somebody who has signed in, by what they send and get. */
async function as(browser, hall, login) {
  const context = await browser.newContext({ extraHTTPHeaders: { origin: hall.origin } });
  const send = async (method, path, data, more = {}) => {
    const answer = await context.request.fetch(`${hall.origin}/api${path}`, { method, ...(data && { data }), ...more });
    if (!answer.ok()) throw new Error(`${login}: ${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.status() === 204 ? undefined : answer.json();
  };
  await send("POST", "/session", { login, password });
  return { send, close: () => context.close() };
}

/** Puts the process in force, files a case, and leads it into the parallel and back within it. Tells the number. */
export async function traced(browser, hall) {
  const people = {};
  for (const login of ["editor-demo", "reviewer-demo", "citizen-huang", "intake-market", "officer-market"])
    people[login] = await as(browser, hall, login);
  await published(people["editor-demo"], people["reviewer-demo"]);
  const number = await filed(people["citizen-huang"]);
  const desk = `/desk/cases/${number}`;
  const does = async (login, task, command) => {
    for (const next of [{ command: "claim", task }, { task, ...command }]) {
      const { revision } = await people[login].send("GET", desk);
      await people[login].send("POST", `${desk}/commands`, { revision, ...next });
    }
  };
  const opinion = { facts: "材料齐全，与现场相符。", opinion: "同意。", article: "《食品安全法》第三十五条" };
  const approved = { command: "complete", outcome: "approved", opinion };
  await does("intake-market", "accept", { command: "complete", outcome: "accepted" });
  await does("officer-market", "paper-review", approved);
  await does("officer-market", "visit", approved);
  await does("officer-market", "visit-check", { command: "return", to: "visit", resume: true, reason: "后厨没有拍到。" });
  await Promise.all(Object.values(people).map((one) => one.close()));
  return { number, process };
}

/** Draws the process, has it read by a second person, and has the item handled by it. */
async function published(editor, reviewer) {
  const path = `/desk/processes/${process}`;
  await editor.send("POST", "/desk/processes", { id: process, title: definition.title, from: { template: "promised" } });
  let { revision } = await editor.send("GET", `${path}/draft`);
  ({ revision } = await editor.send("PUT", `${path}/draft`, { definition, revision }));
  for (const [who, act, more] of [
    [editor, "draft/submit", {}],
    [reviewer, "draft/review", { approve: true }],
    [reviewer, "draft/publish", {}],
  ]) {
    ({ revision } = await who.send("GET", path));
    await who.send("POST", `${path}/${act}`, { ...more, revision });
  }
  await editor.send("PUT", `${path}/items/${item}`, {});
}

/** Files an application with every document that is asked for. Tells the number of the case. */
async function filed(citizen) {
  const { id, revision } = await citizen.send("POST", "/applications", { item });
  await citizen.send("PUT", `/applications/${id}`, { answers: JSON.parse(await readFile(answers, "utf8")), revision });
  const { form } = await citizen.send("GET", `/applications/${id}`);
  const { materials } = await citizen.send("GET", `/forms/${form.id}/${form.version}/program`);
  const picture = { name: "a.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUg==", "base64") };
  for (const material of materials)
    await citizen.send("POST", `/applications/${id}/files?material=${material.id}`, undefined, { multipart: { file: picture } });
  const headers = { "idempotency-key": "traced" };
  const { number } = await citizen.send("POST", `/applications/${id}/submit`, { promise: true }, { headers });
  return number;
}
