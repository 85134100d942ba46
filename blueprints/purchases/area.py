"""The door of orders, and who may look at one."""

from web.access import ADMIN, AUDITOR, OFFICIALS, VENDOR, Area

area = Area("purchases", __name__, url_prefix="/pesanan")
SEERS = OFFICIALS | VENDOR | ADMIN | AUDITOR
