// The protocol of end2end/bench/forms: how a browser operates and reads a form that is measured. Never served to people.
(() => {
  const meta = META;
  const field = (key) => document.getElementById(`f-${key}`);
  const form = () => document.querySelector("main form");
  let memory;
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      memory = (made.instance ?? made).exports.memory;
      return made;
    };
  }
  window.__bench = {
    meta,
    input: field,
    shown: (key) => (field(key)?.getClientRects().length ?? 0) > 0,
    submit: () => form().requestSubmit(),
    // A live list: it is asked at every frame, and finding them anew each time would be measured as if the form did it.
    errors: () => form().getElementsByClassName("message").length,
    data: () => Object.fromEntries([...new FormData(form())].map(([name, value]) => [name.slice(1), value])),
    wasmBytes: () => memory?.buffer.byteLength ?? 0,
  };
  // Interactive is: followed, and painted after that.
  const followed = new MutationObserver(() => {
    followed.disconnect();
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => performance.mark("bench:interactive");
      painted.port2.postMessage(0);
    });
  });
  followed.observe(document.documentElement, { attributeFilter: ["data-followed"] });
})();
