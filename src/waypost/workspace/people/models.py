"""The tables of people: who they are, what they may, what they opened. No content of a roadmap lies here.

Ids are random and opaque. Of whatever lets somebody in (the token of a session, an invitation, a feed, a recovery
code) only a hash is kept. What is over is closed with a moment and stays.
"""

from __future__ import annotations

import secrets

from django.db import models


def new_id() -> str:
    """A random id that tells nothing and follows no order."""
    return secrets.token_hex(12)


class Organisation(models.Model):
    """A body and the principal with whose eyes its people look."""

    id = models.CharField(primary_key=True, max_length=24, default=new_id)
    name = models.CharField(max_length=120, unique=True)
    eyes = models.CharField(max_length=80)

    class Meta:
        app_label = "people"


class Person(models.Model):
    """Somebody who can sign in. The secret of the one-time codes is worked out from `salt` and the key of the workspace
    and lies nowhere; without a salt no code fits. `step` is the last half minute whose code was used."""

    id = models.CharField(primary_key=True, max_length=24, default=new_id)
    login = models.CharField(max_length=80, unique=True)
    password = models.CharField(max_length=200)
    salt = models.BinaryField(default=bytes)
    step = models.BigIntegerField(default=0)
    language = models.CharField(max_length=8, default="")
    scheme = models.CharField(max_length=8, default="")
    ended = models.DateTimeField(null=True)

    class Meta:
        app_label = "people"


class Membership(models.Model):
    """A person's place in an organisation; `mailbox` is where mail about the function goes, empty where nowhere."""

    id = models.CharField(primary_key=True, max_length=24, default=new_id)
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    function = models.CharField(max_length=120)
    role = models.CharField(max_length=24)
    mailbox = models.CharField(max_length=254, default="")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        app_label = "people"


class RecoveryCode(models.Model):
    """A code for when the phone is lost; each serves once."""

    digest = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, related_name="recovery_codes")
    used = models.DateTimeField(null=True)

    class Meta:
        app_label = "people"


class Session(models.Model):
    """Somebody signed in, or half way in: without a membership only the password was right."""

    id = models.CharField(primary_key=True, max_length=24, default=new_id)
    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="sessions")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="sessions")
    begun = models.DateTimeField()
    seen = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    agent = models.CharField(max_length=80)

    class Meta:
        app_label = "people"


class Invitation(models.Model):
    """An offer to join an organisation; it serves once and for an hour."""

    digest = models.CharField(primary_key=True, max_length=64)
    login = models.CharField(max_length=80)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    function = models.CharField(max_length=120)
    role = models.CharField(max_length=24)
    by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="invitations")
    made = models.DateTimeField()
    used = models.DateTimeField(null=True)

    class Meta:
        app_label = "people"


class Reset(models.Model):
    """That somebody's second step is to be taken back: asked for by one keeper, confirmed by another, who is then told
    a link; `digest` is of that link, empty before. It is over when it was withdrawn or the link was used."""

    id = models.CharField(primary_key=True, max_length=24, default=new_id)
    person = models.ForeignKey(Person, models.PROTECT, related_name="resets")
    by = models.ForeignKey(Membership, models.PROTECT, related_name="resets_asked")
    asked = models.DateTimeField()
    confirmed_by = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="resets_confirmed")
    confirmed = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, default="", db_index=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        app_label = "people"


class Attempt(models.Model):
    """A sign-in that failed, under the hash of what it is counted by: a name together with an address, or an address
    alone."""

    id = models.CharField(primary_key=True, max_length=24, default=new_id)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        app_label = "people"
        indexes = (models.Index(fields=["key", "at"], name="attempt_key"),)


class Feed(models.Model):
    """A calendar of one's own under an address nobody can guess; `internal` says whether its owner wants in it what no
    partner and not the public may see."""

    digest = models.CharField(primary_key=True, max_length=64)
    id = models.CharField(max_length=24, default=new_id, unique=True)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="feeds")
    language = models.CharField(max_length=8)
    internal = models.BooleanField(default=False)
    made = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        app_label = "people"


class Opening(models.Model):
    """That somebody opened or downloaded what not everybody may see."""

    id = models.CharField(primary_key=True, max_length=24, default=new_id)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="openings")
    home = models.CharField(max_length=80)
    element = models.CharField(max_length=40, default="")
    form = models.CharField(max_length=24, default="")
    at = models.DateTimeField()

    class Meta:
        app_label = "people"
        indexes = (models.Index(fields=["home", "element", "at"], name="opening_of"),)


class Event(models.Model):
    """Something that whoever answers for the workspace must be able to read later: a sign-in, a refusal, a change of
    somebody's rights. `person` is the id of whom it concerns, empty where nobody is known."""

    id = models.CharField(primary_key=True, max_length=24, default=new_id)
    at = models.DateTimeField()
    code = models.CharField(max_length=40)
    person = models.CharField(max_length=24, default="")
    by = models.CharField(max_length=24, default="")

    class Meta:
        app_label = "people"
        indexes = (models.Index(fields=["at"], name="event_at"),)


class Token(models.Model):
    """What a program of somebody's shows instead of a session; `ends` is the last moment at which it serves."""

    digest = models.CharField(primary_key=True, max_length=64)
    id = models.CharField(max_length=24, default=new_id, unique=True)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    writes = models.BooleanField(default=False)
    made = models.DateTimeField()
    ends = models.DateTimeField()
    used = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        app_label = "people"
