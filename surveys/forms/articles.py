"""Forms of a news item: its words, its photos, where it was posted; and whether a unit shows its items publicly."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from danvan.ui.forms import CleanCharField, DateField, Form, Layout, NumberField, Row, StaleGuard, TimeField
from danvan.vietnamese.text import squeeze
from surveys.forms.rows import MIDNIGHT
from surveys.models import Article, ArticlePhoto, NewsPage, Photo

MOST_PHOTOS = 99


class ArticleTextForm(StaleGuard):
    """The words of an item that is being written."""

    class Meta:
        model = Article
        fields = ["title", "category", "lead", "text"]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "lead": forms.Textarea(attrs={"rows": 3}),
            "text": forms.Textarea(attrs={"rows": 18}),
        }
        help_texts = {
            "category": "Thí dụ: công tác đảng.",
            "text": "Mỗi dòng là một đoạn. Ảnh đứng ở dòng viết đúng chú thích của ảnh; không có dòng ấy thì ảnh đứng cuối tin.",
        }

    def layout(self) -> Layout:
        return Layout("title", Row(("category", 6)), "lead", "text")

    def clean_title(self) -> str:
        """One line, though its box has two for a long one."""
        return squeeze(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.instance.pk and not self.instance.is_written_here:
            state = self.instance.get_state_display()
            self.add_error(None, f"Tin vừa chuyển sang bước “{state}” nên chưa lưu được. Chép lại chữ còn cần, rồi chuyển tin về để sửa.")
        return cleaned


class PhotoChoiceForm(Form):
    """A place and a caption for each photo of the meeting; one without a place is not in the item."""

    def __init__(self, *args: Any, photos: list[Photo], chosen: list[ArticlePhoto], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.photos = photos
        kept = {row.photo_id: row for row in chosen}
        for number, photo in enumerate(photos, start=1):
            row = kept.get(photo.pk)
            place = NumberField(label=f"Thứ tự trong tin của ảnh {number}", min_value=1, max_value=MOST_PHOTOS, required=False)
            place.initial = row.order if row else None
            caption = CleanCharField(
                label=f"Chú thích trong tin của ảnh {number}", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
            caption.widget.attrs.pop("maxlength")  # input methods lose letters at it; the server says what is too long
            caption.initial = row.caption if row else photo.caption
            self.fields[f"place_{photo.pk}"], self.fields[f"caption_{photo.pk}"] = place, caption

    def bound_rows(self) -> list[tuple[Photo, Any, Any]]:
        """Each photo with its two fields."""
        return [(photo, self[f"place_{photo.pk}"], self[f"caption_{photo.pk}"]) for photo in self.photos]

    def choice(self) -> list[tuple[Photo, str]]:
        """The photos with a place, in the order of the places; an empty caption is that of the photo itself."""
        placed = [photo for photo in self.photos if self.cleaned_data[f"place_{photo.pk}"]]
        placed.sort(key=lambda photo: self.cleaned_data[f"place_{photo.pk}"])
        return [(photo, squeeze(self.cleaned_data[f"caption_{photo.pk}"]) or photo.caption) for photo in placed]


class PostedForm(Form):
    """Where and when an approved item was posted. An hour that is not known is kept as midnight and not shown."""

    outlet = CleanCharField(label="Nơi đăng", max_length=200, help_text="Thí dụ: Cổng thông tin điện tử của phường.")
    address = forms.URLField(label="Địa chỉ của tin", required=False, assume_scheme="https", max_length=200)
    posted_on = DateField(label="Ngày đăng")
    posted_time = TimeField(label="Giờ đăng", required=False, help_text="Thí dụ: 10:52. Chưa rõ thì để trống.")

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        posted = timezone.localtime(article.posted_at) if article.posted_at else None
        known = posted.time() if posted and posted.time() != MIDNIGHT else None
        initial = {
            "outlet": article.outlet,
            "address": article.address,
            "posted_on": posted.date() if posted else timezone.localdate(),
            "posted_time": known,
        }
        super().__init__(*args, initial=initial, **kwargs)

    def layout(self) -> Layout:
        return Layout("outlet", "address", Row(("posted_on", 6), ("posted_time", 6)))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("posted_on") and "posted_time" not in self.errors and self.posted_at() > timezone.now():
            self.add_error("posted_on", "Ngày giờ này chưa tới: ghi ngày, giờ tin đã lên trang")
        return cleaned

    def posted_at(self) -> datetime:
        """Day and hour as one moment of Vietnamese time."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["posted_on"], self.cleaned_data.get("posted_time") or MIDNIGHT))


class NewsPageForm(StaleGuard):
    """Whether the unit's items stand on the portal's public page, and under which name."""

    class Meta:
        model = NewsPage
        fields = ["on", "name"]
