// A picture that is dropped or pasted goes into the form; without this the form takes a file all the same.
"use strict";
(() => {
  const place = document.querySelector("[data-drop]");
  if (!place) return;
  const input = place.querySelector("input[type=file]");
  const take = (files) => {
    const picture = [...files].find((file) => file.type.startsWith("image/") || file.type.startsWith("video/"));
    if (!picture) return false;
    const holder = new DataTransfer();
    holder.items.add(picture);
    input.files = holder.files;
    input.form.requestSubmit();
    return true;
  };
  document.addEventListener("paste", (event) => { if (take(event.clipboardData.files)) event.preventDefault(); });
  document.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    place.classList.add("over");
  });
  document.addEventListener("dragleave", () => place.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    place.classList.remove("over");
    if (take(event.dataTransfer.files)) event.preventDefault();
  });
  const hint = place.querySelector("[data-hint]");
  if (hint) hint.hidden = false;
})();
