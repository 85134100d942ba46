from web.access import Area

area = Area("checkout", __name__, url_prefix="/keranjang")
