"""How good the search is, measured: labelled questions over the demonstration clinic and three
hundred competing pages, and a public collection with relevance judgements."""
