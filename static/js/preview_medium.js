// Shows an editor the page as another medium would: a light or a dark screen, or paper. Only the
// preview loads it, before anything is drawn, and it turns the conditions of the very stylesheet
// that visitors get.

{
  const { medium } = document.currentScript.dataset;
  const TRUE = "(width >= 0px)";
  const FALSE = "(width < 0px)";
  const PAPER = 40.2; // rem between the margins of a sheet of A4

  function* rulesIn(list) {
    for (const rule of list) {
      yield rule;
      if (rule.cssRules) yield* rulesIn(rule.cssRules);
    }
  }

  function onScreen(condition) {
    return condition.replace(/\(prefers-color-scheme: (\w+)\)/g, (_, scheme) =>
      scheme === medium ? TRUE : FALSE,
    );
  }

  function onPaper(condition) {
    if (/\bscreen\b/.test(condition)) return "not all";
    return condition
      .replace(/\bprint\b/, "all")
      .replace("(prefers-color-scheme: dark)", FALSE)
      .replace(/\(width (>=|<) ([\d.]+)rem\)/g, (_, sign, rem) =>
        (sign === ">=") === PAPER >= Number(rem) ? TRUE : FALSE,
      );
  }

  function layOut(margin) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      html { background: #75706a; }
      body {
        box-sizing: border-box;
        inline-size: 210mm;
        min-block-size: 297mm;
        margin: 8mm auto;
        padding: ${margin};
        background: var(--paper);
        box-shadow: 0 1mm 4mm #0008;
      }
    `);
    document.adoptedStyleSheets = [sheet];
  }

  if (["light", "dark", "print"].includes(medium)) {
    const turned = medium === "print" ? onPaper : onScreen;
    const rules = [...document.styleSheets].flatMap((sheet) => [...rulesIn(sheet.cssRules)]);
    for (const rule of rules) {
      if (rule instanceof CSSMediaRule) rule.media.mediaText = turned(rule.media.mediaText);
    }
    if (medium === "print") {
      layOut(rules.find((rule) => rule instanceof CSSPageRule)?.style.margin);
    } else {
      document.documentElement.style.colorScheme = medium;
    }
  }
}
