// The bookmark button is for dragging; pressed here it says so.
"use strict";
(() => {
  const link = document.querySelector("[data-bookmark]");
  link?.addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector("[data-told]").textContent = link.dataset.bookmark;
  });
})();
