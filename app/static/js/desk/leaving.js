// On every page of the desk: nothing is sent twice, and nothing typed stays behind after sign-out.
(() => {
"use strict";
const PREFIX = "desk:";
const SECONDS = 5;
function wipe() {
  try { Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => sessionStorage.removeItem(key)); } catch { /* storage is closed to us */ }
}
// The answer to a form that was saved leads elsewhere; one that was refused is the page itself.
try {
  const sent = sessionStorage.getItem("desk:sent");
  sessionStorage.removeItem("desk:sent");
  const [visit] = performance.getEntriesByType("navigation");
  if (sent && visit && visit.redirectCount) sessionStorage.removeItem(sent);
} catch { /* as above */ }
const channel = "BroadcastChannel" in window ? new BroadcastChannel("desk") : null;
if (channel) channel.addEventListener("message", (event) => { if (event.data === "signed-out") wipe(); });

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent && Date.now() - form.dataset.sent < SECONDS * 1000) { event.preventDefault(); return; }
  form.dataset.sent = Date.now();
  if (!form.matches("[data-sign-out]")) return;
  wipe();
  if (channel) channel.postMessage("signed-out");
});
// A page that comes back by the back button has sent nothing yet.
window.addEventListener("pageshow", () => { document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent); });
})();
