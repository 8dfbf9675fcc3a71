// Only makes easier what the page does without it: every link and every card works with scripts off.
"use strict";
(() => {
  const cards = [...document.querySelectorAll("details.card")];
  const bodyOf = (card) => card.querySelector(":scope > .body");
  const byHash = (hash) => hash.length > 1 && document.getElementById(hash.slice(1));
  let current = -1;

  const mark = (card) => {
    document.querySelectorAll(".current").forEach((old) => old.classList.remove("current"));
    current = cards.indexOf(card);
    if (current < 0) return;
    card.classList.add("current");
    document.querySelectorAll(`a[href="#${bodyOf(card).id}"]`).forEach((link) => link.classList.add("current"));
  };

  // Browsers that do not yet open details for a fragment get it here.
  const reveal = (target) => {
    for (let at = target; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    const card = target.closest("details.card");
    if (card) mark(card);
  };

  const show = (card) => {
    card.open = true;
    mark(card);
    card.scrollIntoView({ block: card.offsetHeight > innerHeight ? "start" : "nearest" });
    card.querySelector("summary").focus({ preventScroll: true });
    history.replaceState(null, "", `#${bodyOf(card).id}`);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#claim-']");
    const plainClick = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const target = link && plainClick && byHash(link.getAttribute("href"));
    if (target) {
      event.preventDefault();
      show(target.closest("details.card"));
    }
    const all = event.target.closest("button[data-all]");
    if (all) cards.forEach((card) => { card.open = all.dataset.all === "open"; });
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 }[event.key];
    if (step && cards.length) {
      event.preventDefault();
      const next = current < 0 ? (step > 0 ? 0 : cards.length - 1) : current + step;
      if (current >= 0) cards[current].open = false;
      show(cards[Math.min(Math.max(next, 0), cards.length - 1)]);
    } else if (event.key === "Escape" && current >= 0) {
      const card = cards[current];
      card.open = false;
      const sentence = document.getElementById(`text-${bodyOf(card).id}`);
      (sentence || card.querySelector("summary")).focus();
    }
  });

  addEventListener("hashchange", () => { const target = byHash(location.hash); if (target) reveal(target); });
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.card:not([open]), .rest > details:not([open])")];
    closed.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));

  const tools = document.querySelector(".tools");
  if (tools && cards.length) tools.hidden = false;
  const first = byHash(location.hash);
  if (first) { reveal(first); first.scrollIntoView(); }
})();
