from django.apps import AppConfig


class Crypto(AppConfig):
    name = "zhengtong.kernel.crypto"
    label = "zt_crypto"
    verbose_name = "密码"
    default_auto_field = "django.db.models.BigAutoField"
