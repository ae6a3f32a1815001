// Chips: facts, pictures, files, tables and whatever else the rich text keeps as one piece.
(() => {
"use strict";
const desk = window.desk;
const TYPE = "application/vnd.desk.";
const span = (text, kind) => desk.make("span", { class: `chip chip-${kind}` }, text).outerHTML;

// How a fact is written in the language of the field that is being filled (desk.code).
desk.figure = (fact, form) => fact[form][desk.code] || "";

// The attachment of a citation or an embed: [[members|count]], [[picture:12]], [[file:5]].
desk.embed = (expression, name) => {
  const inside = expression.slice(2, -2);
  const [, kind, number] = inside.match(/^(picture|file):(\d+)$/) || [];
  if (kind) {
    const text = name || desk.say(`${kind}Chip`, { number });
    return { contentType: TYPE + kind, expression, own: kind === "picture" ? "paragraph" : "", content: span(text, kind) };
  }
  const [key, ...options] = inside.split("|").map((part) => part.trim());
  const fact = desk.facts.find((one) => one.key === key.split("@")[0]);
  const text = !fact || key.includes("@") ? inside : desk.figure(fact, options.includes("count") ? "count" : "plain") || inside;
  return { contentType: `${TYPE}fact`, expression, own: "", content: span(text, "fact") };
};

// The attachment of an element that stays as it is.
const OWN = new Set(["TABLE", "DL", "FIGURE", "HR", "UL", "OL", "BLOCKQUOTE", "P", "LI"]);
desk.kept = (element) => {
  const table = element.nodeName === "TABLE";
  return { contentType: TYPE + (table ? "table" : "kept"), html: element.outerHTML,
    own: OWN.has(element.nodeName) ? "block" : "",
    content: table ? preview(element) : span(element.textContent.replace(/\s+/g, " ").trim() || element.nodeName.toLowerCase(), "kept") };
};
function preview(table) {
  const box = desk.make("span", { class: "chip chip-table" });
  [...table.querySelectorAll("caption, tr")].forEach((row) => {
    const cells = row.nodeName === "TR" ? [...row.cells] : [row];
    box.append(desk.make("span", { class: row.nodeName === "TR" ? "chip-row" : "chip-caption" }, ...cells.map((cell) => desk.make("span", { class: row.nodeName === "TR" ? "chip-cell" : "" }, cell.textContent.trim()))));
  });
  return box.outerHTML;
}
})();
