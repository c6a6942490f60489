"""Sample data: the reference case, and an invented ward of today with its people, meetings and accounts."""
