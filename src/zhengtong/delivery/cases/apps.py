from importlib import import_module

from django.apps import AppConfig


class Cases(AppConfig):
    name = "zhengtong.delivery.cases"
    label = "zt_cases"
    verbose_name = "办件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what reacts and what recurs."""
        import_module("zhengtong.delivery.cases.reactions")
        import_module("zhengtong.delivery.cases.schedule")
