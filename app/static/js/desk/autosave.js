// The form of a story or page saves itself, and keeps in this tab what the server does not have.
(() => {
"use strict";
const desk = window.desk;
const { make, say } = desk;
const form = document.querySelector("form[data-story-form]");
if (!form) return;
const QUIET = 3000, LONGEST = 10000, PATIENCE = 30000, FIRST = 5000, LAST = 60000, HERE = 30000;
const NOT_WORDS = /^(csrf_token|writer|token|then|item_version|(version|base)_.*)$/;
const line = form.querySelector("[data-save-status]") || form.appendChild(make("p", { role: "status" }));

// --- What is in the form.
const data = () => {
  const all = new FormData(form);
  [...all.entries()].forEach(([name, value]) => { if (value instanceof File) all.delete(name); });
  return all;
};
const words = () => [...data().entries()].filter(([name]) => !NOT_WORDS.test(name));
const snapshot = () => JSON.stringify(words());
const files = () => [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
const loaded = snapshot();
let saved = "unsaved" in form.dataset ? "" : loaded;
const dirty = () => snapshot() !== saved;

// --- What this tab keeps: by address and token, until the server has it.
const place = () => `desk:form:${new URL(form.action, window.location.href).pathname}:`;
const key = () => place() + form.dataset.token;
const storage = (work) => { try { return work(window.sessionStorage); } catch { return null; } };
const keep = () => { if (!out) storage((store) => store.setItem(key(), JSON.stringify({ at: Date.now(), words: words() }))); };
const forget = (name) => storage((store) => store.removeItem(name));
const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang,
  { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: desk.words.timezone, numberingSystem: "latn" });

function tell(text, address, link) {
  line.replaceChildren(text);
  if (address) line.append(" ", make("a", { href: address, target: "_blank", rel: "noopener" }, say(link)));
}

// --- Saving.
let running = null, timer = 0, since = 0, wait = FIRST, stopped = false, leaving = false, round = 0;
// Signing out wipes what the tab keeps: an answer that comes while the page goes must not fill it again.
let out = false;
// After a conflict the server puts aside what is typed here: now and then, for its history's sake.
let aside = "";
function later(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}
function changed() {
  if (!dirty()) return;
  keep();
  since = since || Date.now();
  if (!stopped) later(aside ? Math.max(0, since + LAST - Date.now()) : Math.min(QUIET, Math.max(0, since + LONGEST - Date.now())));
}
function save() {
  if (running || leaving || out || !dirty() || snapshot() === aside) return running;
  clearTimeout(timer);
  const mine = round += 1;
  since = 0;
  const sent = snapshot();
  running = send().then((answer) => { if (mine === round) settle(answer, sent); }).finally(() => { running = null; });
  return running;
}
async function send() {
  const end = new AbortController();
  const limit = setTimeout(() => end.abort(), PATIENCE);
  try {
    const response = await fetch(form.dataset.autosaveUrl, { method: "POST", body: data(), signal: end.signal, redirect: "error",
      credentials: "same-origin", headers: { Accept: "application/json", "X-CSRFToken": desk.csrf() } });
    return { status: response.status, ...(await response.json().catch(() => ({}))) };
  } catch { return { status: 0 }; } finally { clearTimeout(limit); }
}
const set = (name, value) => { const input = form.elements[name]; if (input && value != null) input.value = value; };
function settle(answer, sent) {
  if (answer.saved) { accept(answer, sent); return; }
  keep();
  if (answer.status === 409) { aside = sent; tell(say("conflict"), answer.url, "seeBoth"); return; }
  if (answer.status === 413) { tell(say("tooLarge")); return; }
  if (answer.status === 422) { tell(`${say("notYet")} ${Object.values(answer.problems || {}).flat().join(" ")}`); return; }
  if (answer.status === 403) { stopped = true; tell(say("notAllowed")); return; }
  if (answer.status === 401) tell(say("signedOut"), desk.words.signInUrl, "signIn");
  else if (answer.status === 400) tell(say("again"));
  else tell(say(answer.status ? "serverAway" : "networkAway"));
  const soon = answer.status === 401 || answer.status === 400; // it is for somebody to sign in, and done
  const fresh = soon ? token() : Promise.resolve();
  const delay = soon ? FIRST : wait;
  if (!soon) wait = Math.min(wait * 2, LAST);
  fresh.then(() => later(delay));
}
function accept(answer, sent) {
  wait = FIRST;
  saved = sent;
  aside = "";
  Object.entries(answer.versions || {}).forEach(([code, version]) => set(`version_${code}`, version));
  set("item_version", answer.item_version);
  if (!dirty()) forget(key()); else { keep(); later(QUIET); }
  if (answer.edit_url) moved(answer);
  if (answer.presence) shown(answer.presence);
  headed(answer);
  form.dispatchEvent(new CustomEvent("desk:saved", { detail: answer }));
  tell(files() ? say("pictureLater") : say("savedAt", { time: answer.at || clock(Date.now()) }));
  if (desk.asks) desk.asks(answer.asks, line);
}
// The heading, the title of the tab and where each language stands are other after a save.
function headed({ title, stands }) {
  const heading = document.querySelector("main h1");
  if (title && heading) {
    document.title = document.title.replace(heading.textContent, () => title);
    heading.textContent = title;
  }
  desk.stands(stands);
}
desk.stands = (stands) => Object.entries(stands || {}).forEach(([code, said]) => {
  const sentence = form.querySelector(`#side-${code} .stands`);
  if (sentence) sentence.textContent = said;
});
// A new story has an address of its own from its first save on.
function moved(answer) {
  forget(key());
  form.action = answer.edit_url;
  if (answer.autosave_url) form.dataset.autosaveUrl = answer.autosave_url;
  if (answer.presence_url) form.dataset.presenceUrl = answer.presence_url;
  window.history.replaceState(null, "", answer.edit_url);
  if (dirty()) keep();
}
// After a new sign-in the old token against forged forms is worth nothing.
async function token() {
  const page = await fetch(window.location.href, { credentials: "same-origin" }).then((answer) => answer.text()).catch(() => "");
  const found = page.match(/<meta name="csrf-token" content="([^"]+)"/);
  if (!found) return;
  document.querySelector("meta[name=csrf-token]").content = found[1];
  document.querySelectorAll("input[name=csrf_token]").forEach((input) => { input.value = found[1]; });
}

document.addEventListener("submit", (event) => { if (!event.defaultPrevented && event.target.matches("[data-sign-out]")) out = true; });
// Whoever types has stayed after all.
["input", "change"].forEach((name) => form.addEventListener(name, () => { out = false; changed(); }));
form.addEventListener("desk:save", () => { if (!stopped) save(); }); // asked for by a key
// A picture is sent by the button alone: said as soon as one is chosen, and when the text is saved.
form.addEventListener("change", (event) => { if (event.target.type === "file") tell(files() ? say("pictureWaits") : ""); });
const busy = [];
function preparing(button) {
  if (!files()) return;
  tell(say("preparingPicture"));
  if (!button) return;
  busy.push([button, button.textContent]);
  button.textContent = say("preparingPicture");
}
window.addEventListener("online", () => { if (!stopped) later(0); });
window.addEventListener("focus", () => { if (!stopped && dirty()) later(500); });
document.addEventListener("visibilitychange", () => { if (document.hidden && !stopped && dirty()) save(); });
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (event.defaultPrevented) return;
  if (!running) {
    leaving = true;
    if (dirty()) keep();
    storage((store) => store.setItem("desk:sent", key()));
    preparing(event.submitter);
    return;
  }
  event.preventDefault();
  const { submitter } = event;
  running.finally(() => setTimeout(() => form.requestSubmit(submitter && submitter.isConnected ? submitter : null)));
});
window.addEventListener("pageshow", () => {
  leaving = out = false;
  busy.splice(0).forEach(([button, text]) => { button.textContent = text; });
});
window.addEventListener("beforeunload", (event) => { if (!leaving && (dirty() || files())) event.preventDefault(); });

