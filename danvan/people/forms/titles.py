"""The form of a title."""

from danvan.people.models import PostTitle
from danvan.ui.forms import Layout, NumberField, Row, StaleGuard


class TitleForm(StaleGuard):
    """A title with its place in protocol order."""

    rank = NumberField(label="Thứ bậc", min_value=1, max_value=9999, help_text="Số nhỏ xếp trước trong danh sách đại biểu.")

    class Meta:
        model = PostTitle
        fields = ["label", "abbreviation", "rank", "system", "closed"]

    def layout(self) -> Layout:
        closed = ["closed"] if self.instance.pk else []
        return Layout(Row(("label", 8), ("abbreviation", 4)), Row(("system", 6), ("rank", 4)), *closed)
