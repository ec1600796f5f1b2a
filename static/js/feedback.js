// Makes the feedback below an article quicker: forms open in place, votes and ratings count
// without another page, comments arrive. Loaded when it is needed; every link and form leads
// to a page that does the same without it.

const area = document.getElementById("feedback");
const { address, token: tokenAddress } = area.dataset;
const words = Object.fromEntries(
  [...area.querySelector("[data-words]").content.querySelectorAll("[data-word]")].map((each) => [
    each.dataset.word,
    each.textContent,
  ]),
);
const NEWS_SECONDS = 60;
const INVITATION_SECONDS = 45;
const store = safeStorage();

// What this device keeps, nothing at all where storage is forbidden.
function safeStorage() {
  const get = (key) => {
    try {
      return localStorage.getItem(`feedback-${key}`);
    } catch {
      return null;
    }
  };
  const set = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(`feedback-${key}`);
      else localStorage.setItem(`feedback-${key}`, value);
    } catch {
      /* Then it is not kept. */
    }
  };
  return { get, set };
}

function say(text) {
  area.querySelector("[data-status]").textContent = text;
}

// --- Asking and sending -------------------------------------------------------------------

export function ask(url, options = {}) {
  return fetch(url, {
    credentials: "same-origin",
    ...options,
    headers: { "X-Requested-With": "feedback", ...options.headers },
  });
}

let token = null;

async function send(url, data) {
  if (!data.has("csrfmiddlewaretoken")) {
    token ??= (await (await ask(tokenAddress)).json()).token;
    data.set("csrfmiddlewaretoken", token);
  }
  const answer = await ask(url, { method: "POST", body: data });
  if (answer.ok) store.set("wrote", "1");
  return answer;
}

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

// --- Forms that open in place -------------------------------------------------------------

async function open(link) {
  const known = link.dataset.panel && document.getElementById(link.dataset.panel);
  if (known) return known.querySelector("textarea, input:not([type=hidden])")?.focus();
  try {
    const answer = await ask(link.href);
    if (!answer.ok) throw new Error(answer.statusText);
    const panel = document.createElement("div");
    panel.className = "feedback-panel";
    panel.id = `feedback_panel_${Math.random().toString(36).slice(2)}`;
    link.dataset.panel = panel.id;
    link.setAttribute("aria-expanded", "true");
    (link.closest(".doors, footer") ?? link).after(panel);
    fill(panel, await answer.text(), link);
    panel.querySelector("textarea, input:not([type=hidden])")?.focus();
  } catch {
    location.assign(link.href);
  }
}

function close(panel, link) {
  panel.remove();
  delete link.dataset.panel;
  link.removeAttribute("aria-expanded");
  link.focus();
}

export function fill(panel, html, link) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet-button close";
  button.textContent = words.close;
  button.addEventListener("click", () => close(panel, link));
  panel.replaceChildren(button, parsed(html));
  panel.onkeydown = (event) => {
    if (event.key === "Escape") close(panel, link);
  };
  const form = panel.querySelector("form");
  if (!form) return;
  form.addEventListener("submit", (event) => submit(event, panel, link));
  prepare(form);
}

// Beside the box: the crisis lines as soon as the words ask for them, and the name and address
// that this device was told to remember.
async function prepare(form) {
  const puzzle = form.querySelector("[data-challenge] + script");
  if (puzzle) import(puzzle.src).then(({ solve }) => solve(form));
  const text = form.elements.text;
  if (text && area.dataset.distress) {
    const { watchForDistress } = await import(area.dataset.distress);
    watchForDistress(text, (found) => {
      let help = form.querySelector(".crisis-at-once");
      if (!found || help) {
        if (help) help.hidden = !found;
        return;
      }
      const lines = document.getElementById("help_now")?.closest(".crisis");
      // The answer to a text that was sent brings them along.
      if (!lines || form.closest(".feedback-panel")?.querySelector(".content > .crisis")) return;
      help = document.createElement("div");
      help.className = "crisis-at-once";
      help.setAttribute("role", "alert");
      const copy = lines.cloneNode(true);
      for (const each of copy.querySelectorAll("[id]")) each.removeAttribute("id");
      help.append(copy);
      text.after(help);
    });
  }
  const { name, email } = form.elements;
  if (!name || !email || form.elements.telephone) return;
  name.value ||= store.get("name") ?? "";
  email.value ||= store.get("email") ?? "";
  const label = document.createElement("label");
  label.className = "remember";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = store.get("name") !== null;
  label.append(box, ` ${words.remember}`);
  form.querySelector("[type=submit]").before(label);
  form.addEventListener("submit", () => {
    store.set("name", box.checked ? name.value : null);
    store.set("email", box.checked ? email.value : null);
  });
}

