"""Links that show one state of a page to somebody without an account."""
