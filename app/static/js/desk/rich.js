// Rich text on top of the plain fields: the textarea stays what is sent, and can always be shown.
(() => {
"use strict";
const desk = window.desk;
const { make, say } = desk;
const Trix = window.Trix;
delete document.head.insertBefore; // its style is behind us (trusted.js)
if (!Trix) return;
desk.prepareTrix();
Trix.config.lang.remove = say("remove");

const TOOLS = [["heading2", "block"], ["heading3", "block"], ["bold", "mark", "b"], ["italic", "mark", "i"],
  ["link", "ask", "k"], ["bullet", "block"], ["number", "block"], ["quote", "block"], ["table", "ask"], ["fact", "ask"],
  ["picture", "ask"], ["file", "ask"]];

class Field {
  constructor(textarea) {
    this.textarea = textarea;
    this.id = textarea.id;
    this.code = textarea.name.replace(/^.*_/, "");
    this.hint = document.getElementById(`${this.id}-hint`); // about the plain field
    this.language = { lang: textarea.lang, dir: textarea.dir };
    this.switch = make("button", { type: "button", class: "quiet" });
    this.switch.addEventListener("click", () => (this.rich ? this.toPlain() : this.toRich()));
    this.note = make("p", { class: "hint", role: "status" });
    this.bar = this.toolbar();
    this.box = make("div", { class: "rich" });
    textarea.before(make("div", { class: "rich-top" }, this.bar, this.switch), this.note, this.box);
    this.box.addEventListener("paste", (event) => this.paste(event), true);
    // Before Trix hears of a key it has shown what the last one did: beside a chip it would else
    // take the letter that the browser has put there for none, and mix up what follows.
    this.box.addEventListener("keydown", (event) => { if (this.rich && !event.isComposing) this.now(); }, true);
    textarea.addEventListener("desk:put", () => { this.close(); this.toRich(true); });
    textarea.addEventListener("input", (event) => { if (event.isTrusted) this.note.textContent = ""; });
    this.toRich(true);
  }

  toolbar() {
    this.buttons = TOOLS.map(([name, kind, key]) => {
      const button = make("button", { type: "button", class: "quiet", tabindex: -1, "aria-pressed": kind === "ask" ? null : "false",
        "aria-keyshortcuts": key ? `Control+${key.toUpperCase()}` : null, "data-tool": name }, say(name));
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => (kind === "ask" ? this[name]() : this.toggle(name)));
      return button;
    });
    this.buttons[0].tabIndex = 0;
    const bar = make("div", { role: "toolbar", class: "rich-bar", id: `${this.id}-bar`, "aria-label": say("format"), "aria-controls": this.id }, ...this.buttons);
    bar.addEventListener("keydown", (event) => this.move(event));
    return bar;
  }
  move(event) {
    const forward = getComputedStyle(this.bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const at = this.buttons.indexOf(document.activeElement), last = this.buttons.length - 1;
    const steps = { Home: -at, End: last - at, ArrowLeft: -1, ArrowRight: -1, [forward]: 1 };
    if (!(event.key in steps) || at < 0) return;
    event.preventDefault();
    this.buttons[at].tabIndex = -1;
    const next = this.buttons[(at + steps[event.key] + last + 1) % (last + 1)];
    next.tabIndex = 0;
    next.focus();
  }

  // By the place of the key, which is the same on an Arabic keyboard.
  shortcut(event) {
    const [name] = TOOLS.find((tool) => tool[2] && event.code === `Key${tool[2].toUpperCase()}`) || [];
    if (!name || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (name === "link") this.link(); else this.toggle(name);
  }

  // --- Rich and plain. The label and links to the field lead to whichever is shown.
  toRich(quietly) {
    desk.code = this.code;
    const blocks = desk.fromHTML(this.textarea.value);
    this.switch.textContent = say(blocks ? "showPlain" : "showRich");
    this.bar.hidden = !blocks;
    this.note.textContent = blocks ? "" : say("keptPlain");
    if (!blocks) return;
    this.original = this.textarea.value;
    this.editor(blocks);
    this.textarea.id = `${this.id}-html`;
    this.textarea.hidden = true;
    if (this.hint) this.hint.hidden = true;
    if (!quietly) this.rich.focus();
  }
  toPlain() {
    this.write();
    this.hand(desk.asHTML(this.textarea.value));
    this.close();
    this.bar.hidden = true;
    this.switch.textContent = say("showRich");
    this.textarea.focus();
  }
  close() {
    this.box.replaceChildren();
    this.rich = null;
    this.textarea.id = this.id;
    this.textarea.hidden = false;
    if (this.hint) this.hint.hidden = false;
  }
  editor(blocks) {
    const label = document.querySelector(`label[for="${this.id}"]`);
    if (label && !label.id) label.id = `${this.id}-label`;
    const error = document.getElementById(`${this.id}-error`);
    const element = make("trix-editor", { id: this.id, class: "prose", toolbar: this.bar.id, ...this.language, role: "textbox",
      "aria-multiline": "true", "aria-labelledby": label && label.id, "aria-describedby": error && error.id,
      "aria-invalid": this.textarea.getAttribute("aria-invalid") });
    element.willCreateInput = false;
    element.addEventListener("trix-change", () => this.write());
    element.addEventListener("trix-attributes-change", (event) => this.show(event.attributes || {}));
    element.addEventListener("trix-file-accept", (event) => { event.preventDefault(); this.drop(event.file); });
    element.addEventListener("keydown", (event) => this.shortcut(event));
    element.addEventListener("click", (event) => this.beside(event));
    this.rich = element;
    this.loaded = null;
    this.box.replaceChildren(element);
    element.editor.loadJSON({ document: blocks, selectedRange: [0, 0] });
    this.loaded = JSON.stringify(element.editor.getDocument());
  }
  // What was not changed keeps its very bytes, as plain paragraphs too.
  write() {
    if (!this.loaded) return;
    const now = this.rich.editor.getDocument();
    const html = JSON.stringify(now) === this.loaded ? this.original : desk.toHTML(now);
    this.hand(html);
  }
  hand(html) {
    if (html === this.textarea.value) return;
    this.textarea.value = html;
    this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // --- What the buttons do.
  show(attributes) {
    this.buttons.forEach((button) => {
      if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", String(Boolean(attributes[button.dataset.tool])));
    });
  }
  // Trix shows what was typed, and hears of where the cursor is, a moment later; a key may be quicker.
  now() {
    desk.code = this.code;
    const { inputController } = this.rich.editorController;
    if (inputController.scheduledRender) inputController.render();
    this.rich.editor.selectionManager.selectionDidChange();
    return this.rich.editor;
  }
  // A click on a fact puts the cursor at its nearer side; Trix would choose it, and take no letter.
  beside(event) {
    const chip = event.target.closest(".chip-fact");
    if (!chip) return;
    const { document: text } = this.now().composition;
    const one = text.getAttachmentById(+chip.closest("[data-trix-id]").dataset.trixId);
    const { left, right } = chip.getBoundingClientRect();
    const late = (event.clientX > (left + right) / 2) === (getComputedStyle(this.rich).direction === "ltr");
    const at = text.getRangeOfAttachment(one)[late ? 1 : 0];
    this.rich.editor.composition.stopEditingAttachment();
    this.rich.editor.setSelectedRange([at, at]);
  }
  toggle(name) {
    const editor = this.now();
    editor.recordUndoEntry(name);
    if (editor.attributeIsActive(name)) editor.deactivateAttribute(name); else editor.activateAttribute(name);
    this.rich.focus();
  }
  // Ask something, then go on where the cursor was.
  async asking(question) {
    const editor = this.now();
    const range = editor.getSelectedRange();
    const answer = await question(editor);
    this.rich.focus();
    editor.setSelectedRange(range);
    if (answer !== null) editor.recordUndoEntry("insert");
    return answer;
  }
  link() {
    return this.asking(async (editor) => {
      if (!editor.attributeIsActive("href") && !editor.getSelectedDocument().toString().trim()) { this.note.textContent = say("selectFirst"); return null; }
      this.note.textContent = "";
      return desk.askLink(editor.composition.currentAttributes.href || "");
    }).then((address) => {
      if (address === "") this.rich.editor.deactivateAttribute("href");
      else if (address) this.rich.editor.activateAttribute("href", address);
    });
  }
  chosen(kind) {
    const attachment = this.now().getSelectedDocument().getAttachments()[0];
    return attachment && attachment.getContentType().endsWith(`.${kind}`) ? attachment : null;
  }
  async table() {
    const old = this.chosen("table");
    const made = await this.asking(() => desk.askTable(old && old.getAttribute("html"), this.language));
    if (!made) return;
    if (old) this.rich.editor.deleteInDirection("forward");
    if (made !== "remove") this.insert(desk.kept(made));
  }
  async fact() { this.put(await this.asking(() => desk.askFact(this.language))); }
  async picture() { this.media("picture", await this.asking(() => desk.askMedia("picture"))); }
  async file() { this.media("file", await this.asking(() => desk.askMedia("file"))); }
  media(kind, one) { if (one) this.put(`[[${kind}:${one.id}]]`, one.name); }
  put(expression, name) { if (expression) this.insert(desk.embed(expression, name)); }
  insert(attributes) {
    this.rich.editor.insertAttachment(new Trix.models.Attachment(attributes));
  }
  async drop(file) {
    if (/^image\//.test(file.type)) this.media("picture", await desk.upload(file, desk.words.addUrl, this.note));
    else this.note.textContent = say("onlyPictures");
  }
  paste(event) {
    const data = event.clipboardData;
    const blocks = desk.pasted(data);
    if (!blocks && !data.files.length) return;
    event.preventDefault();
    event.stopPropagation();
    if (!blocks) { this.drop(data.files[0]); return; }
    const editor = this.now();
    editor.recordUndoEntry("paste");
    const { composition } = editor;
    const pasted = Trix.models.Document.fromJSON(blocks);
    const [start] = composition.getSelectedRange();
    composition.setDocument(composition.document.mergeDocumentAtRange(pasted, composition.getSelectedRange()));
    composition.setSelection(start + pasted.getLength() - 1);
  }
}

customElements.whenDefined("trix-editor").then(() => {
  document.querySelectorAll("textarea[data-rich]").forEach((textarea) => new Field(textarea));
});
})();
