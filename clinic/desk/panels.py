"""What the dashboard begins with."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from clinic.desk import first_steps
from clinic.desk.starting import places_for
from clinic.desk.waiting import what_waits


class DeskPanel(Component):
    """How much of what waits for this user, each with the way there."""

    name = "desk"
    template_name = "desk/panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = what_waits(user)
        return {
            "waiting": waiting,
            "is_idle": not any(each.count for each in waiting),
            "may_begin": bool(places_for(user)),
        }


class FirstStepsPanel(Component):
    """What somebody new does first, until it is done or put away."""

    name = "first_steps"
    template_name = "desk/first_steps.html"
    order = 40

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        steps = first_steps.first_steps(parent_context["request"].user)
        return {
            "steps": steps,
            "done": sum(step.is_done for step in steps),
            "dismissible": first_steps.DISMISSED,
        }