async function submit(event, panel, link) {
  event.preventDefault();
  const form = event.target;
  if (form.dataset.sending) return;
  form.dataset.sending = "1";
  try {
    if (form.dataset.patterns && !form.dataset.asked) {
      const { nudge } = await import(area.dataset.nudge);
      if (!(await nudge(form, words))) {
        delete form.dataset.sending;
        return;
      }
    }
    const answer = await send(form.action, new FormData(form, event.submitter));
    const html = await answer.text();
    if (answer.status >= 500 || answer.status === 403) throw new Error(answer.statusText);
    fill(panel, html, link);
    const first = panel.querySelector(".field-error, [role=alert], [role=status], h1");
    if (first) {
      first.tabIndex = -1;
      first.focus();
    }
    if (answer.ok) showOwn();
  } catch {
    delete form.dataset.sending;
    let note = form.querySelector(".send-error");
    if (!note) {
      note = document.createElement("p");
      note.className = "field-error send-error";
      note.setAttribute("role", "alert");
      form.append(note);
    }
    note.textContent = words.failed;
  }
}

// --- Ratings and votes --------------------------------------------------------------------

async function rate(form, submitter) {
  const data = new FormData(form, submitter);
  const takesBack = submitter?.hasAttribute("data-take-back");
  data.set("stars", takesBack ? "" : (form.elements.stars.value ?? ""));
  const answer = await send(form.action, data);
  const html = await answer.text();
  if (!answer.ok) return say(parsed(html).querySelector(".field-error")?.textContent ?? words.failed);
  area.querySelector("[data-average]").replaceChildren(parsed(html));
  markStars(takesBack ? "" : data.get("stars"));
  say(takesBack ? words.unrated : words.rated);
}

function markStars(stars) {
  const form = area.querySelector("[data-rate]");
  if (!form) return;
  for (const radio of form.querySelectorAll("[type=radio]")) radio.checked = radio.value === stars;
  form.querySelector("[data-take-back]").hidden = !stars;
}

async function vote(form, submitter) {
  const data = new FormData();
  data.set("value", submitter.value);
  const answer = await send(form.action, data);
  const result = await answer.json();
  if (!answer.ok) return say(result.problem ?? words.failed);
  form.querySelector("[data-score]").textContent = result.score;
  const pressed = submitter.getAttribute("aria-pressed") === "true";
  const other = [...form.elements].find((button) => button.getAttribute("aria-pressed") === "true");
  if (other && other !== submitter) other.removeAttribute("aria-pressed");
  else if (!pressed) submitter.setAttribute("aria-pressed", "true");
  say(words.voted.replace("%d", result.score));
}

// --- What only this reader sees -----------------------------------------------------------

async function showOwn() {
  if (!store.get("wrote")) return;
  const answer = await ask(`${address}mine/`);
  if (!answer.ok) return;
  const own = parsed(await answer.text()).firstElementChild;
  area.querySelector("[data-own]").replaceChildren(...own.children);
  if (own.dataset.stars) markStars(own.dataset.stars);
  for (const pair of (own.dataset.votes ?? "").split(" ").filter(Boolean)) {
    const [pk, value] = pair.split(":");
    area
      .querySelector(`[data-vote="${pk}"] [value="${value}"]`)
      ?.setAttribute("aria-pressed", "true");
  }
}

// --- Threads ------------------------------------------------------------------------------

const list = () => area.querySelector("[data-threads]");

function chosen() {
  const form = area.querySelector("[data-arrange]");
  return form ? new URLSearchParams(new FormData(form)) : new URLSearchParams();
}

async function arrange() {
  const answer = await ask(`${address}threads/?${chosen()}`);
  if (!answer.ok) return say(words.failed);
  list().replaceChildren(parsed(await answer.text()));
  showOwn();
  say(words.loaded);
}

async function loadMore(link) {
  const answer = await ask(link.dataset.more);
  if (!answer.ok) return location.assign(link.href);
  const more = parsed(await answer.text());
  const known = list().querySelector(".threads");
  const fresh = [...(more.querySelector(".threads")?.children ?? [])].filter(
    (each) => !document.getElementById(each.firstElementChild.id),
  );
  link.closest(".more").remove();
  known.append(...fresh);
  const next = more.querySelector(".threads ~ .more");
  if (next) known.after(next);
  const first = fresh[0]?.firstElementChild;
  if (first) {
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }
  say(words.loaded);
}

async function wholeThread(link) {
  const answer = await ask(`${link.href}?page=1`);
  if (!answer.ok) return location.assign(link.href);
  const page = parsed(await answer.text());
  const whole = page.querySelector(".threads > li > .comment");
  // A thread of several pages is read on its own.
  if (page.querySelector(".pagination") || !whole) return location.assign(link.href);
  link.closest(".threads > li").replaceChildren(...page.querySelector(".threads").children[0].children);
  say(words.loaded);
}

