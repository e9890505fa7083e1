from django.apps import AppConfig


class Cases(AppConfig):
    name = "zhengtong.delivery.cases"
    label = "zt_cases"
    verbose_name = "办件"
    default_auto_field = "django.db.models.BigAutoField"
