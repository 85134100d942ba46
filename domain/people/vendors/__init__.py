"""Vendors: how a business becomes known, who checks it, who acts for it."""
