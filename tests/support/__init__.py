"""What many tests share: the browser, the checkers, a site to stand on."""
