/* What words with a mark of the clinic's own have in common in the rich-text editor: which
   words an editor means, the note that says why it can't be done, the tooltip of a mark. */
(() => {
  const { React, DraftJS, draftail } = window;
  const { EditorState } = DraftJS;
  const { DraftUtils } = window.Draftail;
  const { Portal } = window.wagtail.components;
  const h = React.createElement;

  const isBlank = (text) => !text.trim();

  /** Nothing selected, the caret where the selection ends: what is typed next replaces no
      words. */
  const caretAfter = (selection) =>
    selection.merge({
      anchorKey: selection.getEndKey(),
      anchorOffset: selection.getEndOffset(),
      focusKey: selection.getEndKey(),
      focusOffset: selection.getEndOffset(),
      isBackward: false,
    });

  /** The selection without the spaces at its ends; with nothing selected, the word at the
      caret or, as in "words /cite", before the space there; null where there are no words. */
  const wordsOf = (editorState) => {
    const selection = editorState.getSelection();
    const content = editorState.getCurrentContent();
    const startBlock = content.getBlockForKey(selection.getStartKey());
    const endBlock = content.getBlockForKey(selection.getEndKey());
    let start = selection.getStartOffset();
    let end = selection.getEndOffset();
    if (selection.isCollapsed()) {
      const text = startBlock.getText();
      start -= /\S*$/.exec(text.slice(0, start))[0].length;
      end += /^\S*/.exec(text.slice(end))[0].length;
      if (start === end) {
        const before = text.slice(0, start).replace(/\s$/, '');
        end = before.length;
        start = end - /\S*$/.exec(before)[0].length;
      }
    } else if (startBlock === endBlock) {
      const text = startBlock.getText().slice(start, end);
      if (isBlank(text)) return null;
      start += /^\s*/.exec(text)[0].length;
      end -= /\s*$/.exec(text)[0].length;
    }
    if (startBlock === endBlock && start === end) return null;
    return selection.merge({
      anchorKey: startBlock.getKey(),
      anchorOffset: start,
      focusKey: endBlock.getKey(),
      focusOffset: end,
      isBackward: false,
    });
  };

  /** The blocks in which the words stand, each with the place of its first and last. */
  const blocksOf = (content, words) => {
    const keys = content.getBlockMap().keySeq();
    return keys
      .skipUntil((key) => key === words.getStartKey())
      .takeUntil((key) => key === content.getKeyAfter(words.getEndKey()))
      .toArray()
      .map((key) => {
        const block = content.getBlockForKey(key);
        const from = key === words.getStartKey() ? words.getStartOffset() : 0;
        const to = key === words.getEndKey() ? words.getEndOffset() : block.getLength();
        return { key, from, chars: block.getCharacterList().slice(from, to) };
      });
  };

  /** Whether a link or a mark already holds some of these words. */
  const holdsEntity = (content, words) =>
    blocksOf(content, words).some(({ chars }) => chars.some((char) => char.getEntity()));

  /** The stretches of these words, one or more in each block, that no link or mark holds. */
  const freeStretches = (content, words) =>
    blocksOf(content, words).flatMap(({ key, from, chars }) => {
      const stretches = [];
      chars.forEach((char, index) => {
        if (char.getEntity()) return;
        const at = from + index;
        const last = stretches[stretches.length - 1];
        if (last && last.end === at) last.end = at + 1;
        else stretches.push({ start: at, end: at + 1 });
      });
      return stretches.map(({ start, end }) =>
        words.merge({
          anchorKey: key,
          anchorOffset: start,
          focusKey: key,
          focusOffset: end,
          isBackward: false,
        }),
      );
    });

  /** The key of the mark of this type that holds the caret or the whole selection. */
  const markAt = (editorState, type) => {
    const key = DraftUtils.getSelectionEntity(editorState);
    return key && editorState.getCurrentContent().getEntity(key).getType() === type ? key : null;
  };

  /** Says under the text why the words can't be marked, until it is read. */
  const note = (problem, ok, finish) =>
    h(
      'div',
      { className: 'mark-note', role: 'alertdialog', 'aria-label': problem },
      h('p', null, problem),
      h(
        'button',
        {
          type: 'button',
          className: 'button button-small',
          ref: (button) => button && button.focus(),
          onBlur: finish,
          onClick: finish,
          onKeyDown: (event) => {
            if (event.key === 'Escape') finish();
          },
        },
        ok,
      ),
    );

  const OPEN_EVENT = 'mark:open';

  const stop = (event) => event.stopPropagation();

  /** The tooltip is part of the editor for React, which would take its events for typing. */
  const KEPT_FROM_EDITOR = {
    onBlur: stop,
    onClick: stop,
    onFocus: stop,
    onKeyPress: stop,
    onKeyUp: stop,
    onMouseDown: stop,
    onMouseUp: stop,
  };

  /** Marked words, with a tooltip. A kind of mark tells what the tooltip shows by `subject`,
      how the words look by `look`, and has its `strings` for "edit" and "remove". */
  class Mark extends React.Component {
    constructor(props) {
      super(props);
      this.state = { target: null, byKey: false };
      this.mark = React.createRef();
      this.box = React.createRef();
      this.firstAction = React.createRef();
      this.open = this.open.bind(this);
      this.close = this.close.bind(this);
      this.onKeyDown = this.onKeyDown.bind(this);
      this.keep = { ...KEPT_FROM_EDITOR, onKeyDown: this.onKeyDown };
      this.onOpenEvent = () => this.open({ byKey: true });
    }

    componentDidMount() {
      this.mark.current.addEventListener(OPEN_EVENT, this.onOpenEvent);
    }

    componentDidUpdate(_, before) {
      const { target, byKey } = this.state;
      if (!target || before.target) return;
      this.moveInside(target);
      if (byKey) this.firstAction.current.focus();
    }

    onKeyDown(event) {
      event.stopPropagation();
      if (event.key === 'Escape') {
        this.close();
        this.editor().focus();
      }
    }

    /** The tooltip is placed relative to the editor. */
    open({ byKey = false } = {}) {
      const container = this.container();
      const around = container.getBoundingClientRect();
      const mark = this.mark.current.getBoundingClientRect();
      const { scrollTop, scrollLeft } = document.documentElement;
      this.setState({
        byKey,
        target: {
          container,
          top: mark.top - around.top - scrollTop,
          left: mark.left - around.left - scrollLeft,
          width: mark.width,
          height: mark.height,
        },
      });
    }

    /** A tooltip is centred on its mark; a wide one would leave the editor at a side. */
    moveInside(target) {
      const around = target.container.getBoundingClientRect();
      const box = this.box.current.closest('.Tooltip').getBoundingClientRect();
      const shift =
        Math.max(around.left - box.left, 0) || Math.min(around.right - box.right, 0);
      if (shift) this.setState({ target: { ...target, left: target.left + shift } });
    }

    close() {
      this.setState({ target: null });
    }

    container() {
      return this.mark.current.closest('[data-draftail-editor-wrapper]');
    }

    /** The editor's own focus() puts the caret back where it was. */
    editor() {
      const { children } = this.container().parentNode;
      return [...children].find((child) => child.draftailEditor).draftailEditor;
    }

    edit() {
      this.close();
      this.props.onEdit(this.props.entityKey);
    }

    /** What the mark holds, such as the id of a source. */
    data() {
      return this.props.contentState.getEntity(this.props.entityKey).getData();
    }

    /** Takes the mark away; the editor has left the tooltip by then. */
    remove() {
      const editor = this.editor();
      this.close();
      this.props.onRemove(this.props.entityKey);
      this.giveBack(editor);
    }

    giveBack(editor) {
      setTimeout(() => {
        const state = editor.getEditorState();
        editor.onChange(EditorState.forceSelection(state, caretAfter(state.getSelection())));
        editor.focus();
      });
    }

    tooltip() {
      const { edit, remove } = this.strings();
      const button = (text, onClick, className, ref) =>
        h(
          'button',
          {
            type: 'button',
            className: `button button-small mark-tooltip__button ${className}`,
            onClick,
            ref,
          },
          text,
        );
      return h(
        draftail.Tooltip,
        { target: this.state.target, direction: 'top' },
        h(
          'div',
          { className: `mark-tooltip ${this.look().tooltip}`, ref: this.box, ...this.keep },
          this.subject(),
          button(edit, () => this.edit(), '', this.firstAction),
          button(remove, () => this.remove(), 'button-secondary no'),
        ),
      );
    }

    render() {
      const { children, entityKey } = this.props;
      const { target } = this.state;
      const { mark, title } = this.look();
      return h(
        'span',
        {
          ref: this.mark,
          className: mark,
          'data-draftail-trigger': true,
          'data-mark': entityKey,
          title,
          // Not on click: the caret must have moved into the words before.
          onMouseUp: (event) => {
            if (this.mark.current.contains(event.target)) this.open();
          },
        },
        children,
        target &&
          h(
            Portal,
            {
              node: target.container,
              onClose: this.close,
              closeOnClick: true,
              closeOnType: true,
              closeOnResize: true,
            },
            this.tooltip(),
          ),
      );
    }
  }

  /** Opens the tooltip of a mark for the keyboard. */
  const openMark = (entityKey) => {
    const mark = document.activeElement.querySelector(`[data-mark="${entityKey}"]`);
    if (mark) mark.dispatchEvent(new CustomEvent(OPEN_EVENT));
  };

  window.clinicMarks = {
    Mark,
    caretAfter,
    freeStretches,
    holdsEntity,
    markAt,
    note,
    openMark,
    wordsOf,
  };
})();
