// The desk works without this. With it: keys in the queue, a preview while one types, and drafts that save themselves.
(() => {
  "use strict";

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  // Pieces of a page that take long come after it.
  for (const place of document.querySelectorAll("[data-fetch]")) {
    fetch(place.dataset.fetch, { headers: { Accept: "text/html" } })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
      .then((piece) => { place.innerHTML = piece; })
      .catch(() => { /* the link in its place leads there */ });
  }

  for (const button of document.querySelectorAll("[data-noscript]")) button.hidden = true;

  // The queue
  const queue = document.querySelector("[data-queue]");
  const help = document.getElementById("keys");
  const opener = document.querySelector("[data-keys]");
  if (help && opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => help.showModal());
  }
  if (queue) {
    const rows = [...queue.querySelectorAll("[data-row]")];
    let at = rows.findIndex((row) => `#${row.id}` === location.hash);
    const go = (to) => {
      if (!rows.length) return;
      if (at >= 0) rows[at].classList.remove("current");
      at = Math.max(0, Math.min(rows.length - 1, to));
      rows[at].classList.add("current");
      rows[at].scrollIntoView({ block: "nearest" });
      rows[at].querySelector("[data-open]").focus({ preventScroll: true });
    };
    queue.addEventListener("focusin", (event) => {
      const row = event.target.closest("[data-row]");
      const found = rows.indexOf(row);
      if (found >= 0 && found !== at) {
        if (at >= 0) rows[at].classList.remove("current");
        at = found;
        row.classList.add("current");
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || (help && help.open)) return;
      const row = rows[at];
      if (event.key === "j") go(at + 1);
      else if (event.key === "k") go(at < 0 ? 0 : at - 1);
      else if (event.key === "Enter" && row && !event.target.closest("a, button")) row.querySelector("[data-open]").click();
      else if (event.key === "a" && row) row.querySelector("[data-take]")?.requestSubmit();
      else if (event.key === "s" && row) row.querySelector("[data-status]").focus();
      else if (event.key === "?" && help) help.showModal();
      else return;
      event.preventDefault();
    });
    for (const select of queue.querySelectorAll("[data-status]")) {
      select.addEventListener("keydown", (event) => {
        if (event.key === "Enter") { event.preventDefault(); select.form.requestSubmit(); }
        if (event.key === "Escape") select.closest("[data-row]").querySelector("[data-open]").focus();
      });
    }
  }

  // The editor
  const form = document.querySelector("[data-editor]");
  if (form) {
    const text = form.elements.namedItem("text");
    const version = form.elements.namedItem("version");
    const state = form.querySelector("[data-state]");
    const preview = form.querySelector("[data-preview]");
    let kept = text.value;
    let shown = text.value;
    let saving = false;
    let stopped = false;
    let sending = false;
    let saveLater = 0;
    let showLater = 0;
    let asked = 0;
    const post = (to, fields) => fetch(to, { method: "POST", body: new URLSearchParams(fields) });
    const say = (words, wrong) => {
      state.textContent = words;
      state.classList.toggle("wrong", Boolean(wrong));
    };
    const show = async () => {
      if (text.value === shown) return;
      const number = (asked += 1);
      const now = text.value;
      try {
        const answer = await post("/desk/preview", { text: now });
        const piece = await answer.text();
        if (answer.ok && number === asked) { preview.innerHTML = piece; shown = now; }
      } catch { /* the next key tries again */ }
    };
    const save = async () => {
      if (saving || stopped || text.value === kept) return;
      saving = true;
      const now = text.value;
      say(form.dataset.saving);
      try {
        const answer = await post(`/desk/drafts/${form.dataset.editor}/auto`, { text: now, version: version.value });
        const said = await answer.json();
        if (!answer.ok) say(`${said.error} ${said.hint}`, true);
        else if (said.kept) {
          kept = now;
          version.value = said.version;
          say(form.dataset.saved);
        } else {
          stopped = true;
          say(form.dataset.conflict, true);
        }
      } catch {
        say(form.dataset.lost, true);
      }
      saving = false;
      if (text.value !== now && !stopped) saveLater = setTimeout(save, 2000);
    };
    text.addEventListener("input", () => {
      if (!stopped) say(form.dataset.unsaved);
      clearTimeout(saveLater);
      clearTimeout(showLater);
      saveLater = setTimeout(save, 2000);
      showLater = setTimeout(show, 400);
    });
    form.addEventListener("submit", () => { sending = true; clearTimeout(saveLater); });
    window.addEventListener("beforeunload", (event) => {
      if (!sending && text.value !== kept) event.preventDefault();
    });
  }
})();
