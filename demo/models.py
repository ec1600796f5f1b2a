"""What the database remembers of the demonstration."""

from django.db import models


class DemonstrationLoad(models.Model):
    """That the demonstration was loaded here, once. It outlives every page, so what an
    editor deleted or rewrote never comes back."""

    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.loaded_at:%Y-%m-%d %H:%M}"
