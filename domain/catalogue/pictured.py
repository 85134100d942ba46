"""What stands for a listing where it is listed: its photo, else the drawing of its shelf. Pure."""

from domain.catalogue import shelves
from domain.pictures import address_of


class Pictured:
    """For rows that know `photo_key` and `category_code`."""

    __slots__ = ()
    photo_key: str | None
    category_code: str

    @property
    def photo(self) -> str:
        """What stands in the addresses of the photo; empty without one."""
        return address_of(self.photo_key) if self.photo_key else ""

    @property
    def picture(self) -> str:
        """The drawing."""
        return shelves.picture_of(self.category_code)
