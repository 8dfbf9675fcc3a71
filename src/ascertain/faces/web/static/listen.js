// The player: the sentence that is spoken is marked, whether recorded sound or the browser's own voice speaks it.
"use strict";
(() => {
  const place = document.getElementById("listen");
  if (!place) return;
  const audio = place.querySelector("audio");
  const voice = window.speechSynthesis;
  if (!audio && !(voice && window.SpeechSynthesisUtterance)) return;
  const deck = place.querySelector(".deck");
  const play = place.querySelector("[data-play]");
  const seek = place.querySelector("[data-seek]");
  const clock = place.querySelector("[data-clock]");
  const speed = place.querySelector("[data-speed]");
  const story = document.getElementById("story");
  let said = null;
  let current = -1;
  let rate = 1;
  let playing = false;
  let turn = 0;

  const mark = window.Highlight && CSS.highlights ? new Highlight() : null;
  if (mark) CSS.highlights.set("spoken", mark);

  // The text nodes of the body with the offset of each in the article's plain text.
  let nodes = null;
  function textNodes() {
    if (nodes) return nodes;
    nodes = [];
    for (const block of story?.querySelectorAll("[data-at]") ?? []) {
      let at = Number(block.dataset.at);
      const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement.closest("sup, figure, .peek") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
      while (walk.nextNode()) {
        nodes.push({ node: walk.currentNode, at });
        at += walk.currentNode.data.length;
      }
    }
    return nodes;
  }

  // Offsets count characters as Python does; a browser counts those outside the basic plane twice.
  const length = (text) => [...text].length;
  const units = (text, characters) => [...text].slice(0, characters).join("").length;

  function rangeOf([part, start, end]) {
    const range = document.createRange();
    if (part !== "body") {
      const whole = document.getElementById(part);
      if (!whole) return null;
      range.selectNodeContents(whole);
      return range;
    }
    let begun = false;
    for (const { node, at } of textNodes()) {
      const last = at + length(node.data);
      if (!begun && start < last && end > at) {
        range.setStart(node, units(node.data, Math.max(start - at, 0)));
        begun = true;
      }
      if (begun && end > at) range.setEnd(node, units(node.data, Math.min(end, last) - at));
    }
    return begun ? range : null;
  }

  const textOf = (sentence) => rangeOf(sentence)?.toString() ?? "";

  function show(index) {
    if (index === current) return;
    current = index;
    mark?.clear();
    const range = index >= 0 && said ? rangeOf(said[index]) : null;
    if (!range) return;
    mark?.add(range);
    place.dataset.speaking = range.toString();
    const box = range.getBoundingClientRect();
    if (playing && (box.bottom > innerHeight || box.top < 0) && !matchMedia("(prefers-reduced-motion: reduce)").matches)
      scrollBy({ top: box.top - innerHeight / 3, behavior: "smooth" });
  }

  function state(on) {
    playing = on;
    place.classList.toggle("playing", on);
    play.querySelector("span").textContent = on ? play.dataset.pauseLabel : play.dataset.playLabel;
  }

  const minutes = (s) => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, "0")}`;
  async function load() {
    if (!said) said = (await (await fetch(place.dataset.spoken)).json()).sentences;
  }

  // Recorded sound
  const whole = () => (Number.isFinite(audio.duration) && audio.duration) || Number(audio.dataset.seconds);
  function follow() {
    const now = audio.currentTime;
    seek.value = Math.round((1000 * now) / whole());
    seek.setAttribute("aria-valuetext", `${minutes(now)} / ${minutes(whole())}`);
    clock.textContent = `${minutes(now)} / ${minutes(whole())}`;
    if (!said) return;
    let index = said.findLastIndex((one) => one[3] !== null && one[3] <= now + 0.02);
    if (index >= 0 && audio.ended) index = -1;
    show(index);
  }

  // The browser's own voice
  function speak(index) {
    voice.cancel();
    const mine = ++turn;
    if (!said || index >= said.length || index < 0) {
      state(false);
      show(-1);
      return;
    }
    const utterance = new SpeechSynthesisUtterance(textOf(said[index]));
    utterance.lang = document.querySelector("article.story")?.lang || document.documentElement.lang;
    utterance.rate = rate;
    utterance.onend = () => { if (mine === turn && playing) speak(index + 1); };
    utterance.onerror = () => { if (mine === turn) state(false); };
    show(index);
    seek.value = Math.round((1000 * index) / said.length);
    clock.textContent = `${index + 1} / ${said.length}`;
    voice.speak(utterance);
  }

  async function toggle() {
    if (audio) {
      if (audio.paused) await audio.play();
      else audio.pause();
      return;
    }
    await load();
    state(!playing);
    if (playing) speak(Math.max(current, 0));
    else { turn++; voice.cancel(); }
  }

  function step(seconds) {
    if (audio) {
      audio.currentTime = Math.min(Math.max(audio.currentTime + seconds, 0), whole());
      follow();
    } else if (said) {
      // A sentence takes some five seconds; the voice itself cannot be moved.
      const index = Math.min(Math.max(current + Math.sign(seconds) * 3, 0), said.length - 1);
      if (playing) speak(index);
      else show(index);
    }
  }

  play.addEventListener("click", toggle);
  for (const button of deck.querySelectorAll("[data-step]"))
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  speed.addEventListener("change", () => {
    rate = Number(speed.value);
    if (audio) audio.playbackRate = rate;
    else if (playing) speak(current);
  });
  seek.addEventListener("input", () => {
    if (audio) audio.currentTime = (whole() * seek.value) / 1000;
    else if (said) {
      const index = Math.min(Math.floor((said.length * seek.value) / 1000), said.length - 1);
      if (playing) speak(index);
      else show(index);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "p" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    toggle();
  });
  if (audio) {
    audio.controls = false;
    audio.addEventListener("play", async () => { state(true); await load(); follow(); });
    audio.addEventListener("pause", () => state(false));
    audio.addEventListener("ended", () => { state(false); show(-1); });
    for (const kind of ["timeupdate", "seeked", "loadedmetadata"]) audio.addEventListener(kind, follow);
    follow();
  } else {
    clock.textContent = "";
    addEventListener("pagehide", () => voice.cancel());
  }
  deck.hidden = place.hidden = false;
  place.querySelector("[data-keys]").hidden = false;
})();
