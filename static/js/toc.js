// Marks the section that is being read in the table of contents, and offers the contents
// from a slim bar once they are out of sight. Also wakes the parts of the page that have a
// script of their own. Everything is complete without it.

const nav = document.querySelector(".toc");
const list = nav?.querySelector(".toc-list");

const links = new Map();
for (const link of list?.querySelectorAll("a") ?? []) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, [link]);
}

if (links.size) {
  unfoldWhereThereIsRoom();
  const bar = addBar();
  watch(bar);
}

// For browsers that cannot show a closed details by style alone.
function unfoldWhereThereIsRoom() {
  const wide = matchMedia("(width >= 76rem)");
  const details = nav.querySelector("details");
  const update = () => (details.open = wide.matches);
  wide.addEventListener("change", update);
  update();
}

function addBar() {
  const label = nav.getAttribute("aria-label");
  const icon = nav.querySelector("summary .icon");

  const sheet = document.createElement("div");
  sheet.className = "toc-sheet";
  sheet.popover = "auto";
  sheet.setAttribute("role", "dialog");
  sheet.setAttribute("aria-label", label);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "quiet-button";
  close.textContent = nav.dataset.close;
  close.addEventListener("click", () => sheet.hidePopover());
  const copy = list.cloneNode(true);
  sheet.append(close, copy);
  const copies = [...copy.querySelectorAll("a")];
  for (const [heading, known] of links) {
    known.push(copies.find((link) => link.hash === known[0].hash));
  }
  sheet.addEventListener("click", (event) => {
    if (event.target.closest("a")) sheet.hidePopover();
  });

  const bar = document.createElement("div");
  bar.className = "toc-bar";
  bar.hidden = true;
  const button = document.createElement("button");
  button.type = "button";
  button.popoverTargetElement = sheet;
  const name = document.createElement("span");
  name.className = "bar-label";
  name.textContent = label;
  const section = document.createElement("span");
  section.className = "bar-section";
  button.append(icon.cloneNode(true), name, section);
  bar.append(button);
  nav.after(bar, sheet);
  return { bar, section, sheet };
}

function watch({ bar, section, sheet }) {
  const headings = [...links.keys()];
  let current = null;

  const mark = () => {
    // The last heading above the upper third of the window, as a reader's eye goes.
    const line = innerHeight * 0.34 + 1;
    const above = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
    // A link to a short section leads there, though the next one begins above the line too.
    const chosen = above.find((heading) => heading.matches(":target"));
    const now = (chosen?.getBoundingClientRect().top >= 0 ? chosen : above.at(-1)) ?? null;
    if (now === current) return;
    for (const link of links.get(current) ?? []) link.removeAttribute("aria-current");
    for (const link of links.get(now) ?? []) link.setAttribute("aria-current", "location");
    section.textContent = now?.textContent ?? "";
    current = now;
    keepInSight(links.get(now)?.[0]);
  };

  // All that is above the line counts as in sight, so that a jump is noticed as well.
  const crossing = new IntersectionObserver(mark, { rootMargin: "1000000px 0px -66% 0px" });
  headings.forEach((heading) => crossing.observe(heading));
  addEventListener("hashchange", mark);
  new IntersectionObserver(([entry]) => {
    bar.hidden = entry.isIntersecting || entry.boundingClientRect.top > 0;
    if (bar.hidden && sheet.matches(":popover-open")) sheet.hidePopover();
  }).observe(nav);
}

// A long list beside the text scrolls within itself.
function keepInSight(link) {
  if (!link || nav.scrollHeight <= nav.clientHeight) return;
  const top = link.offsetTop - nav.clientHeight / 2;
  nav.scrollTo({ top });
}

// A part with `data-module` gets its script when it comes near, or when the reader first does
// something, so that it costs the first load nothing.
for (const part of document.querySelectorAll("[data-module]")) {
  const waking = new AbortController();
  const wake = () => {
    waking.abort();
    near.disconnect();
    import(part.dataset.module);
  };
  const near = new IntersectionObserver(([entry]) => entry.isIntersecting && wake(), {
    rootMargin: "800px 0px",
  });
  near.observe(part);
  for (const kind of ["pointerdown", "keydown", "scroll"]) {
    addEventListener(kind, wake, { once: true, passive: true, signal: waking.signal });
  }
  if (location.hash.startsWith("#comment-")) wake();
}

// A question to readers opens beside its passage; until its script is there, and without it,
// the icon leads to a page that does the same.
document.addEventListener("click", (event) => {
  const icon = event.target.closest(".passage-icon");
  const script = document.getElementById("feedback")?.dataset.passage;
  if (!icon || !script || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  import(script)
    .then(({ open }) => open(icon))
    .catch(() => location.assign(icon.href));
});
