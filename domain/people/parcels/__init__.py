"""Parcels (lahan): which crops a farmer says to grow, so that warnings reach those they are for."""
