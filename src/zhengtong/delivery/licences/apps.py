from django.apps import AppConfig


class Licences(AppConfig):
    name = "zhengtong.delivery.licences"
    label = "zt_licences"
    verbose_name = "电子证照"
    default_auto_field = "django.db.models.BigAutoField"
