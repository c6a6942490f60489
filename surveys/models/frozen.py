"""Signing freezes: the database itself refuses to change a meeting, or any row of it, once its minutes are signed."""

from typing import Any

import pgtrigger

REFUSAL = "Biên bản đã ký, nội dung hội nghị không sửa được nữa."


class _Freeze(pgtrigger.Trigger):
    """Raises on a write to a row whose meeting has signed minutes."""

    when = pgtrigger.Before
    declare = [("paper", "record")]

    def __init__(self, *, meeting: str, operation: pgtrigger.Operation) -> None:
        self.meeting = meeting
        super().__init__(name="freeze_with_minutes", operation=operation)

    def get_func(self, model: Any) -> str:
        new, old = self.meeting.format(row="NEW"), self.meeting.format(row="OLD")
        # FOR SHARE: a write waits for a signature that is under way, and the signature for the write.
        return f"""
            FOR paper IN SELECT state FROM surveys_minutes WHERE meeting_id IN ({new}, {old}) FOR SHARE LOOP
                IF paper.state = 'signed' THEN
                    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation';
                END IF;
            END LOOP;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """  # noqa: S608 - built from this file's own constants


def freezes_with_minutes(meeting: str = "{row}.meeting_id", *, inserts: bool = True) -> pgtrigger.Trigger:
    """A trigger for a model whose rows belong to a meeting.

    Args:
        meeting: SQL for the meeting's id, with `{row}` standing for the row.
        inserts: whether adding a row is refused too.
    """
    operation = pgtrigger.Update | pgtrigger.Delete
    return _Freeze(meeting=meeting, operation=operation | pgtrigger.Insert if inserts else operation)
