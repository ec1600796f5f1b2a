"""Where moderators decide, in Wagtail's admin."""
