from django.apps import AppConfig


class Portal(AppConfig):
    name = "zhengtong.channels.portal"
    label = "zt_portal"
    verbose_name = "网上办事大厅"
    default_auto_field = "django.db.models.BigAutoField"
