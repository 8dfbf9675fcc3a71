// Lays the found picture over the one asked about; the page shows both side by side without it.
"use strict";
(() => {
  for (const figure of document.querySelectorAll(".lay")) {
    const [drawing, slider] = [figure.querySelector("svg"), figure.querySelector("input")];
    const [part, edge] = [drawing.querySelector("clipPath rect"), drawing.querySelector(".edge")];
    const width = drawing.viewBox.baseVal.width;
    const show = () => {
      const at = (width * slider.value) / 100;
      part.setAttribute("width", at);
      edge.setAttribute("x1", at);
      edge.setAttribute("x2", at);
    };
    const follow = (event) => {
      if (event.type === "pointermove" && !event.buttons) return;
      const box = drawing.getBoundingClientRect();
      slider.value = Math.round((100 * (event.clientX - box.left)) / box.width);
      show();
    };
    slider.addEventListener("input", show);
    drawing.addEventListener("pointerdown", follow);
    drawing.addEventListener("pointermove", follow);
    figure.hidden = false;
    show();
  }
})();
