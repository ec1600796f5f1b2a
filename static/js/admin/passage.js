/* "Ask readers" in the rich-text editor: marks a passage and gives it a question. The words of
   buttons and messages come from clinic/feedback/passage_editor.py. */
(() => {
  const { React, DraftJS, draftail } = window;
  const { EditorState, Modifier, SelectionState } = DraftJS;
  const { DraftUtils } = window.Draftail;
  const { Mark, caretAfter, freeStretches, markAt, note, wordsOf } = window.clinicMarks;
  const h = React.createElement;

  const ENTITY = 'PASSAGE';
  const SHOWN_WORDS = 60;
  const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

  /** Filled by Python's options when the first editor starts. */
  const strings = {};

  /** Ten letters and digits: two passages of a page never get the same. */
  const newKey = () =>
    [...crypto.getRandomValues(new Uint32Array(10))].map((n) => LETTERS[n % 36]).join('');

  /** All pieces of a passage: links among its words part it. */
  const pieces = (content, passage) => {
    const found = [];
    content.getBlocksAsArray().forEach((block) => {
      let entityKey = null;
      block.findEntityRanges(
        (char) => {
          entityKey = char.getEntity();
          if (!entityKey) return false;
          const entity = content.getEntity(entityKey);
          return entity.getType() === ENTITY && entity.getData().key === passage;
        },
        (start, end) => {
          const range = SelectionState.createEmpty(block.getKey());
          found.push({
            entityKey: block.getEntityAt(start),
            range: range.merge({ anchorOffset: start, focusOffset: end }),
          });
        },
      );
    });
    return found;
  };

  /** The words between two places, for a heading. */
  const shortened = (content, words) => {
    const block = content.getBlockForKey(words.getStartKey());
    const end =
      words.getStartKey() === words.getEndKey() ? words.getEndOffset() : block.getLength();
    const text = block.getText().slice(words.getStartOffset(), end);
    return text.length > SHOWN_WORDS ? `${text.slice(0, SHOWN_WORDS)}…` : text;
  };

  /** Asks for the question, then marks the words; or says why it can't. */
  class PassageSource extends React.Component {
    constructor(props) {
      super(props);
      Object.assign(strings, props.entityType.strings);
      this.state = { problem: null, question: '', shown: false };
      this.field = React.createRef();
      this.form = React.createRef();
      this.finish = () => props.onComplete(null);
      this.onKeyDown = this.onKeyDown.bind(this);
      this.save = this.save.bind(this);
    }

    componentDidMount() {
      const { editorState } = this.props;
      const content = editorState.getCurrentContent();
      const existing = markAt(editorState, ENTITY);
      if (existing) {
        const { key, question, shown } = content.getEntity(existing).getData();
        this.passage = key;
        this.words = DraftUtils.getEntitySelection(editorState, existing);
        this.ask({ question, shown });
        return;
      }
      this.words = wordsOf(editorState);
      this.stretches = this.words && freeStretches(content, this.words);
      if (!this.words) this.setState({ problem: strings.chooseWords });
      else if (!this.stretches.length) this.setState({ problem: strings.taken });
      else this.ask({});
    }

    ask(data) {
      this.setState({ asking: true, ...data }, () => {
        this.field.current.focus();
        this.form.current.scrollIntoView({ block: 'nearest' });
      });
    }

    onKeyDown(event) {
      event.stopPropagation();
      if (event.key === 'Escape') this.finish();
      if (event.key === 'Enter' && event.target === this.field.current) {
        event.preventDefault();
        this.save();
      }
    }

    save() {
      const { editorState } = this.props;
      const question = this.state.question.trim();
      if (!question) {
        this.field.current.focus();
        return;
      }
      const data = { key: this.passage || newKey(), question, shown: this.state.shown };
      const content = editorState.getCurrentContent();
      const marked = this.passage ? this.changed(content, data) : this.asked(content, data);
      const after = EditorState.push(editorState, marked, 'apply-entity');
      this.props.onComplete(EditorState.forceSelection(after, caretAfter(this.words)));
    }

    asked(content, data) {
      const withEntity = content.createEntity(ENTITY, 'MUTABLE', data);
      const key = withEntity.getLastCreatedEntityKey();
      return this.stretches.reduce(
        (marked, stretch) => Modifier.applyEntity(marked, stretch, key),
        withEntity,
      );
    }

    /** A new entity, so that undoing brings the old question back. */
    changed(content, data) {
      const withEntity = content.createEntity(ENTITY, 'MUTABLE', data);
      const key = withEntity.getLastCreatedEntityKey();
      return pieces(content, data.key).reduce(
        (marked, { range }) => Modifier.applyEntity(marked, range, key),
        withEntity,
      );
    }

    render() {
      const { problem, asking, question, shown } = this.state;
      if (problem) return note(problem, strings.ok, this.finish);
      if (!asking) return null;
      const content = this.props.editorState.getCurrentContent();
      const { questionLength } = this.props.entityType;
      return h(
        'div',
        {
          ref: this.form,
          className: 'mark-note passage-form',
          role: 'group',
          'aria-label': strings.heading.replace('%s', shortened(content, this.words)),
          onKeyDown: this.onKeyDown,
        },
        h('p', null, strings.heading.replace('%s', shortened(content, this.words))),
        h(
          'label',
          { className: 'passage-form__question' },
          strings.question,
          h('input', {
            ref: this.field,
            type: 'text',
            value: question,
            maxLength: questionLength,
            placeholder: strings.example,
            onChange: (event) => this.setState({ question: event.target.value }),
          }),
        ),
        h(
          'label',
          { className: 'passage-form__shown' },
          h('input', {
            type: 'checkbox',
            checked: shown,
            onChange: (event) => this.setState({ shown: event.target.checked }),
          }),
          strings.shown,
        ),
        h(
          'div',
          { className: 'passage-form__buttons' },
          h(
            'button',
            { type: 'button', className: 'button button-small', onClick: this.save },
            strings.save,
          ),
          h(
            'button',
            {
              type: 'button',
              className: 'button button-small button-secondary',
              onClick: this.finish,
            },
            strings.cancel,
          ),
        ),
      );
    }
  }

  /** Words that readers are asked about, with a tooltip that shows the question. */
  class PassageMark extends Mark {
    strings() {
      return strings;
    }

    look() {
      const { question } = this.data();
      return { mark: 'passage-mark', title: question, tooltip: 'passage-tooltip' };
    }

    subject() {
      return h(
        'span',
        { className: 'mark-tooltip__subject' },
        this.data().question,
        h('span', { className: 'passage-tooltip__help' }, strings.removeHelp),
      );
    }

    /** Of the passage all pieces, not only the one that was clicked. */
    remove() {
      const editor = this.editor();
      const state = editor.getEditorState();
      const freed = pieces(state.getCurrentContent(), this.data().key).reduce(
        (content, { range }) => Modifier.applyEntity(content, range, null),
        state.getCurrentContent(),
      );
      this.close();
      editor.onChange(EditorState.push(state, freed, 'apply-entity'));
      this.giveBack(editor);
    }
  }

  draftail.registerPlugin({ type: ENTITY, source: PassageSource, decorator: PassageMark });
  draftail.registerPlugin(
    {
      type: 'passage',
      initialize() {
        Object.assign(strings, this.strings);
      },
    },
    'plugins',
  );
})();
