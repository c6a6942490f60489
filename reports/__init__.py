"""Periodic team reports: the top layer of the portal; it may import every other package and none imports it."""
