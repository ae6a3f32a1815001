// What the other scripts of a form share: words in the editor's language, elements, the token.
(() => {
"use strict";
const desk = window.desk = window.desk || {};
const json = (id) => {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent) : null;
};
desk.words = json("desk-words") || {};
desk.facts = json("desk-facts") || [];
desk.say = (key, values = {}) => Object.entries(values).reduce(
  (text, [name, value]) => text.replaceAll(`{${name}}`, /^\d+$/.test(value) ? value : `\u2068${value}\u2069`), desk.words[key] || key);
desk.csrf = () => (document.querySelector("meta[name=csrf-token]") || {}).content || "";
desk.make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => { if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value); });
  element.append(...children);
  return element;
};
})();
