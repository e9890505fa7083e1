from django.apps import AppConfig


class Workbench(AppConfig):
    name = "zhengtong.channels.workbench"
    label = "zt_workbench"
    verbose_name = "工作台"
    default_auto_field = "django.db.models.BigAutoField"
