from django.apps import AppConfig


class Cases(AppConfig):
    name = "zhengtong.delivery.cases"
    label = "zt_cases"
    verbose_name = "办件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.delivery.approvals import api as approvals
        from zhengtong.delivery.cases import (
            api,
            reactions,  # noqa: F401
            schedule,  # noqa: F401
        )
        from zhengtong.kernel.files import api as files

        files.referring("cases")(api.referred)
        approvals.conducting(evidence=api.evidence, hold=api.hold)
