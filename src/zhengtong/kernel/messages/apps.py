from django.apps import AppConfig


class Messages(AppConfig):
    name = "zhengtong.kernel.messages"
    label = "zt_messages"
    verbose_name = "消息"
    default_auto_field = "django.db.models.BigAutoField"
