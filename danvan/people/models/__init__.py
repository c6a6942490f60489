from danvan.people.models.person import Appointment, Person, PostTitle

__all__ = ["Appointment", "Person", "PostTitle"]
