"""What the chair asked of whom, by when: worded once for the minutes and for the notice of conclusions."""

from danvan.documents.content import Runs, runs
from danvan.vietnamese.text import fold
from surveys.minutes_text.record import Record
from surveys.models import Directive, DirectiveAddressee
from surveys.wording import Wording, capital, lower_first, sentence

_MARKS = {DirectiveAddressee.Role.LEAD: " (chủ trì)", DirectiveAddressee.Role.SUPPORT: " (phối hợp)"}
_FLOWS = {"trong", "truoc", "den", "tu", "cham", "ngay", "thuong", "hang", "tiep"}
"""First words (folded) of due words that read as part of a sentence."""


class Asked:
    """The requests of a meeting: verb and due words that all share, so that they stand once above the list, and an entry for each."""

    def __init__(self, record: Record, wording: Wording) -> None:
        self.record, self.wording = record, wording
        self.rows = record.all(Directive)
        verbs, dues = {row.get_verb_display() for row in self.rows}, {row.due_text for row in self.rows}
        self.verb = verbs.pop() if len(verbs) == 1 else ""
        self.due = dues.pop() if len(dues) == 1 else ""

    @property
    def due_in_sentence(self) -> str:
        """The shared due words behind a verb: as they are when they read as part of the sentence, else named as what they are."""
        if not self.due:
            return ""
        return f" {self.due}" if fold(self.due).split()[0] in _FLOWS else f" (thời hạn: {self.due})"

    def entries(self) -> list[Runs]:
        """Each request as a sentence: who, what, and its own verb, due words and product where they differ."""
        return [self._entry(row) for row in self.rows]

    def _entry(self, row: Directive) -> Runs:
        who = self._addressees(row)
        own_verb = "" if self.verb else f"{row.get_verb_display()} "
        own_due = f". Thời hạn: {row.due_text}" if row.due_text and not self.due else ""
        product = f". Sản phẩm: {row.product}" if row.product else ""
        text = row.text.rstrip(" .")
        told = f"{own_verb}{who}: {text}" if who else f"{own_verb}{lower_first(text)}"
        return sentence(capital(runs(told, own_due, product)))

    def _addressees(self, row: Directive) -> str:
        rows = [to for to in self.record.all(DirectiveAddressee) if to.directive_id == row.pk]
        return ", ".join(f"{self.wording.unit_or_words(to)}{_MARKS.get(DirectiveAddressee.Role(to.role), '')}" for to in rows)
