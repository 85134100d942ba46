from web.access import Area

area = Area("purchases", __name__, url_prefix="/pesanan")
