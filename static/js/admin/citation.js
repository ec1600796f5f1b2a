/* "Cite" in the rich-text editor: marks words with the reference that supports them.
   The words of buttons and messages come from clinic/content/rich_text.py. */
(() => {
  const { React, DraftJS, draftail } = window;
  const { EditorState, Modifier } = DraftJS;
  const { DraftUtils } = window.Draftail;
  const { Mark, caretAfter, holdsEntity, markAt, note, openMark, wordsOf } = window.clinicMarks;
  const h = React.createElement;

  const ENTITY = 'CITATION';
  const OPEN_COMMAND = 'open-citation';

  /** Filled by Python's options when the first editor starts. */
  const strings = {};

  /** Shows the references to choose from, then marks the words; or says why it can't. */
  class CitationSource extends React.Component {
    constructor(props) {
      super(props);
      this.state = { problem: null };
      this.nextState = null;
      this.finish = () => props.onComplete(this.nextState);
    }

    componentDidMount() {
      const { editorState, entityType: options } = this.props;
      const citation = markAt(editorState, ENTITY);
      this.words = citation
        ? DraftUtils.getEntitySelection(editorState, citation)
        : wordsOf(editorState);
      if (!this.words) {
        this.setState({ problem: options.strings.chooseWords });
      } else if (!citation && holdsEntity(editorState.getCurrentContent(), this.words)) {
        this.setState({ problem: options.strings.alreadyLinked });
      } else {
        this.openChooser(options);
      }
    }

    componentWillUnmount() {
      window.jQuery(document.body).off('hidden.bs.modal', this.finish);
    }

    /** The editor takes over again when the chooser has closed, and with it the focus. */
    openChooser(options) {
      const handlers = window.CHOOSER_MODAL_ONLOAD_HANDLERS;
      window.jQuery(document.body).on('hidden.bs.modal', this.finish);
      window.ModalWorkflow({
        url: options.chooserUrl,
        onload: {
          ...handlers,
          choose: (modal, data) => {
            handlers.choose(modal, data);
            // The modal takes the focus once it has faded in.
            modal.container.one('shown.bs.modal', () => modal.body.find('#id_q').focus());
          },
        },
        responses: { chosen: (reference) => this.cite(reference) },
        onError: () => this.setState({ problem: options.strings.failed }),
      });
    }

    cite({ id, string, edit_url: url, status }) {
      const { editorState } = this.props;
      const content = editorState
        .getCurrentContent()
        .createEntity(ENTITY, 'MUTABLE', { id, label: string, url, status });
      const marked = Modifier.applyEntity(
        content,
        this.words,
        content.getLastCreatedEntityKey(),
      );
      const after = EditorState.push(editorState, marked, 'apply-entity');
      this.nextState = EditorState.forceSelection(after, caretAfter(this.words));
    }

    render() {
      const { problem } = this.state;
      return problem && note(problem, this.props.entityType.strings.ok, this.finish);
    }
  }

  /** Words that cite a source, with a tooltip that names it. */
  class CitationMark extends Mark {
    strings() {
      return strings;
    }

    look() {
      const { label, status } = this.data();
      const state = (!label && 'missing') || (status && 'fallen');
      return {
        mark: `citation-mark${state ? ` citation-mark--${state}` : ''}`,
        title: label || strings.missing,
        tooltip: 'citation-tooltip',
      };
    }

    subject() {
      const { label, url } = this.data();
      const className = 'mark-tooltip__subject';
      if (!url) return h('span', { className }, label || strings.missing);
      return h(
        'a',
        { href: url, target: '_blank', rel: 'noreferrer', className },
        label || strings.missing,
        h('span', { className: 'w-sr-only' }, ` (${strings.opensInNewTab})`),
      );
    }
  }

  /** Ctrl + Alt + C cites the selected words, or opens the tooltip of the mark at the caret.
      AltGr counts as both keys and types letters in some languages. */
  const isShortcut = (event) =>
    event.ctrlKey &&
    event.altKey &&
    !event.shiftKey &&
    event.keyCode === 67 &&
    !event.nativeEvent.getModifierState('AltGraph');

  draftail.registerPlugin({ type: ENTITY, source: CitationSource, decorator: CitationMark });
  draftail.registerPlugin(
    {
      type: 'citation',
      initialize() {
        Object.assign(strings, this.strings);
      },
      keyBindingFn(event, { getEditorState }) {
        if (!isShortcut(event)) return undefined;
        return markAt(getEditorState(), ENTITY) ? OPEN_COMMAND : ENTITY;
      },
      handleKeyCommand(command, editorState) {
        if (command !== OPEN_COMMAND) return 'not-handled';
        openMark(markAt(editorState, ENTITY));
        return 'handled';
      },
    },
    'plugins',
  );
})();
