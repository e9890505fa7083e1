from django.apps import AppConfig


class Gateway(AppConfig):
    name = "zhengtong.channels.gateway"
    label = "zt_gateway"
    verbose_name = "开放接口"
    default_auto_field = "django.db.models.BigAutoField"
