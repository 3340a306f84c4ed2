// node bpmn-engine.mjs SECONDS: tasks done per second by npm's bpmn-engine, one line per model.

import { EventEmitter, once } from "node:events";
import { Engine } from "bpmn-engine";
import { modelsFor } from "./models.mjs";

const seconds = Number(process.argv[2] ?? 2);

/** Brings one case from its start to its end; resolves to how many tasks were done. */
async function run(engine) {
  const listener = new EventEmitter();
  let done = 0;
  let round = 0;
  listener.on("activity.wait", (task) => {
    done += 1;
    if (task.id === "examine") round += 1;
    // Whoever works on a task answers later, not while it is announced.
    setImmediate(() => task.signal());
  });
  const ended = once(engine, "end");
  await engine.execute({ listener, services: { again: () => round < 5, odd: () => round % 2 === 1 } });
  await ended;
  return done;
}

for (const [name, source] of Object.entries(modelsFor("bpmn-engine"))) {
  // Reading the model is not part of a step: it is read once, and each case starts from what was read.
  const first = new Engine({ name, source });
  const [definition] = await first.getDefinitions();
  const serialized = definition.context.definitionContext;
  const begin = () => new Engine({ name, sourceContext: serialized });
  const expected = await run(begin());
  let done = 0;
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) done += await run(begin());
  const rate = done / ((performance.now() - start) / 1000);
  console.log(JSON.stringify({ model: name, tasks: expected, rate }));
}
