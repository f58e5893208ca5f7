"""The entry of the web server."""

import gc
import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from zenne.web.logs import log_last_error

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zenne.web.settings")
settings.METRICS_FOLDER.mkdir(parents=True, exist_ok=True)
sys.excepthook = log_last_error
application = get_wsgi_application()
import_module("zenne.dataportal.public").begin_counting()
import_module(settings.ROOT_URLCONF)
# WebConfig kept what was there by then, garbage too: a server runs long enough to go through it once.
gc.unfreeze()
gc.collect()
gc.freeze()
