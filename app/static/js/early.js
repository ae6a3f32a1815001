// Runs before the first paint: what the device remembers, so that nothing moves later.
(function (root) {
root.dataset.js = "";
try {
if (!localStorage.consent) return;
root.dataset.consent = "";
if (localStorage.theme) root.dataset.theme = localStorage.theme;
if (localStorage.language && localStorage.language !== root.lang) root.dataset.offer = localStorage.language;
} catch (e) {}
})(document.documentElement);
