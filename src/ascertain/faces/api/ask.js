// A question is asked in place and each step is told as it happens; without this the form sends it all the same.
"use strict";
(() => {
  const form = document.querySelector("form[data-ask]");
  if (!form || !window.EventSource) return;
  const place = document.querySelector("[data-progress]");
  const list = place.querySelector("ol");
  const state = place.querySelector("[data-state]");
  let source = null;
  const say = (words, kind) => {
    const item = document.createElement("li");
    item.className = kind;
    item.textContent = words;
    list.append(item);
  };
  const end = (words) => {
    source.close();
    source = null;
    form.querySelector("button").disabled = false;
    state.textContent = words;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (source) return;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) query.set(name, value);
    // A long text does not fit into an address; the form sends it.
    if (query.toString().length > 6000) return form.submit();
    list.replaceChildren();
    place.hidden = false;
    state.textContent = "Asking …";
    form.querySelector("button").disabled = true;
    source = new EventSource(`/api/ask?${query}`);
    source.addEventListener("problem", (told) => {
      const problem = JSON.parse(told.data);
      end([problem.error, problem.hint].filter(Boolean).join(" "));
    });
    source.onmessage = (told) => {
      const step = JSON.parse(told.data);
      // What is turned off stands in the answer.
      if (step.kind !== "Asked" || step.data.query || !step.data.problem) say(step.words, step.step);
      if (step.step !== "answer") return;
      end("Opening the answer …");
      location.assign(`/answers/${encodeURIComponent(step.data.id)}`);
    };
    source.onerror = () => {
      if (!source) return;
      const begun = list.children.length > 0;
      end(begun ? "The desk stopped answering. Send the form again." : "");
      // What is refused at once is explained on the page that the form itself leads to.
      if (!begun) form.submit();
    };
  });
  // A page that the browser brings back is as it was before.
  addEventListener("pageshow", () => { place.hidden = true; form.querySelector("button").disabled = false; });
})();
