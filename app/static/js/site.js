// What makes a readers' page more comfortable; every word, link and form works without it.
// Runs under Trusted Types: text is set as text, and pages are parsed by XMLHttpRequest alone.
(function () {
"use strict";
var root = document.documentElement;
var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };

// --- What the device remembers, after Accept and not before. Storage may be closed to us.
function remembered(key) {
  try { return localStorage.getItem(key); } catch (e) { return null; }
}
function remember(key, value) {
  try {
    if (!localStorage.consent) return;
    if (value) localStorage.setItem(key, value); else localStorage.removeItem(key);
  } catch (e) {}
}
function say(name, text) {
  all("[data-status]").forEach(function (place) {
    if (place.dataset.status === name) place.textContent = text;
  });
}

all("[data-accept]").forEach(function (button) {
  button.addEventListener("click", function () {
    try { localStorage.consent = "1"; } catch (e) {}
    remember("theme", root.dataset.theme || "");
    remember("language", root.lang);
    root.dataset.consent = "";
    document.getElementById("main").focus({ preventScroll: true });
  });
});

// --- Colours: three ways.
all("[data-theme-control]").forEach(function (control) {
  var inputs = Array.prototype.slice.call(control.querySelectorAll("input"));
  inputs.forEach(function (input) {
    input.checked = input.value === (root.dataset.theme || "");
    input.addEventListener("change", function () {
      if (input.value) root.dataset.theme = input.value; else delete root.dataset.theme;
      remember("theme", input.value);
    });
  });
});

// --- The language chosen by the switch; pages in another one offer to continue in it.
all("nav a[data-language]").forEach(function (link) {
  link.addEventListener("click", function () { remember("language", link.dataset.language); });
});
all(".offer").forEach(function (offer) {
  offer.hidden = offer.dataset.language !== remembered("language");
});

// --- Copy the link.
all("[data-copy]").forEach(function (button) {
  button.addEventListener("click", function () {
    navigator.clipboard.writeText(button.dataset.copy).then(function () {
      say("copy", button.dataset.done);
    }, function () { say("copy", button.dataset.copy); });
  });
  if (!navigator.clipboard) button.hidden = true;
});

// --- Load more: adds the items of the next part, moves to the first new headline, says how many.
// How many parts are shown stands in the history, so that Back finds the list as it was left.
function load(link, quiet) {
  var list = document.getElementById(link.dataset.more);
  var request = new XMLHttpRequest();
  request.open("GET", link.href);
  request.responseType = "document";
  if (!quiet) say(link.dataset.more, link.dataset.wait);
  link.setAttribute("aria-busy", "true");
  request.onload = function () {
    var page = request.response;
    var from = page && (page.getElementById(link.dataset.more) || page.querySelector("main .posts, main .cards"));
    if (request.status !== 200 || !from) { failed(link); return; }
    add(link, list, from, page.querySelector("[data-more]"), quiet);
  };
  request.onerror = function () { failed(link); };
  request.send();
}
function failed(link) {
  link.removeAttribute("aria-busy");
  say(link.dataset.more, link.dataset.failed);
}
function add(link, list, from, next, quiet) {
  var items = Array.prototype.slice.call(from.children);
  items.forEach(function (item) { list.appendChild(document.importNode(item, true)); });
  var first = list.children[list.children.length - items.length];
  var heading = first && first.querySelector("h2, h3");
  link.removeAttribute("aria-busy");
  if (!quiet && heading) { heading.tabIndex = -1; heading.focus(); }
  if (!quiet) {
    say(link.dataset.more, link.dataset.said.split("|")[items.length - 1] || "");
    keep(link.dataset.more);
  }
  if (next) link.href = next.getAttribute("href"); else link.parentNode.remove();
  if (quiet > 1 && next) load(link, quiet - 1);
}
function keep(list) {
  var state = history.state || {};
  state[list] = (state[list] || 0) + 1;
  history.replaceState(state, "");
}
all("[data-more]").forEach(function (link) {
  link.addEventListener("click", function (event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (!link.hasAttribute("aria-busy")) load(link, 0);
  });
  var parts = (history.state || {})[link.dataset.more];
  if (parts) load(link, parts);
});
})();
