// Opens a cited reference beside the number that cites it. Without this module the number
// is a plain link to the list of references.

const note = document.createElement("span");
note.className = "citation-note";
note.popover = "auto";
note.setAttribute("role", "note");
note.tabIndex = -1;
let opener = null;

document.addEventListener("click", (event) => {
  const link = event.target.closest(".citation a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const reference = document.getElementById(link.hash.slice(1));
  const source = reference?.querySelector(".source");
  if (!source || !note.showPopover) return;
  event.preventDefault();
  const again = opener === link && note.matches(":popover-open");
  if (note.matches(":popover-open")) note.hidePopover();
  if (!again) open(link, source);
});

// The popover closes by Escape, and by a press outside it; the number it came from has the
// focus again unless the reader went elsewhere.
note.addEventListener("toggle", (event) => {
  if (event.newState === "open" || !opener) return;
  opener.removeAttribute("aria-expanded");
  if (document.activeElement === document.body || note.contains(document.activeElement)) {
    opener.focus({ preventScroll: true });
  }
});

function open(link, source) {
  opener = link;
  const text = source.cloneNode(true);
  const actions = document.createElement("span");
  actions.className = "note-actions";
  const onward = document.createElement("a");
  onward.href = link.hash;
  onward.textContent = document.getElementById("all_references").textContent;
  onward.addEventListener("click", () => note.hidePopover());
  actions.append(onward);
  note.replaceChildren(text, actions);
  link.closest(".citation").after(note);
  link.setAttribute("aria-expanded", "true");
  note.showPopover();
  place(link);
  note.focus({ preventScroll: true });
}

// Below the number, or above it where there is no room, and always within the window.
function place(link) {
  const number = link.getBoundingClientRect();
  const { width, height } = note.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  const left = Math.max(16, Math.min(number.left - width / 3, room - width - 16));
  const below = number.bottom + 6;
  const top = below + height > innerHeight - 56 && number.top > height + 6 ? number.top - height - 6 : below;
  note.style.left = `${left + scrollX}px`;
  note.style.top = `${top + scrollY}px`;
}
