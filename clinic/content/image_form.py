"""What an editor uploads to the image library."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from willow.image import Image

from clinic.content.picture_files import drawn_anew


class WholeImageField(WagtailImageField):
    """Draws the picture anew, and refuses a damaged one, such as half of one."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is None:
                return None
            drawn = drawn_anew(file)
            drawn.image = Image.open(drawn)
            drawn.seek(0)
            return drawn
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
