// The moderators' queue by keyboard: j and k go through it, letters decide, ? shows the list of keys.
(() => {
  "use strict";
  const cases = [...document.querySelectorAll(".case")];
  const keys = document.getElementById("keys");
  if (keys) keys.hidden = false;
  let at = -1;
  const go = (to) => {
    if (!cases.length) return;
    cases[at]?.classList.remove("current");
    at = Math.max(0, Math.min(cases.length - 1, to));
    cases[at].classList.add("current");
    cases[at].focus({ preventScroll: true });
    cases[at].scrollIntoView({ block: "nearest" });
  };
  cases.forEach((one, index) =>
    one.addEventListener("focusin", () => {
      cases[at]?.classList.remove("current");
      at = index;
      one.classList.add("current");
    }),
  );
  const decide = (name) => cases[at]?.querySelector(`button[value="${name}"]`);
  const letters = { a: ["approve", "restore"], p: ["pin", "unpin"], l: ["lock", "unlock"] };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
    if (typing) {
      if (event.key === "Escape") cases[at]?.focus();
      return;
    }
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "h" && decide("hide")) cases[at].querySelector("input[name=reason]").focus();
    else if (event.key === "s") cases[at]?.closest(".of-article")?.querySelector(".signals")?.focus();
    else if (letters[event.key]) {
      const button = letters[event.key].map(decide).find(Boolean);
      if (!button) return;
      button.click();
    } else if (event.key === "?") {
      keys.hidden = false;
      keys.focus();
    } else return;
    event.preventDefault();
  });
})();
