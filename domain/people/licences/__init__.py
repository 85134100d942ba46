"""Certificates that let somebody advise a chemical spray."""
