"""What an editor may do inside a rich text. Headings belong to blocks, so that the table of
contents, the search and the review see them."""

INLINE_FEATURES = ["bold", "italic", "superscript", "subscript", "link", "citation"]
# In the body of a page. `clinic.feedback` registers "passage", a question to readers.
BODY_INLINE_FEATURES = [*INLINE_FEATURES, "passage"]
TEXT_FEATURES = [*BODY_INLINE_FEATURES, "ol", "ul", "document-link"]
