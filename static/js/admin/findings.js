/* What the rules of writing found, beside the text. The preview that Wagtail loads while an editor
   writes brings the findings along; here they are listed, and shown in the form and the preview. */

const FINDINGS = "#writing-findings";
const FLASH = 2500; // milliseconds that a shown block stands out

const panel = document.querySelector("[data-findings]");

function findingsOf(frame) {
    try {
        const script = frame.contentDocument?.querySelector(FINDINGS);
        return script ? JSON.parse(script.textContent) : null;
    } catch {
        return null; // the preview shows something else
    }
}

/* A sentence with the words that set off the rule marked. */
function marked(finding) {
    const at = finding.words ? finding.sentence.indexOf(finding.words) : -1;
    if (at < 0) return [finding.sentence || finding.words];
    const mark = document.createElement("mark");
    mark.textContent = finding.words;
    return [
        finding.sentence.slice(0, at),
        mark,
        finding.sentence.slice(at + finding.words.length),
    ];
}

function fieldOf(finding) {
    const block = finding.block && document.querySelector(`[data-contentpath="${CSS.escape(finding.block)}"]`);
    return block || document.querySelector(`[data-contentpath="${CSS.escape(finding.field)}"]`);
}

/* Bring the block into view, unfolded, and let it stand out for a moment. */
function showInForm(finding) {
    const place = fieldOf(finding);
    if (!place) return;
    for (let folded = place.closest("[hidden]"); folded; folded = place.closest("[hidden]")) {
        const opener = document.querySelector(`[aria-controls="${CSS.escape(folded.id)}"]`);
        if (!folded.id || !opener) break;
        opener.click();
        if (folded.hidden) break;
    }
    place.scrollIntoView({ block: "center", behavior: "auto" });
    place.classList.add("finding-place");
    setTimeout(() => place.classList.remove("finding-place"), FLASH);
    place.querySelector("[contenteditable=true], input:not([type=hidden]), textarea, select")?.focus({ preventScroll: true });
}

/* The range of some words in a document, though tags part them. */
function rangeOf(words, root) {
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        nodes.push([node, text.length]);
        text += node.data;
    }
    const pattern = words.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const found = new RegExp(pattern.join("(?:\\s|\\d)+")).exec(text);
    if (!found) return null;
    const range = root.ownerDocument.createRange();
    for (const [node, start] of nodes) {
        const end = start + node.data.length;
        if (start <= found.index && found.index < end) range.setStart(node, found.index - start);
        const stop = found.index + found[0].length;
        if (start < stop && stop <= end) range.setEnd(node, stop - start);
    }
    return range;
}

function showInPreview(finding, frame) {
    const page = frame?.contentDocument;
    const view = frame?.contentWindow;
    const root = (finding.anchor && page?.getElementById(finding.anchor)?.closest("section")) || page?.body;
    if (!root) return;
    const range = rangeOf(finding.words || finding.sentence, root) || rangeOf(finding.words || finding.sentence, page.body);
    if (!range) return;
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
    if (view.CSS?.highlights) {
        view.CSS.highlights.set("writing-finding", new view.Highlight(range));
        if (!page.querySelector("[data-finding-style]")) {
            const sheet = new view.CSSStyleSheet();
            sheet.replaceSync("::highlight(writing-finding) { background: #ffd54d; color: #1a1a1a; }");
            page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
            page.documentElement.dataset.findingStyle = "";
        }
    }
}

function row(finding, frame) {
    const item = panel.querySelector("[data-findings-row]").content.cloneNode(true);
    const part = (name) => item.querySelector(`[data-finding-${name}]`);
    part("blocks").hidden = !finding.blocks;
    part("message").textContent = finding.message;
    part("better").hidden = !finding.better;
    part("better-words").textContent = finding.better;
    part("sentence").replaceChildren(...marked(finding));
    part("sentence").hidden = !(finding.sentence || finding.words);
    part("where").textContent = `: ${finding.heading} ${finding.words}`;
    part("show").addEventListener("click", () => {
        showInForm(finding);
        showInPreview(finding, frame);
    });
    return item;
}

function list(frame) {
    const findings = findingsOf(frame);
    if (!findings) return;
    panel.hidden = false;
    panel.querySelector("[data-findings-count]").textContent = findings.length || "";
    panel.querySelector("[data-findings-none]").hidden = findings.length > 0;
    panel.querySelector("[data-findings-list]").replaceChildren(...findings.map((finding) => row(finding, frame)));
}

if (panel) {
    document.addEventListener("w-preview:loaded", () => {
        const frame = document.querySelector("[data-w-preview-target='iframe']");
        if (frame) list(frame);
    });
}
