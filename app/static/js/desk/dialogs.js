// The questions that the rich text asks: an address, a table, a fact, a picture, a file.
(() => {
"use strict";
const desk = window.desk;
const { make, say } = desk;

// A dialog with `parts`; resolves with the value of the button that closed it, "" for none.
desk.ask = (title, parts, buttons) => new Promise((resolve) => {
  const form = make("form", { method: "dialog" }, make("h2", {}, say(title)), ...parts,
    make("p", { class: "actions" }, ...buttons.map((name) => make("button", { value: name }, say(name))),
      make("button", { value: "", class: "quiet", formnovalidate: true }, say("cancel"))));
  const dialog = make("dialog", { class: "desk-ask", "aria-label": say(title) }, form);
  // At once, and not when the browser tells that it is closed: the next key may come before that.
  const end = (event, value) => { event.preventDefault(); dialog.close(value); dialog.remove(); resolve(value); };
  form.addEventListener("submit", (event) => end(event, event.submitter ? event.submitter.value : ""));
  dialog.addEventListener("cancel", (event) => { if (event.target === dialog) end(event, ""); }); // and not a file's
  dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue); });
  document.body.append(dialog);
  dialog.showModal();
});
let count = 0;
const field = (label, attributes) => {
  const id = `ask-${count += 1}`;
  const input = make("input", { id, ...attributes });
  return [make("div", { class: "field" }, make("label", { for: id }, say(label)), input), input];
};

desk.askLink = async (old) => {
  const [row, input] = field("address", { type: "text", dir: "ltr", inputmode: "url", required: true, autocomplete: "off" });
  input.value = old;
  const chosen = await desk.ask("link", [row], old ? ["use", "remove"] : ["use"]);
  if (chosen === "remove") return "";
  const address = input.value.trim();
  if (chosen !== "use" || !address) return null;
  if (/^[^\s/@:]+@[^\s/@]+$/.test(address)) return `mailto:${address}`;
  return /^(https?:|mailto:|tel:|\/|#)/i.test(address) ? address : `https://${address.replace(/^[a-z]+:(\/\/)?/i, "")}`;
};

// A table of plain cells: caption, one row of headings, rows. Null where `table` has more in it.
function gridOf(table) {
  const rows = [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
  const caption = table.caption ? table.caption.textContent.trim() : "";
  return desk.same(tableOf(rows, caption), table) ? { rows, caption } : null;
}
function tableOf([head, ...rows], caption) {
  const row = (cells, name) => make("tr", {}, ...cells.map((text) => make(name, name === "th" ? { scope: "col" } : {}, text)));
  return make("table", {}, ...(caption ? [make("caption", {}, caption)] : []),
    make("thead", {}, row(head, "th")), make("tbody", {}, ...rows.map((cells) => row(cells, "td"))));
}
async function size() {
  const [first, rows] = field("rows", { type: "number", min: 1, max: 50, value: 3, required: true });
  const [second, columns] = field("columns", { type: "number", min: 1, max: 8, value: 2, required: true });
  if (await desk.ask("table", [first, second], ["next"]) !== "next") return null;
  return Array.from({ length: +rows.value + 1 }, () => Array(+columns.value).fill(""));
}
// The table that was made or changed, "remove", or null.
desk.askTable = async (html, language) => {
  const old = html ? gridOf(desk.parse(html).fragment.querySelector("table")) : { rows: await size(), caption: "" };
  if (!old) { await desk.ask("table", [make("p", {}, say("tableTooRich"))], []); return null; }
  if (!old.rows) return null;
  const [captionRow, caption] = field("caption", { ...language, maxlength: 300 });
  caption.value = old.caption;
  const inputs = old.rows.map((row, y) => row.map((text, x) => {
    const input = make("input", { ...language, "aria-label": say(y ? "cell" : "heading", { row: y, column: x + 1 }) });
    input.value = text;
    return input;
  }));
  const grid = make("div", { class: "desk-grid" }, make("table", { role: "presentation" }, make("tbody", {},
    ...inputs.map((row) => make("tr", {}, ...row.map((input) => make("td", {}, input)))))));
  const chosen = await desk.ask("table", [captionRow, grid], html ? ["use", "remove"] : ["use"]);
  if (chosen !== "use") return chosen || null;
  return tableOf(inputs.map((row) => row.map((input) => input.value.trim())), caption.value.trim());
};

// One of a list of buttons; `value` of the chosen one.
const choices = (items) => make("ul", { class: "desk-choices" }, ...items.map(({ value, children }) =>
  make("li", {}, make("button", { value, class: "quiet" }, ...children))));

desk.askFact = async (language) => {
  const items = desk.facts.flatMap((fact) => [[desk.figure(fact, "count"), "|count", "factCount"], [desk.figure(fact, "plain"), "", "factPlain"]]
    .filter(([text], index, [[words]]) => text && !(index && text === words))
    .map(([text, option, kind]) => ({ value: `[[${fact.key}${option}]]`, children: [make("b", language, text), " ", make("span", {}, say(kind, { fact: fact.label }))] })));
  const none = items.length ? choices(items) : make("p", {}, say("noFacts"));
  return await desk.ask("fact", [make("p", {}, say("factHint")), none], []) || null;
};

// How the choice of a thing of the library is called.
desk.chooses = { picture: "choosePicture", file: "chooseFile", video: "chooseVideo" };
// A picture, a file or a video of the library, or a picture that is added now: {id, name} or null.
desk.askMedia = async (kind) => {
  const list = make("div", { class: "desk-found", role: "status" });
  const [row, input] = field("search", { type: "search" });
  let found = [], added = null, turn = 0;
  const look = async () => {
    const mine = turn += 1;
    const answer = await fetch(`${desk.words.chooseUrl}?kind=${kind}&q=${encodeURIComponent(input.value)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (mine !== turn) return;
    found = answer && answer.ok ? await answer.json() : [];
    list.replaceChildren(choices(found.map((item) => ({ value: String(item.id), children: [
      ...(item.src && kind !== "file" ? [make("img", { src: item.src, alt: "", width: 96, height: 64, loading: "lazy" })] : []),
      make("bdi", {}, item.name || String(item.id))] }))), ...(found.length ? [] : [make("p", {}, say("nothingFound"))]));
  };
  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  const parts = [row, list];
  if (kind === "picture") {
    const [addRow, file] = field("addPicture", { type: "file", accept: "image/*" });
    const progress = make("div");
    file.addEventListener("change", async () => {
      added = file.files[0] ? await desk.upload(file.files[0], desk.words.addUrl, progress) : null;
      if (added) file.closest("dialog").close("added");
    });
    parts.push(addRow, progress);
  }
  look();
  const chosen = await desk.ask(desk.chooses[kind], parts, []);
  return chosen === "added" ? added : found.find((item) => String(item.id) === chosen) || null;
};
})();
