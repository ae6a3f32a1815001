// Does the other language need to change? Asked after a save, answered without leaving the form.
(() => {
"use strict";
const desk = window.desk;
const { make, say } = desk;
const box = document.querySelector("[data-asked]");
if (!box) return;
const TAGS = ["form", "input", "button", "details", "summary", "div", "h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ins", "del", "bdi"];
const ATTRIBUTES = ["class", "id", "lang", "dir", "scope", "role", "tabindex", "method", "action", "type", "name", "value", "aria-label", "aria-labelledby"];
let latest = null;

function show() {
  const { fragment } = desk.parse(latest.html, { ALLOWED_TAGS: TAGS, ALLOWED_ATTR: ATTRIBUTES, ALLOW_ARIA_ATTR: true });
  box.replaceChildren(fragment);
  box.dataset.asked = latest.mark;
}
function lead() { // to what is asked first, or to where it was
  const heading = box.querySelector("h2") || box;
  if (heading === box) box.tabIndex = -1;
  heading.focus();
}
// What the server asks now. Nothing moves below the hands of whoever types: a button leads to it.
desk.asks = (asks, line) => {
  if (!asks || asks.mark === box.dataset.asked) return;
  latest = asks;
  if (desk.parse && (!asks.mark || (box.childElementCount && !box.contains(document.activeElement)))) show();
  if (asks.mark) line.append(" ", desk.parse ? button(asks.said) : make("a", { href: window.location.pathname }, asks.said));
};
function button(text) {
  const made = make("button", { type: "button", class: "link" }, text);
  made.addEventListener("click", () => { show(); made.remove(); lead(); });
  return made;
}

box.addEventListener("submit", (event) => {
  if (!desk.parse || !event.submitter) return;
  event.preventDefault();
  answer(event.target, event.submitter);
});
async function answer(form, pressed) {
  const body = new FormData(form);
  body.append(pressed.name, pressed.value);
  body.append("live", "1");
  pressed.disabled = true;
  const found = await fetch(form.getAttribute("action"), { method: "POST", body, redirect: "error", credentials: "same-origin",
    headers: { Accept: "application/json", "X-CSRFToken": desk.csrf() } }).then((got) => (got.ok ? got.json() : {})).catch(() => ({}));
  pressed.disabled = false;
  if (!found.asks) { failed(form); return; }
  latest = found.asks;
  show();
  lead();
  if (desk.stands) desk.stands(found.stands);
}
function failed(form) {
  const old = form.querySelector("[role=status]");
  if (old) old.remove();
  form.append(make("p", { role: "status" }, say("answerLost")));
}
})();
