// A slash opens the list of commands where a word begins. Inside one, as in "mg/kg", it is a sign
// like any other: there the list would cover the text, and take the Enter key.
(() => {
  const { DraftUtils } = window.Draftail;
  const find = DraftUtils.getCommandPalettePrompt.bind(DraftUtils);

  DraftUtils.getCommandPalettePrompt = (editorState) => {
    const prompt = find(editorState);
    const before = prompt?.block.getText()[prompt.position - 1];
    return before === undefined || /\s/.test(before) ? prompt : null;
  };
})();
