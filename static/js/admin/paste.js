// "Paste an article": shows what becomes of what was copied, and fills the body with it.
(() => {
  const HEADINGS = /<h[1-6][\s>]/i;
  const HINT = "✎"; // what a template says to the writer

  const cell = (words) => {
    const td = document.createElement("td");
    td.textContent = words;
    return td;
  };

  /** Whether a section, or a text without a heading, holds no word yet. */
  const isBlank = (child) => {
    const { type, value } = child.getValue();
    if (type !== "section" && type !== "text") return false;
    const [heading, text] = type === "text" ? ["", value] : [value.heading, value.text];
    const paragraphs = JSON.parse(text || null)?.blocks ?? [];
    return !heading?.trim() && paragraphs.every((each) => !each.text.trim());
  };

  const begin = (root) => {
    const find = (name) => root.querySelector(`[data-paste-${name}]`);
    const dialog = find("dialog");
    const area = find("area");
    const status = find("status");
    const stream = () => document.getElementById(`${root.dataset.stream}-root`)?.rootBlock;
    const step = (name) => {
      for (const part of root.querySelectorAll("[data-paste-step]")) {
        part.hidden = part.dataset.pasteStep !== name;
      }
      for (const button of ["fill", "again"]) find(button).hidden = name !== "result";
      // Below a template's hints, an article would keep them.
      const isOffered = name === "result" && !pastedInto && stream()?.children.length > 0;
      find("replace").hidden = !isOffered;
    };
    let found = null;
    let pastedInto = null; // the text that somebody meant to paste into

    const open = () => {
      found = null;
      area.replaceChildren();
      status.textContent = "";
      find("plain").hidden = !pastedInto;
      step("area");
      if (!dialog.open) dialog.showModal();
      area.focus();
    };

    const titleField = () => document.querySelector("#id_title");

    /** The title that came along, and that it is left out where the article has another. */
    const aboutTitle = (title) => {
      if (!title) return "";
      const own = titleField()?.value.trim();
      const same = own?.toLowerCase().replace(/\W+$/, "") === title.toLowerCase().replace(/\W+$/, "");
      return own && !same ? `${status.dataset.otherTitle} ${title}` : `${status.dataset.title} ${title}`;
    };

    const show = (answer) => {
      status.textContent = aboutTitle(answer.title);
      find("rows").replaceChildren(
        ...answer.becomes.map((each) => {
          const row = document.createElement("tr");
          row.append(cell(each.kind), cell(each.begins), cell(each.holds));
          return row;
        }),
      );
      find("left").hidden = !answer.leftOut.length;
      find("left").querySelector("ul").replaceChildren(
        ...answer.leftOut.map((words) => {
          const item = document.createElement("li");
          item.textContent = words;
          return item;
        }),
      );
      step("result");
      const isOutline = stream().children.some((child) => child.element.textContent.includes(HINT));
      find(isOutline && !pastedInto ? "replace" : "fill").focus();
    };

    const read = async (html, text) => {
      status.textContent = status.dataset.reading;
      const form = new FormData();
      form.set("html", html);
      form.set("text", text);
      form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
      try {
        const response = await fetch(root.dataset.paste, { method: "POST", body: form });
        if (!response.ok) throw new Error(response.status);
        const answer = await response.json();
        if (!dialog.open) return;
        if (answer.refused) {
          status.textContent = answer.refused;
          return;
        }
        found = answer;
        show(answer);
      } catch {
        status.textContent = status.dataset.failed;
      }
    };

    const copied = (event) => ({
      html: event.clipboardData.getData("text/html"),
      text: event.clipboardData.getData("text/plain"),
    });

    const fill = (_event, isInstead = false) => {
      const body = stream();
      if (isInstead) while (body.children.length) body.deleteBlock(0);
      // Below the block in which somebody began to paste; in its place if nothing else is in it.
      const begun = body.children.findIndex((child) => pastedInto && child.element.contains(pastedInto.node));
      const at = begun < 0 ? body.children.length : begun + 1;
      found.blocks.forEach((block, number) =>
        body.insert({ ...block, id: crypto.randomUUID() }, at + number),
      );
      const isReplaced = begun >= 0 && isBlank(body.children[begun]);
      if (isReplaced) body.deleteBlock(begun);
      const title = titleField();
      if (found.title && title && !title.value.trim()) {
        title.value = found.title;
        for (const kind of ["input", "change"]) title.dispatchEvent(new Event(kind, { bubbles: true }));
      }
      document
        .getElementById(`${root.dataset.stream}-count`)
        ?.dispatchEvent(new Event("change", { bubbles: true }));
      pastedInto = null;
      dialog.close();
      body.children[isReplaced ? begun : at]?.focus?.();
    };

    area.addEventListener("paste", (event) => {
      event.preventDefault();
      const { html, text } = copied(event);
      read(html, text);
    });
    find("open").addEventListener("click", () => {
      pastedInto = null;
      open();
    });
    find("again").addEventListener("click", open);
    find("close").addEventListener("click", () => dialog.close());
    find("fill").addEventListener("click", fill);
    find("replace").addEventListener("click", (event) => fill(event, true));
    find("plain").addEventListener("click", () => {
      const { node, html, text } = pastedInto;
      dialog.close();
      const data = new DataTransfer();
      data.setData("text/html", html);
      data.setData("text/plain", text);
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      event.isPlain = true;
      node.focus();
      node.dispatchEvent(event);
      pastedInto = null;
    });

    // Somebody who began an article with a text at hand is here to paste it.
    const address = new URL(window.location.href);
    if (address.searchParams.has("paste")) {
      address.searchParams.delete("paste");
      window.history.replaceState(null, "", address);
      open();
    }

    // Headings cannot stay in a block's text: whoever pastes some most likely pastes an article.
    document.addEventListener(
      "paste",
      (event) => {
        const node = event.target.closest?.(`#${root.dataset.stream}-root [contenteditable=true]`);
        if (!node || event.isPlain || !event.clipboardData) return;
        const { html, text } = copied(event);
        if (!HEADINGS.test(html)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        pastedInto = { node, html, text };
        node.blur(); // a dialog that closes gives the focus back, at which Draft.js stumbles
        open();
        read(html, text);
      },
      true,
    );
  };

  const beginAll = () => document.querySelectorAll("[data-paste]").forEach(begin);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", beginAll);
  else beginAll();
})();
