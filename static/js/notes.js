// Shows a cited source beside the number that cites it, and what a word means beside the word:
// while the pointer or the focus is on it, and after a press until it is closed. Only then the Tab
// key goes through the note's links, so that a reader who tabs on meets no more stops than without
// it. Without this module number and word are plain links to the lists at the foot of the page.

const LEAVING = 300; // ms in which the pointer may cross from the link to the note
const RESTING = 150; // ms that the pointer stays before the note opens

const note = document.createElement("span");
note.className = "side-note";
note.id = "side-note";
note.popover = "manual";
note.setAttribute("role", "note");
note.tabIndex = -1;

let opener = null;
let pinned = false; // by a press: it stays until it is closed
let timer = 0;

const isOpen = () => note.matches(":popover-open");
const linkAt = (node) => (node instanceof Element ? node.closest(".citation a, .term") : null);

function soon(action, delay) {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
}

function show(link) {
  clearTimeout(timer);
  const entry = document.getElementById(link.hash.slice(1));
  const source = entry?.querySelector(".source");
  if (!source || !note.showPopover) return false;
  if (opener === link && isOpen()) return true;
  hide();
  opener = link;
  note.replaceChildren(source.cloneNode(true), ...statusOf(entry), onward(link, entry));
  for (const each of note.querySelectorAll("a")) each.tabIndex = -1;
  (link.closest(".citation") ?? link).after(note);
  link.setAttribute("aria-describedby", note.id);
  note.showPopover();
  place(link);
  return true;
}

function hide() {
  clearTimeout(timer);
  if (!isOpen()) return;
  note.hidePopover();
  opener.removeAttribute("aria-expanded");
  opener.removeAttribute("aria-describedby");
  pinned = false;
}

const statusOf = (entry) =>
  [...entry.querySelectorAll(".source-status")].map((status) => status.cloneNode(true));

function onward(link, entry) {
  const actions = document.createElement("span");
  actions.className = "note-actions";
  const list = document.createElement("a");
  list.href = link.hash;
  list.textContent = entry.closest("section").querySelector("h2").textContent;
  list.addEventListener("click", hide);
  actions.append(list);
  return actions;
}

document.addEventListener("click", (event) => {
  const link = linkAt(event.target);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (pinned && opener === link) {
    event.preventDefault();
    hide();
  } else if (show(link)) {
    event.preventDefault();
    pinned = true;
    for (const each of note.querySelectorAll("a")) each.removeAttribute("tabindex");
    link.setAttribute("aria-expanded", "true");
    note.focus({ preventScroll: true });
  }
});

// A press elsewhere closes it.
document.addEventListener("pointerdown", (event) => {
  if (!note.contains(event.target) && !linkAt(event.target)) hide();
});

// Escape closes it, wherever the focus and the pointer are; who was inside is back at the link.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !isOpen()) return;
  event.preventDefault();
  const inside = note.contains(document.activeElement);
  hide();
  if (inside) returnTo(opener);
});

let returning = false;

function returnTo(link) {
  returning = true;
  link.focus({ preventScroll: true });
  returning = false;
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch" || pinned) return;
  const link = linkAt(event.target);
  if (link) soon(() => show(link), RESTING);
  else if (note.contains(event.target)) clearTimeout(timer);
  else if (isOpen() && !holdsFocus()) soon(hide, LEAVING);
  else if (!isOpen()) clearTimeout(timer);
});

const holdsFocus = () =>
  note.contains(document.activeElement) ||
  (document.activeElement === opener && opener.matches(":focus-visible"));

document.addEventListener("focusin", (event) => {
  const link = linkAt(event.target);
  if (link) {
    if (!returning && link.matches(":focus-visible")) show(link);
  } else if (!note.contains(event.target)) hide();
});

// Below the number, or above it where there is no room, and always within the window.
function place(link) {
  const from = link.getBoundingClientRect();
  const { width, height } = note.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  const left = Math.max(16, Math.min(from.left - width / 3, room - width - 16));
  const below = from.bottom + 6;
  const top = below + height > innerHeight - 56 && from.top > height + 6 ? from.top - height - 6 : below;
  note.style.left = `${left + scrollX}px`;
  note.style.top = `${top + scrollY}px`;
}
