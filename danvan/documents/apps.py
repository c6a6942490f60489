from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "danvan.documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        from danvan.documents.dossier import making
        from danvan.jobs import kinds

        kinds.register(making.job_kind())
