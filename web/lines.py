"""A text field with one thing a line."""

from wtforms import TextAreaField


class LinesField(TextAreaField):
    """Its data is a tuple of the lines that say something."""

    def process_formdata(self, valuelist):
        super().process_formdata(valuelist)
        said = (self.data or "").splitlines()
        self.data = tuple(line.strip() for line in said if line.strip())

    def _value(self):
        return "\n".join(self.data or ())
