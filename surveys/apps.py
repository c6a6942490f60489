from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = "Khảo sát, hội nghị"

    def ready(self) -> None:
        """Offer what lower layers may not import: minutes as a kind of paper, things on the desk, places in the menu."""
        from danvan.desk.providers import Act, register_act, register_search, register_work
        from danvan.ui.navigation import Item, register
        from danvan.units import panels as of_unit_page
        from surveys import desk, dossier, minutes, new_readers, news_desk, news_panel, paper_life

        minutes.register_paper()
        paper_life.register_papers()
        dossier.register()
        register_work(desk.work)
        register_work(new_readers.work)
        register_work(news_desk.work)
        register_search(desk.find_meetings)
        register_search(desk.find_surveys)
        of_unit_page.register("news", of_unit_page.Panel("news/_unit.html", news_panel.of_unit))
        register_act(Act("Ghi hội nghị mới", "surveys:meeting-add"))
        register(
            Item("Hội nghị", "surveys:meeting-list", "/hoi-nghi/", order=20),
            Item("Khảo sát", "surveys:survey-list", "/khao-sat/", order=30),
            Item("Danh mục dùng chung", "surveys:term-list", "/danh-muc/", order=95),
        )