// A permalink of a comment that the first page of threads does not hold.
async function findLinked() {
  const pk = /^#comment-([0-9]+)$/.exec(location.hash)?.[1];
  if (!pk || !list()) return;
  let comment = document.getElementById(`comment-${pk}`);
  if (!comment) {
    const answer = await ask(`/feedback/comment/${pk}/`);
    if (!answer.ok) return;
    const found = parsed(await answer.text()).querySelector("[data-thread-of]");
    if (!found) return;
    document.getElementById(`comment-${found.dataset.threadOf}`)?.closest("li")?.remove();
    const known = list().querySelector(".threads");
    if (known) known.prepend(...found.children);
    else list().append(found);
    comment = document.getElementById(`comment-${pk}`);
  }
  comment?.classList.add("is-linked");
  comment?.scrollIntoView();
}

// --- What is new --------------------------------------------------------------------------

let latest = area.dataset.latest || new Date(0).toISOString();
let tag = null;

async function lookForNews() {
  if (document.hidden) return;
  try {
    const headers = tag ? { "If-None-Match": tag } : {};
    const answer = await ask(`${address}new/?since=${encodeURIComponent(latest)}`, {
      headers,
      cache: "no-store",
    });
    if (!answer.ok) return;
    tag = answer.headers.get("ETag");
    const { new: count } = await answer.json();
    if (count) announce(count);
  } catch {
    /* The next time, then. */
  }
}

function announce(count) {
  let button = area.querySelector(".news");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.className = "quiet-button news";
    button.addEventListener("click", () => showNew(button));
    list().before(button);
  }
  const text = count === 1 ? words.one : words.many.replace("%d", count);
  if (button.textContent === text) return;
  button.textContent = text;
  say(text);
}

async function showNew(button) {
  const since = latest;
  const answer = await ask(`${address}threads/?since=${encodeURIComponent(since)}`);
  if (!answer.ok) return say(words.failed);
  const fresh = [...parsed(await answer.text()).querySelectorAll(".threads > li")];
  button.remove();
  let known = list().querySelector(".threads");
  if (!known) {
    known = document.createElement("ol");
    known.className = "threads";
    list().replaceChildren(known);
  }
  for (const thread of fresh) {
    document.getElementById(thread.firstElementChild.id)?.closest("li")?.remove();
  }
  known.prepend(...fresh);
  const comments = [...known.querySelectorAll("[data-published]")];
  const isNew = ({ dataset }) => Date.parse(dataset.published) > Date.parse(since);
  const unseen = comments.filter(isNew);
  for (const comment of unseen) comment.classList.add("is-new");
  latest = comments.map(({ dataset }) => dataset.published).reduce((a, b) => (Date.parse(a) > Date.parse(b) ? a : b), since);
  tag = null;
  if (unseen[0]) {
    unseen[0].tabIndex = -1;
    unseen[0].focus();
  }
}

// --- The bubble ---------------------------------------------------------------------------

function addBubble() {
  if (!("bubble" in area.dataset) || store.get("bubble") === "no") return;
  const bubble = document.createElement("aside");
  bubble.className = "comment-bubble";
  bubble.setAttribute("aria-label", words.bubble.trim());
  const link = document.createElement("a");
  link.href = "#feedback";
  link.textContent = words.bubble.trim();
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", words.dismiss);
  button.title = words.dismiss;
  button.textContent = "×";
  button.addEventListener("click", () => {
    store.set("bubble", "no");
    bubble.remove();
  });
  bubble.append(link, button);
  document.body.append(bubble);
  setTimeout(() => {
    if (!document.hidden) link.textContent = words.invitation;
  }, INVITATION_SECONDS * 1000);
  // Not in the way of what it leads to.
  new IntersectionObserver(([entry]) => (bubble.hidden = entry.isIntersecting)).observe(area);
}

// --- Listening ----------------------------------------------------------------------------

const failed = () => say(words.failed);

area.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("[data-open], [data-more], [data-thread]");
  if (link) {
    event.preventDefault();
    if ("open" in link.dataset) open(link);
    else if ("more" in link.dataset) loadMore(link).catch(failed);
    else wholeThread(link).catch(failed);
    return;
  }
  // A press on a star is meant; the keys move through them first, and Enter sends.
  const star = event.target.closest(".stars label");
  if (star && event.detail > 0) {
    const form = star.closest("form");
    setTimeout(() => form.requestSubmit());
  }
});

area.addEventListener("submit", (event) => {
  const form = event.target;
  if ("rate" in form.dataset) rate(form, event.submitter).catch(failed);
  else if ("vote" in form.dataset) vote(form, event.submitter).catch(failed);
  else if ("arrange" in form.dataset) arrange().catch(failed);
  else return;
  event.preventDefault();
});

area.addEventListener("change", (event) => {
  if (event.target.closest("[data-arrange]")) arrange().catch(failed);
});

addEventListener("hashchange", () => findLinked().catch(failed));
document.addEventListener("visibilitychange", lookForNews);
if (list()) setInterval(lookForNews, NEWS_SECONDS * 1000);

area.dataset.ready = "";
showOwn().catch(failed);
findLinked().catch(failed);
addBubble();
