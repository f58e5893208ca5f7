"""Members of staff, the languages they speak, and the services they know."""

from django.db import models

from zenne.accounts.public import Person, Team
from zenne.catalogue.public import Branch, PublicService


class StaffMember(models.Model):
    """Somebody who helps people for the city. ``name`` is what colleagues call them; residents never see it.

    ``person`` is their account, if they have one. ``languages`` are codes of those they help people in.
    """

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    person = models.OneToOneField(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="staff_member")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="staff")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="staff")
    languages = models.JSONField(default=list)
    services = models.ManyToManyField(PublicService, through="Competence", related_name="staff")
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["branch", "key"]

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
