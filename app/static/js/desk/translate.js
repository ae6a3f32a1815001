// A translation beside its source: keys that go from part to part, and checks while one types.
(() => {
"use strict";
const desk = window.desk;
const form = document.querySelector(".translate-form");
if (!form) return;
const words = JSON.parse(document.getElementById("translate-words").textContent);
const PAUSE = 1200;
const fields = [...form.querySelectorAll(".unit textarea")];
const part = (field) => field.closest(".unit");
const began = new Map(fields.map((field) => [field, field.value]));

// --- Going from part to part.
function go(field) {
  field.focus();
  part(field).scrollIntoView({ block: "nearest" });
}
const at = () => fields.indexOf(document.activeElement);
const open = (field) => part(field).dataset.state !== "fresh" && (field.value === began.get(field) || !field.value.trim());
function step(by) {
  const next = at() < 0 && by < 0 ? fields.length - 1 : at() + by;
  if (fields[next]) go(fields[next]);
}
function nextOpen() {
  const order = [...fields.slice(at() + 1), ...fields.slice(0, Math.max(0, at()))];
  const next = order.find(open);
  if (next) go(next); else tell(words.none);
}
const line = form.querySelector("[data-save-status]");
const tell = (text) => { line.textContent = text; };
document.addEventListener("keydown", (event) => {
  const control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const arrow = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (control && event.key === "Enter") nextOpen();
  else if (control && event.code === "KeyS") form.dispatchEvent(new Event("desk:save"));
  else if (event.altKey && !event.ctrlKey && !event.metaKey && arrow) step(arrow);
  else return;
  event.preventDefault();
});

// --- What is wrong in a part, shortly after one stops typing in it.
const timers = new Map();
const asked = new Map();
async function check(field) {
  const text = field.value;
  asked.set(field, text);
  const id = part(field).dataset.unit;
  const body = new FormData();
  body.append("text", text);
  body.append("source", form.elements[`base_of_${id}`].value);
  const answer = await fetch(form.dataset.checkUrl, { method: "POST", body, credentials: "same-origin",
    headers: { Accept: "application/json", "X-CSRFToken": desk.csrf() } }).catch(() => null);
  if (!answer || !answer.ok || asked.get(field) !== text) return;
  show(part(field).querySelector("[data-said]"), (await answer.json().catch(() => ({}))).found || []);
}
function show(box, found) {
  const items = found.map((one) => desk.make("li", { class: one.severe ? "severe" : null }, one.text));
  const had = box.childElementCount > 0;
  box.replaceChildren(...(items.length ? [desk.make("ul", {}, ...items)] : had ? [desk.make("p", {}, words.fine)] : []));
}
fields.forEach((field) => field.addEventListener("input", () => {
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => check(field), PAUSE));
}));

// --- How the same words were translated before, once the page is there.
function offer(field, found) {
  const { make } = desk;
  const source = form.querySelector(".unit-source [lang]");
  const use = make("button", { type: "button", class: "quiet", "aria-describedby": `name-${part(field).dataset.unit}` }, words.use);
  use.addEventListener("click", () => {
    field.value = found.translation;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    go(field);
  });
  const said = (text, { lang, dir }) => make("p", { lang, dir }, text);
  part(field).querySelector("[data-earlier]").replaceChildren(make("div", { class: "suggested" },
    make("h3", {}, words[found.exact ? "exact" : "similar"]), said(found.source, source), said(found.translation, field), make("p", {}, use)));
}
async function earlier() {
  const answer = await fetch(form.dataset.earlierUrl, { credentials: "same-origin", headers: { Accept: "application/json" } }).catch(() => null);
  const found = answer && answer.ok ? (await answer.json().catch(() => ({}))).found || {} : {};
  fields.forEach((field) => { const one = found[part(field).dataset.unit]; if (one) offer(field, one); });
}
if (form.dataset.earlierUrl) earlier();

// --- What the page says of each part, after it was saved.
form.addEventListener("desk:saved", (event) => {
  Object.entries(event.detail.units || {}).forEach(([id, state]) => {
    const unit = document.getElementById(`unit-${id}`);
    if (!unit || unit.dataset.state === state) return;
    unit.dataset.state = state;
    unit.classList.remove("fresh", "stale", "missing");
    unit.classList.add(state);
    const changed = state === "stale" && unit.querySelector("textarea").value.trim();
    unit.querySelector("[data-unit-state]").textContent = changed ? words.reload : words[state] || "";
  });
});
})();
