from django.apps import AppConfig


class Ui(AppConfig):
    name = "zhengtong.channels.ui"
    label = "zt_ui"
    verbose_name = "页面构件"
    default_auto_field = "django.db.models.BigAutoField"
