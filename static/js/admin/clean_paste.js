// What a web page or a word processor puts beside its words never reaches a rich text: Draftail
// keeps paragraphs, lists, links and emphasis, but would take a script or a button for words.
(() => {
  const NO_WORDS = "script, style, template, noscript, button, select, svg, title, xml, iframe, object";
  const BLOCKS = new Set(["BODY", "UL", "OL", "TABLE", "TBODY", "TR", "DIV", "SECTION", "ARTICLE"]);

  /** The same without what is no words; null if there was nothing of it. */
  const cleaned = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const rest = [...page.querySelectorAll(NO_WORDS)];
    const texts = page.createNodeIterator(page.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const isBetween = BLOCKS.has(text.parentNode.nodeName) && !text.data.trim();
      const beside = [text.previousSibling, text.nextSibling].filter(Boolean);
      if (isBetween && beside.every((node) => /^(P|H\d|UL|OL|LI|DIV|#comment)$/.test(node.nodeName))) {
        rest.push(text);
      }
    }
    if (!rest.length) return null;
    for (const node of rest) node.remove();
    return page.body.innerHTML;
  };

  document.addEventListener(
    "paste",
    (event) => {
      const node = event.target.closest?.(".Draftail-Editor [contenteditable=true]");
      if (!node || event.isClean || !event.clipboardData) return;
      const html = cleaned(event.clipboardData.getData("text/html"));
      if (html === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const data = new DataTransfer();
      data.setData("text/html", html);
      data.setData("text/plain", event.clipboardData.getData("text/plain"));
      const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      node.dispatchEvent(Object.assign(again, { isClean: true, isPlain: event.isPlain }));
    },
    true,
  );
})();
