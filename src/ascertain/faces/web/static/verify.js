// The dossier piece by piece while it is made; without this the form leads to it when it is finished.
"use strict";
(() => {
  const form = document.querySelector("[data-verify]");
  const place = document.querySelector("[data-parts]");
  if (!form || !place || !window.TextDecoderStream) return;
  const state = place.querySelector("[data-state]");
  const door = place.querySelector("[data-door]");
  const button = form.querySelector("button");
  const slots = { claims: "claims", related: "claims", evidence: "claims", pictures: "pictures" };
  let touched = false;
  for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, () => { touched = true; }, { passive: true });

  async function verify(sent) {
    place.hidden = false;
    door.hidden = true;
    for (const slot of place.querySelectorAll("[data-slot]")) slot.replaceChildren();
    state.textContent = place.dataset.reading;
    state.classList.remove("problem");
    button.disabled = true;
    place.scrollIntoView({ block: "start" });
    try {
      const answer = await fetch("/verify", { method: "POST", body: sent, headers: { Accept: "text/event-stream" } });
      if (!(answer.headers.get("content-type") ?? "").startsWith("text/event-stream")) return form.submit();
      touched = false;
      for await (const told of events(answer)) {
        if (told.part === "done") {
          door.querySelector("a").href = told.address;
          door.hidden = false;
          state.textContent = place.dataset.done;
          // Whoever has begun to read goes on reading here.
          if (!touched) location.assign(told.address);
          return;
        }
        state.textContent = place.dataset[told.part];
        const slot = place.querySelector(`[data-slot=${slots[told.part]}]`);
        const opened = [...slot.querySelectorAll("details")].map((one) => one.open);
        slot.innerHTML = told.html;
        slot.querySelectorAll("details").forEach((one, at) => { one.open = opened[at] ?? false; });
      }
    } catch (error) {
      state.textContent = error.message;
      state.classList.add("problem");
    } finally {
      button.disabled = false;
    }
  }

  form.addEventListener("submit", (event) => {
    // A picture is traced, which has a page of its own; an empty form is explained by the page that it leads to.
    const sent = new FormData(form);
    if (sent.get("image")?.size || Boolean(sent.get("url").trim()) === Boolean(sent.get("text").trim())) return;
    event.preventDefault();
    sent.delete("image");
    verify(new URLSearchParams(sent));
  });
  addEventListener("pageshow", (event) => { if (event.persisted) { place.hidden = true; button.disabled = false; } });
})();
