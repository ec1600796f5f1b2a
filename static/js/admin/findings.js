/* What the rules of writing found and what the text measures, beside the text. The preview that
   Wagtail loads while an editor writes brings both along; here the findings are listed, and shown in
   the form and the preview. */

const FINDINGS = "#writing-findings";
const METRICS = "#writing-metrics";
const FLASH = 2500; // milliseconds that a shown block stands out

const SETTLED = 300; // milliseconds after which a panel that opened has its size

const panel = document.querySelector("[data-findings]");
const previewFrame = () => document.querySelector("[data-w-preview-target='iframe']");
let shown = null; // the finding that was asked for last

function broughtBy(frame, name) {
    try {
        const script = frame?.contentDocument?.querySelector(name);
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

/* Unfold what hides a place. */
function unfold(place) {
    for (let folded = place.closest("[hidden]"); folded; folded = place.closest("[hidden]")) {
        document.querySelector(`[aria-controls="${CSS.escape(folded.id)}"]`)?.click();
        if (folded.hidden) return;
    }
}

/* On a small screen the panel lies over the form: put it away. */
function uncover(place) {
    const covering = panel.closest("[data-side-panel]").getBoundingClientRect();
    if (place && covering.left <= place.getBoundingClientRect().left) {
        document.querySelector("[data-side-panel-toggle='checks']")?.click();
    }
}

/* Bring the words into view where they are written, and let their block stand out for a moment. */
function showInForm(finding) {
    const place = fieldOf(finding);
    if (!place) return;
    unfold(place);
    const fields = [...place.querySelectorAll("[contenteditable=true], input:not([type=hidden]), textarea")];
    const holds = (field) => (field.value ?? field.textContent).includes(finding.words || finding.sentence);
    const field = fields.find(holds) || fields[0];
    place.classList.add("finding-place");
    setTimeout(() => place.classList.remove("finding-place"), FLASH);
    (field || place).scrollIntoView({ block: "center", behavior: "instant" });
    field?.focus({ preventScroll: true });
    select(field, finding.words || finding.sentence);
    highlight(rangeOf(finding.words || finding.sentence, field || place), window);
}

/* Select the words: what is typed takes their place, and a rich text offers its bar with "Cite". */
function select(field, words) {
    if (!field) return;
    if (field.select) {
        const at = field.value.indexOf(words);
        if (at >= 0 && words) field.setSelectionRange(at, at + words.length);
        return;
    }
    const range = rangeOf(words, field);
    // The editor sets its own selection when it gets the focus, and takes over another one then.
    if (range) requestAnimationFrame(() => {
        getSelection().setBaseAndExtent(
            range.startContainer, range.startOffset, range.endContainer, range.endOffset,
        );
        field.scrollIntoView({ block: "center", behavior: "instant" });
    });
}

/* Mark a range without touching the document. */
function highlight(range, view) {
    if (range && view.CSS.highlights) view.CSS.highlights.set("writing-finding", new view.Highlight(range));
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

function showInPreview(finding) {
    const frame = previewFrame();
    const page = frame?.contentDocument;
    if (!page?.body) return;
    const words = finding.words || finding.sentence;
    const part = finding.anchor && page.getElementById(finding.anchor)?.closest("section");
    const range = (part && rangeOf(words, part)) || rangeOf(words, page.body);
    if (!range) return;
    range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
    if (!page.documentElement.hasAttribute("data-finding-style")) {
        const sheet = new frame.contentWindow.CSSStyleSheet();
        sheet.replaceSync("::highlight(writing-finding) { background: #ffd54d; color: #1a1a1a; }");
        page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
        page.documentElement.setAttribute("data-finding-style", "");
    }
    highlight(range, frame.contentWindow);
}

function row(finding) {
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
        shown = finding;
        showInForm(finding);
        showInPreview(finding);
        uncover(fieldOf(finding));
    });
    return item;
}

function list() {
    const findings = broughtBy(previewFrame(), FINDINGS);
    if (!findings) return;
    panel.hidden = false;
    panel.querySelector("[data-findings-count]").textContent = findings.length || "";
    panel.querySelector("[data-findings-none]").hidden = findings.length > 0;
    panel.querySelector("[data-findings-list]").replaceChildren(...findings.map(row));
    // Mark the same words again: the preview is a new document.
    const stays = shown && findings.find((each) => each.rule === shown.rule && each.sentence === shown.sentence);
    shown = stays || null;
    if (shown) showInPreview(shown);
}

function tellMetrics() {
    const metrics = broughtBy(previewFrame(), METRICS) || {};
    for (const [name, told] of Object.entries(metrics)) {
        const place = document.querySelector(`[data-metric="${CSS.escape(name)}"]`);
        if (place) place.textContent = told;
    }
}

if (panel) {
    document.addEventListener("w-preview:loaded", list);
    document.addEventListener("w-preview:loaded", tellMetrics);
    // What is hidden can't be scrolled to before it is shown and has its size.
    document.querySelector("[data-side-panel='preview']")?.addEventListener("show", () => {
        setTimeout(() => shown && showInPreview(shown), SETTLED);
    });
}
