from web.access import Area

area = Area("catalogue", __name__, url_prefix="/produk")
