from web.access import Area

area = Area("vendor", __name__, url_prefix="/usaha")
