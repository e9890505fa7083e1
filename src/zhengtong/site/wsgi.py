"""The web process: granian serves this."""
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengtong.site.settings")
application = get_wsgi_application()
