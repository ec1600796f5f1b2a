// Suggestions below a search box while somebody types: a combobox with a list, as ARIA's
// patterns describe it. Loaded when a box is first used; without it the form is a form.

const PAUSE = 150;
const SHORTEST = 2;
const known = new WeakSet();
let count = 0;

// Make the field of a search form a combobox, once.
export function attach(field) {
  if (known.has(field)) return;
  known.add(field);
  new Suggestions(field);
}

class Suggestions {
  constructor(field) {
    this.field = field;
    this.address = field.form.dataset.suggestions;
    this.answers = new Map();
    this.active = -1;
    this.build();
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.pressed(event));
    field.form.addEventListener("focusout", ({ relatedTarget }) => {
      if (!field.form.contains(relatedTarget)) this.close();
    });
    field.addEventListener("focus", () => this.reopen());
    field.form.addEventListener("submit", () => this.close());
    // What was sent is answered by the page below, its help too.
    if (field.value !== field.defaultValue) this.typed();
  }

  build() {
    this.id = `suggestions-${++count}`;
    this.panel = document.createElement("div");
    this.panel.className = "suggestions";
    this.panel.id = this.id;
    this.panel.hidden = true;
    this.help = document.createElement("div");
    this.help.setAttribute("role", "alert");
    this.list = document.createElement("div");
    this.panel.append(this.help, this.list);
    this.told = document.createElement("p");
    this.told.className = "visually-hidden";
    this.told.setAttribute("role", "status");
    this.field.form.append(this.panel, this.told);
    this.field.setAttribute("role", "combobox");
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-expanded", "false");
    // A press on the list must not take the focus from the field.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  typed() {
    clearTimeout(this.pause);
    this.asking?.abort();
    const text = this.field.value.trim();
    if (text.length < SHORTEST) return this.show("");
    if (this.answers.has(text)) return this.show(this.answers.get(text));
    this.pause = setTimeout(() => this.ask(text), PAUSE);
  }

  async ask(text) {
    this.asking = new AbortController();
    const address = new URL(this.address, location.href);
    address.searchParams.set("query", text);
    try {
      const answer = await fetch(address, { signal: this.asking.signal });
      if (!answer.ok) return this.show("");
      const html = await answer.text();
      this.answers.set(text, html);
      this.show(html);
    } catch (error) {
      if (error.name !== "AbortError") this.show("");
    }
  }

  show(html) {
    const parsed = document.createElement("template");
    parsed.innerHTML = html;
    const help = parsed.content.querySelector(".suggested-help");
    if (!help || !this.help.firstChild) this.help.replaceChildren(...(help ? [help] : []));
    const list = parsed.content.querySelector("[role=listbox]");
    this.options = list ? [...list.children] : [];
    this.options.forEach((option, number) => (option.id = `${this.id}-${number}`));
    this.list.replaceChildren(...(list ? [list] : []));
    if (list) {
      list.id = `${this.id}-list`;
      this.field.setAttribute("aria-controls", list.id);
    } else {
      this.field.removeAttribute("aria-controls");
    }
    this.told.textContent = list?.dataset.told ?? "";
    this.point(-1);
    if (document.activeElement === this.field) this.reopen();
    else this.close();
  }

  reopen() {
    this.panel.hidden = !this.options?.length && !this.help.firstChild;
    this.field.setAttribute("aria-expanded", String(Boolean(this.options?.length)));
  }

  close() {
    this.panel.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.point(-1);
  }

  point(number) {
    this.options?.[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.options?.[number];
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  pressed(event) {
    if (event.isComposing) return;
    const last = (this.options?.length ?? 0) - 1;
    if (last >= 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.reopen();
      const down = event.key === "ArrowDown";
      // Past either end is the field itself.
      if (down) this.point(this.active === last ? -1 : this.active + 1);
      else this.point(this.active === -1 ? last : this.active - 1);
    } else if (event.key === "Escape" && !this.panel.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Enter" && !this.panel.hidden && this.active >= 0) {
      event.preventDefault();
      this.choose(this.options[this.active]);
    }
  }

  choose(option) {
    if (option) location.assign(option.dataset.href);
  }
}
