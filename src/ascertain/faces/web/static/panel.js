// The panel answers in place; without this its links and forms lead to pages of their own.
"use strict";
(() => {
  const panel = document.querySelector("[data-panel]");
  if (!panel || !window.TextDecoderStream) return;
  let asking = null;
  const resultOf = (element) => element.closest(".kit").querySelector("[data-result]");
  const say = (place, words, kind = "why") => {
    const line = document.createElement("p");
    line.className = kind;
    line.textContent = words;
    place.replaceChildren(line);
  };

  async function put(place, address, options) {
    say(place, panel.dataset.wait);
    place.setAttribute("aria-busy", "true");
    try {
      place.innerHTML = await (await fetch(address, options)).text();
    } catch {
      say(place, panel.dataset.broken, "problem");
    } finally {
      place.removeAttribute("aria-busy");
    }
  }

  async function trace(form) {
    const address = new URL(form.action);
    address.searchParams.set("part", "1");
    const buttons = panel.querySelectorAll("[data-trace] button");
    for (const button of buttons) button.disabled = true;
    const file = form.querySelector("input[type=file]");
    await put(resultOf(form), address, { method: "POST", body: file ? new FormData(form) : null });
    for (const button of buttons) button.disabled = false;
  }

  async function ask(form) {
    const place = resultOf(form);
    const [button, stop] = form.querySelectorAll("button");
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) query.set(name, value);
    if (query.toString().length > 6000) return form.submit();
    asking?.abort();
    const mine = asking = new AbortController();
    const steps = document.createElement("ol");
    steps.className = "steps";
    place.replaceChildren(steps);
    const step = (words) => {
      const item = document.createElement("li");
      item.textContent = words;
      steps.append(item);
      while (steps.children.length > 6) steps.firstChild.remove();
    };
    step(panel.dataset.wait);
    button.disabled = true;
    stop.hidden = false;
    try {
      const answer = await fetch(`/api/ask?${query}`, { headers: { Accept: "text/event-stream" }, signal: mine.signal });
      if (!(answer.headers.get("content-type") ?? "").startsWith("text/event-stream")) {
        const told = await answer.json();
        throw new Error([told.error, told.hint].filter(Boolean).join(" "));
      }
      for await (const told of events(answer)) {
        if (told.kind === "Asked" && !told.data.query && told.data.problem) continue;
        step(told.words);
        if (told.step !== "answer") continue;
        await put(place, `/panel/answers/${encodeURIComponent(told.data.id)}`, {});
        place.querySelector("[data-first]")?.focus({ preventScroll: true });
        return;
      }
      throw new Error(panel.dataset.broken);
    } catch (error) {
      if (mine.signal.aborted) steps.remove();
      else say(place, error.message, "problem");
    } finally {
      button.disabled = false;
      stop.hidden = true;
    }
  }

  panel.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-trace]")) trace(form);
    else if (form.matches("[data-ask-here]")) ask(form);
    else return;
    event.preventDefault();
  });
  panel.querySelector("[data-stop]").addEventListener("click", () => asking?.abort());

  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const claim = event.target.closest("[data-ask-claim]");
    const related = event.target.closest("[data-related]");
    if (claim) {
      event.preventDefault();
      const form = panel.querySelector("[data-ask-here]");
      form.closest("details").open = true;
      form.elements.text.value = claim.dataset.askClaim;
      form.scrollIntoView({ block: "center" });
      form.requestSubmit();
    } else if (related && panel.contains(related)) {
      event.preventDefault();
      const place = resultOf(related);
      put(place, related.dataset.related, {}).then(() => place.scrollIntoView({ block: "nearest" }));
    }
  });

  const drop = panel.querySelector("[data-drop-here]");
  const input = drop.querySelector("input[type=file]");
  drop.querySelector("[data-hint]").hidden = false;
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const file = [...event.dataTransfer.files].find((one) => /^(image|video)\//.test(one.type));
    if (!file) return;
    const holder = new DataTransfer();
    holder.items.add(file);
    input.files = holder.files;
    drop.requestSubmit();
  });
})();
