// Asks before a text is sent that seems to hold personal details. The patterns are those of
// clinic/feedback/personal_details.py; nothing leaves the browser for it.

// Whether to send `form`: true at once where nothing was found, or when the reader says so.
export function nudge(form, words) {
  const text = form.elements.text.value;
  const labels = JSON.parse(form.dataset.patterns)
    .filter(({ pattern }) => new RegExp(pattern, "iu").test(text))
    .map(({ label }) => label);
  if (!labels.length) return true;
  form.querySelector(".nudge")?.remove();
  const note = document.createElement("div");
  note.className = "nudge flow";
  note.setAttribute("role", "alertdialog");
  note.setAttribute("aria-label", words.nudge);
  const question = document.createElement("p");
  question.textContent = words.nudge;
  const list = document.createElement("ul");
  list.append(
    ...[...new Set(labels)].map((label) => {
      const item = document.createElement("li");
      item.textContent = label;
      return item;
    }),
  );
  const back = button(words.back, "button");
  const anyway = button(words.anyway, "quiet-button");
  note.append(question, list, back, anyway);
  form.append(note);
  back.focus();
  return new Promise((resolve) => {
    back.addEventListener("click", () => {
      note.remove();
      form.elements.text.focus();
      resolve(false);
    });
    anyway.addEventListener("click", () => {
      note.remove();
      form.dataset.asked = "1";
      resolve(true);
    });
  });
}

function button(text, look) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = look;
  element.textContent = text;
  return element;
}
