// Server-sent events of an answer to any request, one after the other; EventSource could only ask with GET.
"use strict";
window.events = async function* events(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; ; ) {
    const { value, done } = await reader.read();
    const blocks = (text + (value ?? "")).split("\n\n");
    text = blocks.pop();
    for (const block of blocks) {
      const lines = block.split("\n");
      const data = lines.find((line) => line.startsWith("data: "));
      if (!data) continue;
      const told = JSON.parse(data.slice(6));
      if (lines.includes("event: problem")) throw new Error([told.error, told.hint].filter(Boolean).join(" "));
      yield told;
    }
    if (done) return;
  }
};
