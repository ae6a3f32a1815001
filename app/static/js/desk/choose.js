// Beside a field that takes the number of a picture or a video: a button to find it by its name and by sight.
(() => {
"use strict";
const { askMedia, chooses, make, say } = window.desk;
document.querySelectorAll("input[data-choose]").forEach((input) => {
  const kind = input.dataset.choose;
  const name = make("bdi", { role: "status" });
  const button = make("button", { type: "button", class: "quiet" }, say(chooses[kind]));
  button.addEventListener("click", async () => {
    const one = await askMedia(kind);
    button.focus();
    if (!one) return;
    input.value = one.id;
    name.textContent = one.name || "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  input.after(make("span", { class: "chooser" }, button, " ", name));
});
})();
