// From the HTML that is stored to a document of Trix and back; what Trix has no word for is a chip.
(() => {
"use strict";
const desk = window.desk;
const MARKS = { bold: "strong", italic: "em", cite: "cite", q: "q", code: "code", sup: "sup", sub: "sub", small: "small" };
const OF_TAG = { B: "bold", I: "italic" };
Object.entries(MARKS).forEach(([name, tag]) => { OF_TAG[tag.toUpperCase()] = name; });
const ORDER = ["href", ...Object.keys(MARKS)];
const LISTS = { UL: ["bulletList", "bullet"], OL: ["numberList", "number"] };
const HEADINGS = { H2: "heading2", H3: "heading3", H4: "heading4" };
const TOPS = "p|h2|h3|h4|ul|ol|dl|blockquote|table|figure|hr";
const BLOCKS = "p,h2,h3,h4,ul,ol,li,blockquote,table,dl,figure,hr";
const SPACES = /[ \t\r\n\f]+/g;
const EMBED = /\[\[[^[\]<>]+\]\]/g;

// --- Plain paragraphs as HTML, as the server takes them (content/lifecycle/paragraphs.py).
const OPENS = new RegExp(`^\\s*</?(?:${TOPS})\\b`, "i");
const TAG = new RegExp(`<(/?)(?!hr\\b)(?:${TOPS})\\b[^<>]*>`, "gi");
const EDGE = new RegExp(`(\\n[ \\t]*\\n\\s*|\\n(?=[ \\t]*<(?:${TOPS})\\b)|(?<=</(?:${TOPS})>)\\n+)`, "i");
desk.asHTML = (text) => {
  const pieces = text.split(EDGE), made = new Set();
  let depth = 0;
  for (let at = 0; at < pieces.length; at += 2) {
    const part = pieces[at], inside = depth > 0;
    for (const tag of part.matchAll(TAG)) depth += tag[1] ? -1 : 1;
    depth = Math.max(0, depth);
    if (!part.trim() || inside || OPENS.test(part)) continue;
    pieces[at] = `<p>${part.trim().split("\n").map((line) => line.trim()).join("<br>")}</p>`;
    made.add(at - 1).add(at + 1);
  }
  return pieces.map((piece, at) => (at % 2 && made.has(at) ? "\n" : piece)).join("");
};

// --- What Trix is told once.
desk.prepareTrix = () => {
  const { config, models } = window.Trix;
  const blocks = config.blockAttributes;
  ["quote", "heading1", "code", "attachmentGallery"].forEach((name) => { delete blocks[name]; });
  Object.values(HEADINGS).forEach((name) => {
    blocks[name] = { tagName: `h${name.slice(-1)}`, terminal: true, breakOnReturn: true, group: false };
  });
  blocks.quotation = { tagName: "blockquote", parse: false };
  // No p inside the editor: parsing one again would end it before a chip, which is a figure.
  blocks.quote = { tagName: "div", listAttribute: "quotation", group: false,
    test: (element) => element.parentNode && element.parentNode.nodeName === "BLOCKQUOTE" };
  delete config.textAttributes.strike;
  Object.entries(MARKS).forEach(([name, tag]) => {
    config.textAttributes[name] = { tagName: tag, inheritable: true };
  });
  Object.assign(config.dompurify, { TRUSTED_TYPES_POLICY: desk.plainPolicy });
  models.HTMLSanitizer.sanitize(""); // its own DOMPurify reads that once, and makes no policy then
  // Enter begins a paragraph, and paragraphs stay apart.
  const line = models.LineBreakInsertion.prototype;
  const broke = line.shouldInsertBlockBreak;
  line.shouldInsertBlockBreak = function () { return !this.block.hasAttributes() || broke.call(this); };
  models.Block.prototype.canBeConsolidatedWith = () => false;
};

// --- In.
const string = (text, attributes) => ({ type: "string", string: text, attributes });
desk.chip = (attributes, marks) => ({ type: "attachment", attachment: attributes, attributes: marks || {} });

function pieces(text, marks) {
  const found = [];
  let last = 0;
  for (const match of text.matchAll(EMBED)) {
    if (match.index > last) found.push(string(text.slice(last, match.index), marks));
    found.push(desk.chip(desk.embed(match[0]), marks));
    last = match.index + match[0].length;
  }
  if (last < text.length) found.push(string(text.slice(last), marks));
  return found;
}
function inline(nodes, marks = {}) {
  return [...nodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return pieces(node.data.replace(SPACES, " "), marks);
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    if (node.nodeName === "BR") return [string("\n", marks)];
    const name = OF_TAG[node.nodeName];
    if (name && !node.attributes.length) return inline(node.childNodes, { ...marks, [name]: true });
    const href = node.nodeName === "A" && node.attributes.length === 1 && node.getAttribute("href");
    if (href) return inline(node.childNodes, { ...marks, href });
    if (node.matches(BLOCKS)) throw new Error("a block in a line");
    return [desk.chip(desk.kept(node), marks)];
  });
}
function trimmed(text) {
  const first = text[0], last = text[text.length - 1];
  if (first && first.type === "string") first.string = first.string.replace(/^ /, "");
  if (last && last.type === "string") last.string = last.string.replace(/ $/, "");
  return text.filter((piece) => piece.type !== "string" || piece.string);
}
const block = (text, attributes, element) => ({ text, attributes,
  htmlAttributes: Object.fromEntries([...(element ? element.attributes : [])].map((a) => [a.name, a.value])) });
function list(element, above) {
  const attributes = [...above, ...LISTS[element.nodeName]];
  return [...element.children].flatMap((item) => {
    const inner = [...item.childNodes].filter((node) => LISTS[node.nodeName]);
    const text = inline([...item.childNodes].filter((node) => !inner.includes(node)));
    return [block(text, attributes, item), ...inner.flatMap((deeper) => list(deeper, attributes))];
  });
}
const quoted = (element) => !element.attributes.length && element.children.length
  && [...element.children].every((child) => child.nodeName === "P");
function blocksOf(nodes) {
  const blocks = [];
  let loose = [];
  const end = () => {
    if (loose.some((node) => node.nodeName === "BR" || node.textContent.trim())) blocks.push(block(inline(loose), []));
    loose = [];
  };
  for (const node of nodes) {
    if (node.nodeType !== Node.ELEMENT_NODE || !node.matches(BLOCKS)) { loose.push(node); continue; }
    end();
    const name = node.nodeName;
    if (name === "P" || HEADINGS[name]) blocks.push(block(inline(node.childNodes), name === "P" ? [] : [HEADINGS[name]], node));
    else if (LISTS[name] && !node.attributes.length) blocks.push(...list(node, []));
    else if (name === "BLOCKQUOTE" && quoted(node)) {
      [...node.children].forEach((p) => blocks.push(block(inline(p.childNodes), ["quotation", "quote"], p)));
    } else blocks.push(block([desk.chip(desk.kept(node))], []));
  }
  end();
  return blocks.length ? blocks : [block([], [])];
}

// --- Out.
const make = (name) => document.createElement(name);
function withMarks(runs, order) {
  const fragment = document.createDocumentFragment();
  const [name, ...rest] = order;
  let at = 0;
  while (at < runs.length) {
    if (!name) { fragment.append(...runs[at].nodes()); at += 1; continue; }
    let end = at;
    while (end < runs.length && runs[end].marks[name] === runs[at].marks[name]) end += 1;
    const inner = withMarks(runs.slice(at, end), rest);
    if (runs[at].marks[name]) {
      const element = make(name === "href" ? "a" : MARKS[name]);
      if (name === "href") element.setAttribute("href", runs[at].marks.href);
      element.append(inner);
      fragment.append(element);
    } else fragment.append(inner);
    at = end;
  }
  return fragment;
}
const ofText = (text) => () => text.split("\n").flatMap((line, index) => (index ? [make("br"), line] : [line]));
function runsOf(from) {
  return from.text.getPieces().filter((piece) => !piece.isBlockBreak || !piece.isBlockBreak()).map((piece) => {
    const marks = piece.getAttributes();
    if (!piece.attachment) return { marks, nodes: ofText(piece.toString()) };
    const a = piece.attachment.getAttributes();
    const href = a.href ? { href: a.href } : {};
    const nodes = () => (a.html ? [...desk.parse(a.html).fragment.childNodes] : [a.expression || ""]);
    return { marks: { ...marks, ...href }, nodes, own: a.own };
  });
}
function tidy(element) {
  element.normalize();
  const ends = [[element.firstChild, /^[ \t]+/], [element.lastChild, /[ \t]+$/]];
  ends.forEach(([node, spaces]) => { if (node && node.nodeType === Node.TEXT_NODE) node.data = node.data.replace(spaces, ""); });
  return element;
}
function filled(name, from, runs) {
  const element = make(name);
  Object.entries(from.htmlAttributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(withMarks(runs, ORDER));
  return tidy(element);
}
const empty = (element) => !element.textContent.trim() && !element.children.length;
function paragraphs(from) {
  const out = [];
  let run = [];
  const end = () => { if (run.length) out.push(filled("p", from, run)); run = []; };
  for (const one of runsOf(from)) {
    if (!one.own) { run.push(one); continue; }
    end();
    if (one.own === "block") out.push(...one.nodes().filter((node) => node.nodeType === Node.ELEMENT_NODE));
    else out.push(filled("p", from, [one]));
  }
  end();
  return out.filter((element) => element.nodeName !== "P" || !empty(element));
}
// An item of a list, below the items above it: [list, item, list, item …] says how deep.
function addItem(root, from, open) {
  const names = from.attributes.filter((_name, index) => index % 2 === 0);
  let depth = 0;
  while (depth < open.length && depth < names.length && open[depth].name === names[depth]) depth += 1;
  open.length = depth;
  while (open.length < names.length) {
    const above = open[open.length - 1];
    const element = make({ bulletList: "ul", numberList: "ol", quotation: "blockquote" }[names[open.length]]);
    const parent = above ? above.element.lastElementChild || above.element.appendChild(make("li")) : root;
    parent.append(element);
    open.push({ name: names[open.length], element });
  }
  const item = filled(from.attributes.includes("quote") ? "p" : "li", from, runsOf(from));
  if (!empty(item)) open[open.length - 1].element.append(item);
}
desk.toHTML = (trixDocument) => {
  const root = make("div");
  let open = [];
  for (const from of trixDocument.getBlocks()) {
    const first = from.attributes[0];
    if (first && !first.startsWith("heading")) { addItem(root, from, open); continue; }
    open = [];
    const made = first ? [filled(`h${first.slice(-1)}`, from, runsOf(from))].filter((h) => !empty(h)) : paragraphs(from);
    root.append(...made);
  }
  return [...root.children].filter((child) => !empty(child) || child.nodeName === "HR").map((child) => child.outerHTML).join("\n");
};

// --- The same?
function normal(node) {
  node.normalize();
  [...node.childNodes].forEach((child) => {
    if (child.nodeType === Node.TEXT_NODE) {
      child.data = child.data.replace(SPACES, " ");
      const outside = !node.closest || node.matches("ul,ol,table,thead,tbody,tr,blockquote,dl,figure,div");
      const neighbour = (other) => !other || (other.matches && other.matches(BLOCKS));
      if (neighbour(child.previousSibling)) child.data = child.data.replace(/^ /, "");
      if (neighbour(child.nextSibling)) child.data = child.data.replace(/ $/, "");
      if ((outside && !child.data.trim()) || !child.data) child.remove();
    } else normal(child);
  });
  return node;
}
function held(node) {
  const box = make("div");
  box.append(node.cloneNode(true));
  return normal(box);
}
desk.same = (one, other) => held(one).isEqualNode(held(other));
desk.ofPlain = (text) => text.split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean)
  .map((part) => block(part.split("\n").flatMap((line, index) => [...(index ? [string("\n", {})] : []), ...pieces(line.trim(), {})]), []));

// The blocks of Trix for nodes; null where they stand in one another as Trix cannot have them.
desk.toBlocks = (nodes) => { try { return blocksOf(nodes); } catch { return null; } };
desk.trimmed = (blocks) => blocks && blocks.map((one) => ({ ...one, text: trimmed(one.text) }));
// The blocks of Trix for what stands in a field; null where something would not come back as it was.
desk.fromHTML = (text) => {
  const { fragment, whole } = desk.parse(desk.asHTML(text));
  const blocks = whole && desk.trimmed(desk.toBlocks(fragment.childNodes));
  if (!blocks) return null;
  const back = desk.toHTML(window.Trix.models.Document.fromJSON(blocks));
  return desk.same(fragment, desk.parse(back).fragment) ? blocks : null;
};
})();
