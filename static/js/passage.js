// Opens the question about a passage beside it: the question, the latest answers and the form.

const area = document.getElementById("feedback");
const { ask, fill } = await import(area.dataset.module);

const EDGE = 16; // pixels that stay free at each side
const panels = new WeakMap();

export async function open(icon) {
  const known = panels.get(icon);
  if (known?.isConnected) {
    if (known.matches(":popover-open")) known.hidePopover();
    else show(known, icon);
    return;
  }
  const answer = await ask(icon.href);
  if (!answer.ok) throw new Error(answer.statusText);
  const panel = newPanel(icon);
  fill(panel, await answer.text(), icon);
  panel.setAttribute("aria-label", panel.querySelector("h1").textContent.trim());
  // Escape hides it, like a press outside, and keeps what was typed.
  panel.onkeydown = null;
  show(panel, icon);
}

function newPanel(icon) {
  const panel = document.createElement("div");
  panel.className = "feedback-panel passage-panel";
  panel.popover = "auto";
  panel.setAttribute("role", "dialog");
  panel.tabIndex = -1;
  panel.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") return;
    icon.removeAttribute("aria-expanded");
    if (document.activeElement === document.body || panel.contains(document.activeElement)) {
      icon.focus({ preventScroll: true });
    }
  });
  panels.set(icon, panel);
  (icon.closest("p, ul, ol, dl, table, blockquote") ?? icon).after(panel);
  return panel;
}

function show(panel, icon) {
  icon.setAttribute("aria-expanded", "true");
  panel.showPopover();
  const mark = icon.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  const { width } = panel.getBoundingClientRect();
  const left = Math.max(EDGE, Math.min(mark.left - width / 3, room - width - EDGE));
  panel.style.left = `${left + scrollX}px`;
  panel.style.top = `${mark.bottom + 6 + scrollY}px`;
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
}
