"""Farmer groups (kelompok tani): who is in them, and farmers taken in from a table."""
