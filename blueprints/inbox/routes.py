from web.access import Area

area = Area("inbox", __name__, url_prefix="/kotak")
