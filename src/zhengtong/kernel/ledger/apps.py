from django.apps import AppConfig


class Ledger(AppConfig):
    name = "zhengtong.kernel.ledger"
    label = "zt_ledger"
    verbose_name = "账本"
    default_auto_field = "django.db.models.BigAutoField"
