from django.apps import AppConfig


class Forms(AppConfig):
    name = "zhengtong.foundation.forms"
    label = "zt_forms"
    verbose_name = "表单"
    default_auto_field = "django.db.models.BigAutoField"
