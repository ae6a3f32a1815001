// What is pasted, without what Word, Google Docs and WhatsApp put around it.
(() => {
"use strict";
const desk = window.desk;
// Controls, direction overrides, and marks without width; those that Arabic and Persian need stay.
const INVISIBLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u2064\uFEFF\uFFF9-\uFFFC]/g;
const DROPPED = "style,script,meta,link,title,xml,img,svg,object,iframe,input,button,select,textarea";
const HEADINGS = { H1: "h2", H2: "h2", H3: "h3", H4: "h3", H5: "h3", H6: "h3" };
const PARTS = "p,div,h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote,section,article,pre,hr";

// The page's policy would not let even a document that is only read have styles of its own.
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
const ATTRIBUTE = /\s([\w:-]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g;
const quiet = (html) => html.replace(/<style[^]*?<\/style>/gi, "").replace(TAG, (tag) => tag.replace(ATTRIBUTE,
  (all, name, value = "") => (/^on/i.test(name) ? "" : /^style$/i.test(name) ? ` data-css${value}` : all)));
const style = (element, name) => ((element.dataset.css || "").match(new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, "i")) || ["", ""])[1].trim();

const plain = (text) => text.replace(INVISIBLE, "");
function rename(element, name) {
  const other = document.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}
const unwrap = (element) => element.replaceWith(...element.childNodes);
const all = (root, selector) => [...root.querySelectorAll(selector)];

// Word writes lists as paragraphs, with the bullet typed into them.
function wordLists(root) {
  all(root, "p[data-css*='mso-list']").forEach((p) => {
    all(p, "[data-css*='mso-list:Ignore' i]").forEach((mark) => {
      p.dataset.ordered = /\w[.)]/.test(mark.textContent) ? "1" : "";
      mark.remove();
    });
    const name = p.dataset.ordered ? "OL" : "UL";
    const before = p.previousElementSibling;
    const list = before && before.nodeName === name && before.dataset.word ? before : document.createElement(name);
    list.dataset.word = "1";
    if (list !== before) p.before(list);
    list.append(rename(p, "li"));
  });
}
function styled(root) {
  all(root, "b, strong, span, i, em, font").forEach((element) => {
    const fontWeight = style(element, "font-weight"), fontStyle = style(element, "font-style");
    const thick = fontWeight === "bold" || fontWeight >= 600;
    const thin = fontWeight === "normal" || (fontWeight && fontWeight < 600);
    const name = element.nodeName;
    if ((name === "B" || name === "STRONG") && !thin) rename(element, "strong");
    else if ((name === "I" || name === "EM") && fontStyle !== "normal") rename(element, "em");
    else if (thick && !element.closest("h1,h2,h3,h4,h5,h6")) rename(element, "strong");
    else if (fontStyle === "italic") rename(element, "em");
    else unwrap(element);
  });
}
function blocks(root) {
  Object.entries(HEADINGS).forEach(([from, to]) => all(root, from).forEach((h) => rename(h, to)));
  all(root, "li p, td p, th p, li div, td div, th div").reverse().forEach((p) => {
    if (p.nextSibling) p.after(" ");
    unwrap(p);
  });
  all(root, "div,section,article,pre,center").reverse().forEach((box) => (box.querySelector(PARTS) ? unwrap(box) : rename(box, "p")));
}
// A link that Word or a mail program made to itself, or to a place in the old document.
function links(root) {
  all(root, "a").forEach((a) => {
    const href = a.getAttribute("href") || "";
    if (!/^(https?:|mailto:|tel:|\/)/i.test(href)) { unwrap(a); return; }
    const through = href.match(/^https:\/\/www\.google\.com\/url\?q=([^&]+)/);
    [...a.attributes].forEach((attribute) => a.removeAttribute(attribute.name));
    a.setAttribute("href", through ? decodeURIComponent(through[1]) : href);
  });
}
// Our HTML for what the clipboard holds as HTML.
desk.cleanPaste = (html) => {
  const text = html.replace(/^[^]*<!--StartFragment-->|<!--EndFragment-->[^]*$/g, "");
  const { fragment } = desk.parse(quiet(text), { ALLOWED_TAGS: null, ALLOWED_ATTR: null, ALLOW_DATA_ATTR: true, FORBID_TAGS: DROPPED.split(",") });
  const root = document.createElement("div");
  root.append(fragment);
  all(root, DROPPED).forEach((element) => element.remove());
  all(root, "[data-css*='display:none'], [data-css*='mso-hide:all']").forEach((element) => element.remove());
  wordLists(root);
  styled(root);
  blocks(root);
  links(root);
  all(root, "br").forEach((br) => { if (br.parentNode === root && (!br.previousElementSibling || br.previousElementSibling.matches(PARTS))) br.remove(); });
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = plain(walker.currentNode.data).replace(/\u00A0+(?= )|(?<= )\u00A0+/g, "");
  const kept = desk.parse(root.innerHTML).fragment;
  all(kept, "*").forEach((element) => {
    [...element.attributes].forEach(({ name }) => { if (!/^(href|colspan|rowspan|scope|start)$/.test(name)) element.removeAttribute(name); });
  });
  all(kept, "span,bdi,small,time").forEach(unwrap);
  return kept;
};
// The blocks of Trix for a paste; null where there is nothing to take.
desk.pasted = (data) => {
  const html = data.getData("text/html");
  const text = plain(data.getData("text/plain").replace(/\r\n?/g, "\n"));
  if (html && /<(?!\/?(?:html|body|meta)\b)[a-z]/i.test(html)) {
    const found = (desk.toBlocks(desk.cleanPaste(html).childNodes) || []).filter((block) => block.text.length);
    if (found.length) return found.length > 1 ? desk.trimmed(found) : found;
  }
  return text.trim() ? desk.ofPlain(text.replace(/^\n+|\n+$/g, "")) : null;
};
})();
