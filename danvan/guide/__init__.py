"""The user guide: the Markdown pages of docs/huong-dan, readable inside the portal."""
