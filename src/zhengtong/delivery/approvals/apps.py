from django.apps import AppConfig


class Approvals(AppConfig):
    name = "zhengtong.delivery.approvals"
    label = "zt_approvals"
    verbose_name = "审批"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.delivery.approvals import reactions, schedule  # noqa: F401
