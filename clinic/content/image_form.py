"""What an editor uploads to the image library."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class WholeImageField(WagtailImageField):
    """Refuses a damaged picture, such as half of one, instead of failing on it."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # each format fails in its own way
            message = self.error_messages["invalid_image"]
            raise ValidationError(message, code="invalid_image") from error


class ImageForm(BaseImageForm):
    """Wagtail's, for whole pictures only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = WholeImageField(
                label=field.label,
                help_text=field.help_text,
                required=field.required,
                max_length=field.max_length,
                widget=field.widget,
            )
