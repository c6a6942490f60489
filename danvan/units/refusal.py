"""A change that the rules forbid, told in a sentence that a form can show."""


class Refused(ValueError):  # noqa: N818 - an answer to the user, not a fault
    """A change that cannot be.

    The message is for the user, in Vietnamese; `field` names the part of the change that it is about, as forms call it.
    """

    def __init__(self, message: str, field: str = "since") -> None:
        super().__init__(message)
        self.field = field
