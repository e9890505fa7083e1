"""Start Django, for whoever needs a capability outside the web process."""
import os


def with_django(*, tables: bool = False) -> None:
    """Start Django. ``tables``: also bring the database up to date, so that an empty home works."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengtong.site.settings")
    import django

    django.setup()
    if tables:
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
