// What was found about a claim, beside its sentence; sharing, copying and printing. The page works without it.
"use strict";
(() => {
  const body = document.getElementById("story");
  const margin = matchMedia("(min-width: 82rem)");
  let open = null;

  function close(back) {
    if (!open) return;
    const { link, panel } = open;
    open = null;
    panel.remove();
    link.setAttribute("aria-expanded", "false");
    for (const mark of body.querySelectorAll(".mark.open")) mark.classList.remove("open");
    if (back) link.focus();
  }

  function marks(link) {
    // The marks of one claim follow each other up to its number.
    const found = [];
    const all = [...body.querySelectorAll(".mark, sup.claim a")];
    for (let at = all.indexOf(link) - 1; at >= 0 && all[at].classList.contains("mark"); at--) found.push(all[at]);
    return found;
  }

  function show(link) {
    const card = document.getElementById(link.dataset.claim);
    if (!card) return false;
    const again = open && open.link === link;
    close(again);
    if (again) return true;
    const panel = document.createElement("section");
    panel.className = "peek";
    panel.lang = document.documentElement.lang;
    panel.dir = document.documentElement.dir;
    const head = document.createElement("div");
    head.className = "peek-head";
    const title = document.createElement("h3");
    title.textContent = card.querySelector(".verdict").textContent;
    title.tabIndex = -1;
    title.id = "peek-title";
    panel.setAttribute("aria-labelledby", "peek-title");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", body.dataset.close);
    button.addEventListener("click", () => close(true));
    head.append(title, button);
    const found = card.querySelector(".body").cloneNode(true);
    for (const part of found.querySelectorAll("[id]")) part.removeAttribute("id");
    panel.append(head, found);
    let block = link;
    while (block.parentElement !== body) block = block.parentElement;
    block.after(panel);
    if (margin.matches) panel.style.insetBlockStart = `${block.offsetTop}px`;
    link.setAttribute("aria-expanded", "true");
    for (const mark of marks(link)) mark.classList.add("open");
    open = { link, panel };
    title.focus({ preventScroll: margin.matches });
    return true;
  }

  if (body) {
    for (const link of body.querySelectorAll("sup.claim a")) link.setAttribute("aria-expanded", "false");
    body.addEventListener("click", (event) => {
      let link = event.target.closest("sup.claim a");
      const mark = event.target.closest(".mark");
      if (!link && mark && !event.target.closest("a") && String(getSelection()) === "") {
        const all = [...body.querySelectorAll(".mark, sup.claim a")];
        link = all.slice(all.indexOf(mark)).find((each) => each.matches("sup.claim a"));
      }
      if (link && show(link)) event.preventDefault();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close(true);
    });
    margin.addEventListener("change", () => close(false));
  }

  // A link to a card opens it.
  function unfold() {
    const card = document.getElementById(location.hash.slice(1));
    if (card && card.matches("details.card")) card.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();

  for (const button of document.querySelectorAll("[data-share]")) {
    if (!navigator.share) continue;
    button.parentElement.hidden = false;
    button.addEventListener("click", () => {
      navigator.share({ title: document.title, url: document.querySelector("link[rel=canonical]").href }).catch(() => {});
    });
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.parentElement.hidden = false;
    const words = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = words), 2000);
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.parentElement.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
