"""What each person was told, by which channel it went out, and how they want to hear. No words are kept."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.alerts.states import Channel, DeliveryState, Topic
from domain.db import Model, UtcDateTime, state
from domain.people.models import Person
from domain.people.rules import Role

UNREAD = "read_at IS NULL"


class AlertCursor(Model):
    """One row: how far the journal was read."""

    __tablename__ = "alert_cursor"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)


class Alert(Model):
    """One person hears of one entry of the journal, once. `telling` names its words in domain.alerts.told.

    `role` is the hat it is for. `at` is when it happened.
    """

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("person_id", "seq"),
        Index(
            "ix_alert_unread",
            "person_id",
            sqlite_where=text(UNREAD),
            postgresql_where=text(UNREAD),
        ),
        Index("ix_alert_person_id_at_id", "person_id", "at", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    seq: Mapped[int] = mapped_column(BigInteger)
    telling: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(64))
    role: Mapped[Role] = mapped_column(state(Role, "role"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[Person] = relationship()


class AlertDelivery(Model):
    """One alert on its way by one channel; `phone_id` is the phone for a push, 0 for the others.

    `due_at` is when it may be tried; while it is being sent, when whoever took it has lost it. `error` is a
    code, never what a server said.
    """

    __tablename__ = "alert_delivery"
    __table_args__ = (
        UniqueConstraint("alert_id", "channel", "phone_id"),
        Index("ix_alert_delivery_state_due_at", "state", "due_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"))
    channel: Mapped[Channel] = mapped_column(state(Channel, "channel"))
    phone_id: Mapped[int] = mapped_column(default=0)
    state: Mapped[DeliveryState] = mapped_column(state(DeliveryState, "state"), default=DeliveryState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str] = mapped_column(String(40), default="")
    alert: Mapped[Alert] = relationship()


class PushPhone(Model):
    """A phone that asked to be told on its screen: its address at a push service and the keys to write to it.

    It goes with the sign-in it was asked for on.
    """

    __tablename__ = "push_phone"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sign_in_id: Mapped[str] = mapped_column(ForeignKey("sign_in.id", ondelete="CASCADE"), unique=True)
    endpoint: Mapped[str] = mapped_column(String(600), unique=True)
    public_key: Mapped[str] = mapped_column(String(120))
    auth: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class AlertChoice(Model):
    """A channel a person switched on or off; without a row it is as domain.alerts.rules says."""

    __tablename__ = "alert_choice"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    channel: Mapped[Channel] = mapped_column(state(Channel, "channel"), primary_key=True)
    wanted: Mapped[bool]


class AlertTopicChoice(Model):
    """What a person switched off or on again; without a row it is on."""

    __tablename__ = "alert_topic_choice"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    topic: Mapped[Topic] = mapped_column(state(Topic, "topic"), primary_key=True)
    wanted: Mapped[bool]


class AlertAddress(Model):
    """A person's e-mail address; used for nothing until the code sent there was given back."""

    __tablename__ = "alert_address"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    address: Mapped[str] = mapped_column(String(254))
    code: Mapped[str] = mapped_column(String(12))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
