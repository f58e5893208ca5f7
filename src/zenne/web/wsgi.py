"""The entry of the web server."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from zenne.web.logs import log_last_error

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zenne.web.settings")
sys.excepthook = log_last_error
application = get_wsgi_application()
