from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "danvan.documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        from danvan.documents import panels
        from danvan.documents.dossier import making
        from danvan.jobs import kinds
        from danvan.ui.navigation import Item, register
        from danvan.units import panels as of_unit_page

        kinds.register(making.job_kind())
        of_unit_page.register("papers", of_unit_page.Panel("documents/_unit_papers.html", panels.papers))
        register(Item("Sổ văn bản đi", "documents:books", "/so-van-ban/", order=40))
