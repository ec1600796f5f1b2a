// The moderators' keys and helpers. Everything works without them, by the buttons.
(() => {
  const queue = document.querySelector("[data-queue]");
  if (queue) {
    const cards = [...queue.querySelectorAll(".feedback-card")];
    const current = () => cards.findIndex((card) => card.contains(document.activeElement));
    const go = (step) => {
      const at = current();
      const next = at < 0 ? (step > 0 ? 0 : cards.length - 1) : at + step;
      cards[Math.max(0, Math.min(next, cards.length - 1))]?.focus();
    };
    const press = (key) => cards[current()]?.querySelector(`[data-key="${key}"]`)?.click();
    const keys = {
      j: () => go(1),
      k: () => go(-1),
      x: () => cards[current()]?.querySelector('[name="comment"]')?.click(),
      o: () => {
        const card = cards[current()];
        if (card) location.assign(card.dataset.open);
      },
      a: () => press("a"),
      r: () => press("r"),
      s: () => press("s"),
      d: () => press("d"),
    };
    document.addEventListener("keydown", (event) => {
      const writes = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
      if (writes || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    queue.querySelector("[data-all]")?.addEventListener("change", ({ target }) => {
      for (const box of queue.querySelectorAll('[name="comment"]')) box.checked = target.checked;
    });
  }

  const redact = document.querySelector("[data-redact]");
  if (redact) {
    const field = redact.querySelector("textarea");
    redact.addEventListener("click", ({ target }) => {
      const { removeSelected, removeAll } = target.dataset;
      if (removeAll !== undefined) field.value = removeAll;
      if (removeSelected !== undefined && field.selectionStart !== field.selectionEnd) {
        field.setRangeText(removeSelected, field.selectionStart, field.selectionEnd, "end");
      }
      if (removeAll !== undefined || removeSelected !== undefined) field.focus();
    });
  }

  const template = document.querySelector("[data-template]");
  template?.addEventListener("change", () => {
    const field = document.querySelector("[data-answer] textarea");
    if (template.value) field.value = field.value ? `${field.value}\n\n${template.value}` : template.value;
    field.focus();
  });
})();
