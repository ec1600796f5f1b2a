// Shows a cited source beside the number that cites it: while the pointer or the focus is on
// the number, and after a press until it is closed. Only then the Tab key goes through its links,
// so that a reader who tabs on meets no more stops than without it. Without this module the
// number is a plain link to the list of references.

const LEAVING = 300; // ms in which the pointer may cross from the number to the note
const RESTING = 150; // ms that the pointer stays before the note opens

const note = document.createElement("span");
note.className = "citation-note";
note.id = "citation-note";
note.popover = "manual";
note.setAttribute("role", "note");
note.tabIndex = -1;

let opener = null;
let pinned = false; // by a press: it stays until it is closed
let timer = 0;

const isOpen = () => note.matches(":popover-open");
const numberAt = (node) => (node instanceof Element ? node.closest(".citation a") : null);

function soon(action, delay) {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
}

function show(link) {
  clearTimeout(timer);
  const reference = document.getElementById(link.hash.slice(1));
  const source = reference?.querySelector(".source");
  if (!source || !note.showPopover) return false;
  if (opener === link && isOpen()) return true;
  hide();
  opener = link;
  note.replaceChildren(source.cloneNode(true), ...statusOf(reference), onward(link));
  for (const each of note.querySelectorAll("a")) each.tabIndex = -1;
  link.closest(".citation").after(note);
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

const statusOf = (reference) =>
  [...reference.querySelectorAll(".source-status")].map((status) => status.cloneNode(true));

function onward(link) {
  const actions = document.createElement("span");
  actions.className = "note-actions";
  const list = document.createElement("a");
  list.href = link.hash;
  list.textContent = document.getElementById("all_references").textContent;
  list.addEventListener("click", hide);
  actions.append(list);
  return actions;
}

document.addEventListener("click", (event) => {
  const link = numberAt(event.target);
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
  if (!note.contains(event.target) && !numberAt(event.target)) hide();
});

// Escape closes it, wherever the focus and the pointer are; who was inside is back at the number.
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
  const link = numberAt(event.target);
  if (link) soon(() => show(link), RESTING);
  else if (note.contains(event.target)) clearTimeout(timer);
  else if (isOpen() && !holdsFocus()) soon(hide, LEAVING);
  else if (!isOpen()) clearTimeout(timer);
});

const holdsFocus = () =>
  note.contains(document.activeElement) ||
  (document.activeElement === opener && opener.matches(":focus-visible"));

document.addEventListener("focusin", (event) => {
  const link = numberAt(event.target);
  if (link) {
    if (!returning && link.matches(":focus-visible")) show(link);
  } else if (!note.contains(event.target)) hide();
});

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
