"""How dates and numbers are read and written; Django's own Vietnamese formats read 3/4/2017 as the fourth of March."""