// --- What was typed here before and never saved: shown beside what is here now, put back on demand.
function left() {
  const names = storage((store) => Object.keys(store).filter((name) => name.startsWith(place()))) || [];
  return names.map((name) => [name, storage((store) => JSON.parse(store.getItem(name)))])
    .filter(([name, entry]) => {
      const useful = name === key() || (entry && JSON.stringify(entry.words) !== loaded);
      if (!useful) forget(name);
      return useful;
    }).sort(([, one], [, other]) => other.at - one.at);
}
const readable = (html) => html.replace(/<\/(p|h\d|li|tr|blockquote)>\s*/g, "\n").replace(/<[^>]*>/g, "").trim();
function offer([name, entry]) {
  const now = new Map(words());
  const typed = new Map(entry.words);
  const rows = [...typed].filter(([field, value]) => now.get(field) !== value && form.elements[field] && form.elements[field].dataset)
    // Held by now: the rich text takes the name of its field in form.elements as well.
    .map(([field, value]) => [field, value, form.elements[field]]);
  const section = make("section", { class: "kept-words", "aria-labelledby": "kept-title" }, make("h2", { id: "kept-title" }, say("keptTitle", { time: clock(entry.at) })));
  rows.forEach(([field, value, input]) => {
    const language = { lang: input.lang || null, dir: input.dir || null };
    const label = input.labels && input.labels[0] ? input.labels[0].textContent : field;
    const column = (title, text) => make("div", {}, make("h4", {}, say(title)), make("p", { class: "kept-text", ...language }, input.dataset.rich === undefined ? text : readable(text)));
    section.append(make("h3", {}, label), make("div", { class: "sides" }, column("hereNow", input.value), column("typed", value)));
  });
  const done = (button, work) => button.addEventListener("click", () => { work(); forget(name); section.remove(); });
  const back = make("button", { type: "button" }, say("putBack"));
  const away = make("button", { type: "button", class: "quiet" }, say("throwAway"));
  done(back, () => { rows.forEach(([, value, input]) => put(input, value)); changed(); });
  done(away, () => {});
  section.append(make("p", { class: "actions" }, back, away));
  form.before(section);
}
function put(input, value) {
  if (input.type === "checkbox") input.checked = true; else input.value = value;
  input.dispatchEvent(new Event(input.dataset.rich === undefined ? "input" : "desk:put", { bubbles: true }));
}
// The token is new on every page, but for a form that was refused: what it shows is not saved.
if (storage((store) => store.getItem(key()))) saved = "";
const before = left().filter(([name]) => name !== key());
before.slice(1).forEach(([name]) => forget(name));
if (before.length) offer(before[0]);

// --- Who else is here.
function shown(sentences) {
  const box = document.querySelector("[data-presence]");
  if (box) box.replaceChildren(...sentences.map((sentence) => make("p", {}, sentence)));
}
async function here() {
  if (!form.dataset.presenceUrl || document.hidden) return;
  const body = new FormData();
  body.append("token", form.dataset.token);
  const answer = await fetch(form.dataset.presenceUrl, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": desk.csrf() } }).catch(() => null);
  if (answer && answer.ok) shown((await answer.json().catch(() => ({}))).presence || []);
}
setInterval(here, HERE);
window.addEventListener("pagehide", () => {
  if (!form.dataset.presenceUrl || leaving) return;
  const body = new FormData();
  [["token", form.dataset.token], ["gone", "1"], ["csrf_token", desk.csrf()]].forEach((pair) => body.append(...pair));
  navigator.sendBeacon(form.dataset.presenceUrl, body);
});
})();
