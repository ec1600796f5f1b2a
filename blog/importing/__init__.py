"""Turns an article written elsewhere into the blocks of an `ArticlePage`.

A file goes through these steps, each of which knows nothing of the next:

`source`     reads the file's bytes as text, or refuses it;
`reading`    makes one neutral `Document` out of plain text, HTML or Markdown;
`composing`  makes blocks out of the document;
`checking`   compares the words of both: none may be missing, none may be new;
`report`     says what became what;
`drafting`   saves the page as a draft, all or nothing. It alone needs the database.
"""
