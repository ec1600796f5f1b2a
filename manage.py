#!/usr/bin/env python
"""Run a Django management command for the clinic site."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.dev")
    from django.core.management import execute_from_command_line

    from clinic.settings.environment import BadEnvironment

    try:
        execute_from_command_line(sys.argv)
    except BadEnvironment as error:
        sys.exit(f"The site does not start: {error}")


if __name__ == "__main__":
    main()
