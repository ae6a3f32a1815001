// Uploads: one file at a time, with a bar to see and words to hear.
(() => {
"use strict";
const desk = window.desk;
const { make, say } = desk;

// Send `file`; what the server says of it, or null after a sentence in `place` says why not.
desk.upload = (file, url, place, name = "file") => new Promise((resolve) => {
  const bar = make("progress", { max: 100, value: 0, "aria-label": say("uploading", { name: file.name }) });
  const words = make("p", { role: "status" }, say("uploading", { name: file.name }));
  place.replaceChildren(words, bar);
  const end = (text, value) => { bar.remove(); words.textContent = text; resolve(value); };
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = Math.round(100 * event.loaded / event.total); });
  request.upload.addEventListener("load", () => { words.textContent = say("preparing", { name: file.name }); bar.removeAttribute("value"); });
  request.addEventListener("error", () => end(say("uploadFailed", { name: file.name }), null));
  request.addEventListener("load", () => {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* a page, not data */ }
    if (request.status < 300 && answer.id) { end(say("uploaded", { name: file.name }), answer); return; }
    const problems = [].concat(...Object.values(answer.problems || {}), answer.error || []);
    const known = { 401: "signedOut", 413: "tooLarge" }[request.status];
    end(known ? say(known) : problems.join(" ") || say("uploadFailed", { name: file.name }), null);
  });
  request.open("POST", url);
  request.setRequestHeader("X-CSRFToken", desk.csrf());
  request.setRequestHeader("Accept", "application/json");
  const body = new FormData();
  body.append(name, file);
  request.send(body);
});

// A page that adds many at once: <form data-upload-url data-done-url> with one file field.
document.querySelectorAll("form[data-upload-url]").forEach((form) => {
  const input = form.querySelector("input[type=file]");
  form.addEventListener("submit", async (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    const list = make("ul", { class: "desk-uploads" });
    form.append(list);
    let good = 0;
    for (const file of [...input.files]) {
      const item = make("li");
      list.append(item);
      if (await desk.upload(file, form.dataset.uploadUrl, item)) good += 1;
    }
    if (good === input.files.length) window.location.assign(form.dataset.doneUrl || window.location.href);
  });
});
})();
