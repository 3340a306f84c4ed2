// The three models as BPMN for the peers, from the same shapes as models/*.json, with conditions in the language of each.

/** The conditions on `round` that the loop asks, by peer. */
const dialects = {
  "bpmn-engine": { again: "${environment.services.again()}", odd: "${environment.services.odd()}" },
  spiff: { again: "round < 5", odd: "round % 2 == 1" },
};

/** A model under construction: elements in order, and flows between them. */
class Model {
  #elements = [];
  #flows = 0;

  add(element, id, attributes = "", within = "") {
    this.#elements.push(`<${element} id="${id}"${attributes}>${within}</${element}>`);
    return id;
  }

  user(id) {
    return this.add("userTask", id, ` name="${id}"`);
  }

  flow(from, to, condition) {
    const id = `flow${++this.#flows}`;
    const within = condition && `<conditionExpression xsi:type="tFormalExpression">${escape(condition)}</conditionExpression>`;
    this.add("sequenceFlow", id, ` sourceRef="${from}" targetRef="${to}"`, within);
    return id;
  }

  line(...ids) {
    ids.reduce((from, to) => (this.flow(from, to), to));
  }

  xml(id) {
    return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:bench">
<process id="${id}" isExecutable="true">
${this.#elements.join("\n")}
</process>
</definitions>`;
  }
}

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function linear() {
  const model = new Model();
  const tasks = ["accept", ...[1, 2, 3, 4, 5, 6, 7].map((place) => `r${place}`), "decide", "deliver"];
  model.line(model.add("startEvent", "begin"), ...tasks.map((id) => model.user(id)), model.add("endEvent", "end"));
  return model.xml("linear");
}

function parallel() {
  const model = new Model();
  const [fork, join] = ["fork", "join"].map((id) => model.add("parallelGateway", id));
  model.line(model.add("startEvent", "begin"), model.user("accept"), fork);
  for (const branch of [1, 2, 3, 4]) {
    model.line(fork, ...[1, 2, 3].map((place) => model.user(`b${branch}_${place}`)), join);
  }
  model.line(join, model.user("decide"), model.user("deliver"), model.add("endEvent", "end"));
  return model.xml("parallel");
}

function loop({ again, odd }) {
  const model = new Model();
  const gate = (id, otherwise) => model.add("exclusiveGateway", id, ` default="${otherwise}"`);
  model.add("exclusiveGateway", "round");
  model.line(model.add("startEvent", "begin"), model.user("accept"), "round", model.user("examine"), "way");
  for (const id of ["odd", "even"]) model.user(id);
  model.flow("way", "odd", odd);
  gate("way", model.flow("way", "even"));
  model.add("exclusiveGateway", "met");
  model.line("odd", "met", "ask");
  model.line("even", "met");
  model.flow("ask", "round", again);
  gate("ask", model.flow("ask", model.user("decide")));
  model.line("decide", model.user("deliver"), model.add("endEvent", "end"));
  return model.xml("loop");
}

/** The models for one of the peers, by name. */
export function modelsFor(peer) {
  return { linear: linear(), parallel: parallel(), loop: loop(dialects[peer]) };
}
