"""How quick the site is, beside a file that the same nginx gives out: `make bench`."""
