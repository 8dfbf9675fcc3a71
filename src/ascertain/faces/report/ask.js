// A question is asked in place and each step is told as it happens; without this the form sends it all the same.
"use strict";
(() => {
  const place = document.querySelector("[data-progress]");
  if (!place || !window.ReadableStream || !window.TextDecoderStream) return;
  const list = place.querySelector("ol");
  const state = place.querySelector("[data-state]");
  const stop = place.querySelector("[data-stop]");
  let asking = null;
  const say = (words, kind) => {
    const item = document.createElement("li");
    item.className = kind;
    item.textContent = words;
    list.append(item);
  };
  const hear = (block) => {
    const lines = block.split("\n");
    const data = lines.find((line) => line.startsWith("data: "));
    if (!data) return "";
    const told = JSON.parse(data.slice(6));
    if (lines.includes("event: problem")) throw new Error([told.error, told.hint].filter(Boolean).join(" "));
    // What is turned off stands in the answer.
    if (told.kind !== "Asked" || told.data.query || !told.data.problem) say(told.words, told.step);
    return told.step === "answer" ? told.data.id : "";
  };
  const listen = async (address, options) => {
    const answer = await fetch(address, { ...options, headers: { Accept: "text/event-stream" }, signal: asking.signal });
    if (!answer.ok || !(answer.headers.get("content-type") ?? "").startsWith("text/event-stream")) return null;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = ""; ; ) {
      const { value, done } = await reader.read();
      const blocks = (text + (value ?? "")).split("\n\n");
      text = blocks.pop();
      for (const block of blocks) {
        const found = hear(block);
        if (found) return found;
      }
      if (done) throw new Error("The desk stopped answering. Ask again.");
    }
  };
  const ask = async (form, address, options) => {
    const button = form.querySelector("button");
    asking = new AbortController();
    list.replaceChildren();
    place.hidden = stop.hidden = false;
    state.textContent = "Asking …";
    button.disabled = true;
    place.scrollIntoView({ block: "center" });
    try {
      const found = await listen(address, options);
      // What is refused at once is explained on the page that the form itself leads to.
      if (!found) return form.submit();
      state.textContent = "Opening the answer …";
      location.assign(`/answers/${encodeURIComponent(found)}`);
    } catch (error) {
      state.textContent = asking.signal.aborted ? "Stopped. Nothing was kept." : error.message;
    } finally {
      asking = null;
      button.disabled = false;
      stop.hidden = true;
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-ask], [data-again]")) return;
    if (asking) return event.preventDefault();
    if (form.matches("[data-again]")) {
      event.preventDefault();
      ask(form, `/api${new URL(form.action).pathname}`, { method: "POST" });
      return;
    }
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) query.set(name, value);
    // A long text does not fit into an address; the form sends it.
    if (query.toString().length > 6000) return;
    event.preventDefault();
    ask(form, `/api/ask?${query}`, {});
  });
  stop.addEventListener("click", () => asking?.abort());
  // A page that the browser brings back is as it was before.
  addEventListener("pageshow", () => { place.hidden = true; });
})();
