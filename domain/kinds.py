"""What a thing for sale is, for the tax office and for whoever has to deliver it; and what an office is."""

from enum import StrEnum


class ObjectKind(StrEnum):
    """What is bought, in the tax rules' eyes. It belongs to the listing, not to its etalase."""

    GOODS = "goods"  # barang
    MOVABLE_RENT = "movable_rent"  # sewa alat, tenda, kendaraan
    BUILDING_RENT = "building_rent"  # sewa tanah, gedung, ruang
    SERVICE = "service"  # jasa
    CATERING = "catering"  # jasa boga


class FulfilmentKind(StrEnum):
    """How an order is carried out. Every etalase names one."""

    PRODUCT = "product"
    RENTAL = "rental"
    ORGANISER = "organiser"


class OfficeKind(StrEnum):
    """Whose office buys."""

    OPD = "opd"  # perangkat daerah
    SCHOOL = "sekolah"
    CITY_COMPANY = "bumd"
    NATIONAL = "vertikal"
    OTHER = "lain"
