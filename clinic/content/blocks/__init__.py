"""The blocks that pages are composed of, one file per idea."""
