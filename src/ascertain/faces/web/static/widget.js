// Puts the panel of Ascertain wherever a page has <div data-ascertain></div>; data-url names another page than this.
"use strict";
(() => {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const frames = new Map();
  function place(element) {
    if (element.dataset.ascertain === "ready") return;
    element.dataset.ascertain = "ready";
    const canonical = document.querySelector("link[rel=canonical]")?.href;
    const frame = document.createElement("iframe");
    frame.src = `${home}/widget?url=${encodeURIComponent(element.dataset.url || canonical || location.href)}`;
    frame.title = element.dataset.title || "Verify this yourself";
    frame.loading = "lazy";
    frame.referrerPolicy = "no-referrer";
    Object.assign(frame.style, { border: "0", width: "100%", height: "22rem", colorScheme: "light dark" });
    element.append(frame);
    frames.set(frame, element);
  }
  addEventListener("message", (event) => {
    if (event.origin !== home || !Number.isFinite(event.data?.ascertain)) return;
    for (const frame of frames.keys()) {
      if (frame.contentWindow === event.source) frame.style.height = `${Math.min(Math.max(event.data.ascertain, 80), 4000)}px`;
    }
  });
  const all = () => document.querySelectorAll("[data-ascertain]").forEach(place);
  all();
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all);
})();
