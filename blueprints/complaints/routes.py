from web.access import Area

area = Area("complaints", __name__, url_prefix="/keluhan")
