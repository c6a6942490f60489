"""Vietnamese text, names, dates, numbers and lists as people of the office write them: plain Python, no Django."""
