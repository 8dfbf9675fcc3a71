// Comments: reply in place, see a preview without leaving the page, and how many characters are left.
// Without this script every link and button leads to a page that does the same.
(() => {
  "use strict";

  const prepare = (form) => {
    const text = form.querySelector("textarea");
    const preview = form.querySelector("div.preview");
    if (!text || !preview || !form.dataset.preview) return;
    const longest = Number(form.dataset.longest);
    const left = document.createElement("span");
    left.className = "why left";
    form.querySelector(".go").append(left);
    const count = () => {
      const rest = longest - [...text.value].length;
      const near = rest < longest / 5;
      left.textContent = near ? form.dataset.left.replace("{n}", rest.toLocaleString(document.documentElement.lang)) : "";
      left.classList.toggle("over-long", rest < 0);
    };
    text.addEventListener("input", count);
    count();
    form.addEventListener("submit", async (event) => {
      if (event.submitter?.value !== "preview") return;
      event.preventDefault();
      preview.textContent = "";
      try {
        const answer = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams({ text: text.value }) });
        if (!answer.ok) {
          const said = await answer.json().catch(() => ({}));
          preview.textContent = said.error || form.dataset.failed;
          return;
        }
        const shown = document.createElement("div");
        shown.className = "spoken";
        shown.dir = "auto";
        shown.innerHTML = await answer.text(); // sanitised by the server, as every comment is
        preview.replaceChildren(shown);
      } catch {
        preview.textContent = form.dataset.failed;
      }
    });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector("[value=send]"));
    });
  };

  document.querySelectorAll("form.write").forEach(prepare);

  const blank = document.querySelector("#comments form.write")?.cloneNode(true);
  blank?.querySelector(".left")?.remove();
  let open = null;
  document.getElementById("comments")?.addEventListener("click", (event) => {
    const link = event.target.closest("a.reply");
    if (!link || !blank || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const same = open?.dataset.of === link.dataset.parent;
    open?.remove();
    open = null;
    link.closest("#comments").querySelectorAll("a.reply[aria-expanded]").forEach((one) => one.removeAttribute("aria-expanded"));
    if (same) return;
    const form = blank.cloneNode(true);
    form.dataset.of = link.dataset.parent;
    form.querySelector("[name=parent]").value = link.dataset.parent;
    const text = form.querySelector("textarea");
    const how = document.getElementById(text.getAttribute("aria-describedby"));
    text.id = `text-${link.dataset.parent}`;
    text.value = "";
    form.querySelector("label").htmlFor = text.id;
    form.querySelectorAll("[id^=how-]").forEach((one) => one.remove());
    if (!how) text.removeAttribute("aria-describedby");
    link.setAttribute("aria-expanded", "true");
    link.closest("article").after(form);
    prepare(form);
    open = form;
    text.focus();
    form.addEventListener("keydown", (pressed) => {
      if (pressed.key !== "Escape") return;
      form.remove();
      open = null;
      link.removeAttribute("aria-expanded");
      link.focus();
    });
  });
})();
