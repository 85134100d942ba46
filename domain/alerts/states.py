"""Channels, weights, and the life of one delivery."""

from enum import StrEnum

from domain.sentences import say


class Channel(StrEnum):
    """A way to a person beside the page, which always tells."""

    PUSH = "push"
    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"


class Weight(StrEnum):
    """How much it matters. A channel that costs per message carries no plain news."""

    PLAIN = "plain"
    NEEDED = "needed"  # somebody waits for this person
    URGENT = "urgent"  # a warning about plants


class Topic(StrEnum):
    """What news is about, as people choose it; what the table of domain.alerts.topics leaves out always goes out."""

    CASES = "cases"
    WARNINGS = "warnings"
    AID = "aid"
    ORDERS = "orders"
    QUOTES = "quotes"
    NEEDS = "needs"
    GOODS = "goods"
    TIPS = "tips"


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"  # given up; an admin may try again
    DROPPED = "dropped"  # not wanted any more: read on the page, switched off, or the phone is gone


class Place(StrEnum):
    """Where an alert leads; the web knows the address."""

    CASE = "case"  # a farmer's own complaint
    DESK = "desk"  # the same case at the desk
    SHARED_CASE = "shared_case"
    CASES = "cases"
    AID = "aid"
    HOME = "home"
    LIST = "list"  # one's own alerts
    OUTBREAK = "outbreak"
    ORDER = "order"
    LISTING = "listing"
    QUESTIONS = "questions"
    MY_QUESTIONS = "my_questions"
    NEEDS = "needs"
    QUOTE = "quote"
    SHOP = "shop"
    CHECK_SHOP = "check_shop"
    CHECK_LISTING = "check_listing"
    REPORTS = "reports"
    ACCOUNT = "account"
    ADDRESS = "address"


class Hearer(StrEnum):
    """Who hears, seen from what the journal entry is about."""

    FARMER = "farmer"  # whose case it is
    FOLLOWERS = "followers"
    HOLDER = "holder"  # who has the case in hand, or else the whole desk
    UNROUTED = "unrouted"  # coordinators, while a case has no desk
    EXPERTS = "experts"
    COORDINATORS = "coordinators"
    ASKED_FOR_AID = "asked_for_aid"
    READERS = "readers"
    TIP_READERS = "tip_readers"
    VENDOR_ORDERS = "vendor_orders"
    VENDOR_MONEY = "vendor_money"
    VENDOR_LISTINGS = "vendor_listings"
    VENDOR_OWNER = "vendor_owner"
    BUYER = "buyer"
    EXECUTOR = "executor"  # the hat a draft was handed to
    SIGNER = "signer"
    RECEIVER = "receiver"
    VERIFIER = "verifier"
    TREASURER = "treasurer"
    ASKER = "asker"
    QUOTE_VENDOR = "quote_vendor"
    QUOTE_ASKER = "quote_asker"
    NEEDED_VENDORS = "needed_vendors"
    ADMINS = "admins"
    ONESELF = "oneself"


DELIVERY_WORDS = {
    DeliveryState.WAITING: say("Menunggu"),
    DeliveryState.SENT: say("Terkirim"),
    DeliveryState.DEAD: say("Gagal"),
    DeliveryState.DROPPED: say("Tidak perlu lagi"),
}
CHANNEL_WORDS = {
    Channel.PUSH: say("Kabar di layar HP"),
    Channel.EMAIL: say("Surel (e-mail)"),
    Channel.SMS: "SMS",
    Channel.WHATSAPP: "WhatsApp",
}
