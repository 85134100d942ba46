"""What is asked about complaints: rows on someone's behalf, and whole screens as frozen views."""

from domain.complaints.queries.desk import DeskPage, desk_page, moves_of
from domain.complaints.queries.farmer import (
    CasePage,
    FarmerHome,
    PublicStatus,
    case_page,
    farmer_home,
    list_of,
    public_status,
)
from domain.complaints.queries.inbox import AnsweredRow, Inbox, answered, inbox
from domain.complaints.queries.rows import (
    PAGE,
    check_due_dates,
    codes_overdue,
    codes_to_close,
    codes_to_lapse,
    count_open,
    events_of_attempt,
    get,
    lapsed_before,
    phone_of,
    photo,
    visible_to,
    whole,
)

__all__ = [
    "PAGE",
    "AnsweredRow",
    "CasePage",
    "DeskPage",
    "FarmerHome",
    "Inbox",
    "PublicStatus",
    "answered",
    "case_page",
    "check_due_dates",
    "codes_overdue",
    "codes_to_close",
    "codes_to_lapse",
    "count_open",
    "desk_page",
    "events_of_attempt",
    "farmer_home",
    "get",
    "inbox",
    "lapsed_before",
    "list_of",
    "moves_of",
    "phone_of",
    "photo",
    "public_status",
    "visible_to",
    "whole",
]
