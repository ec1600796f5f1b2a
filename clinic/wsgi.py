"""The WSGI entry point; production settings unless the environment names others."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from clinic.settings.environment import BadEnvironment

# gunicorn starts a worker that ends otherwise again and again.
GUNICORN_GIVES_UP = 3

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.production")

try:
    application = get_wsgi_application()
except BadEnvironment as error:
    print(f"The site does not start: {error}", file=sys.stderr)
    raise SystemExit(GUNICORN_GIVES_UP) from None
