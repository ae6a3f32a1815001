// Trusted Types: what a library writes into the page as HTML has passed DOMPurify, by one policy.
(() => {
"use strict";
const desk = window.desk = window.desk || {};
const TAGS = ["p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "cite", "q", "a", "strong", "em", "br", "hr",
  "table", "caption", "thead", "tbody", "tr", "th", "td", "abbr", "bdi", "span", "sup", "sub", "small", "dl", "dt",
  "dd", "figure", "figcaption", "time", "code"];
const ATTRIBUTES = ["lang", "dir", "href", "hreflang", "title", "scope", "colspan", "rowspan", "start", "datetime"];
// With it DOMPurify asks the browser for no policy of its own; the strings stay strings.
const plain = { createHTML: (text) => text, createScriptURL: (text) => text };
desk.plainPolicy = plain;

let within = false; // DOMPurify parses by itself, outside of the page
function clean(text) {
  if (within) return text;
  within = true;
  try { return DOMPurify.sanitize(text, { TRUSTED_TYPES_POLICY: plain }); } finally { within = false; }
}
if (window.trustedTypes) window.trustedTypes.createPolicy("default", { createHTML: clean });

// A fragment of what the server keeps, and whether all of `html` is in it.
desk.parse = (html, options) => {
  within = true;
  try {
    const fragment = DOMPurify.sanitize(html, Object.assign({
      RETURN_DOM_FRAGMENT: true, TRUSTED_TYPES_POLICY: plain, ALLOWED_TAGS: TAGS, ALLOWED_ATTR: ATTRIBUTES,
      ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false, ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel):|[^a-z]|[a-z.+-]+(?:[^a-z.+:-]|$))/i,
    }, options));
    const lost = DOMPurify.removed.filter((item) => item.attribute || (item.element && item.element.nodeName !== "BODY"));
    return { fragment, whole: !lost.length };
  } finally { within = false; }
};

// Trix puts a <style> into the page, which the policy forbids; its rules stand in desk.css.
document.head.insertBefore = function (node, before) {
  return node.dataset && node.dataset.tagName ? node : Node.prototype.insertBefore.call(this, node, before);
};
})();
