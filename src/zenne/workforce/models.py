"""Members of staff, the languages they speak, and the services they know."""

from django.db import models

from zenne.accounts.public import Person, Team
from zenne.catalogue.public import Branch, PublicService


class StaffMember(models.Model):
    """Somebody who helps people for the city. ``name`` is what colleagues call them; residents never see it.

    Attributes:
        key: how addresses and records name them: without meaning.
        staff_number: how the city's own lists name them; empty for none.
        person: their account, if they have one.
        languages: codes of those they help people in.
        left_at: since when they do not work at a counter any more.
    """

    key = models.SlugField(max_length=60, unique=True)
    staff_number = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120)
    person = models.OneToOneField(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="staff_member")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="staff")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="staff")
    languages = models.JSONField(default=list)
    services = models.ManyToManyField(PublicService, through="Competence", related_name="staff")
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["branch", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["staff_number"], condition=~models.Q(staff_number=""), name="one_colleague_per_number"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Competence(models.Model):
    """A service that a member of staff can help people with."""

    member = models.ForeignKey(StaffMember, on_delete=models.CASCADE, related_name="competences")
    service = models.ForeignKey(PublicService, on_delete=models.CASCADE, related_name="competences")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "service"], name="one_competence_each")]

    def __str__(self) -> str:
        return f"{self.member_id} for {self.service_id}"
