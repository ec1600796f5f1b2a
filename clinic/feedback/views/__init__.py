"""The pages and fragments by which readers take part."""
