from django.apps import AppConfig


class Content(AppConfig):
    name = "zhengtong.kernel.content"
    label = "zt_content"
    verbose_name = "内容"
    default_auto_field = "django.db.models.BigAutoField"
