# The part of WTForms that Turva uses; the package ships no types.
from collections.abc import Mapping, Sequence
from typing import Any

from wtforms.fields import Field as Field
from wtforms.fields import RadioField as RadioField
from wtforms.fields import SelectMultipleField as SelectMultipleField
from wtforms.fields import StringField as StringField
from wtforms.fields import TextAreaField as TextAreaField

class Form:
    class Meta:
        csrf: bool
        def get_translations(self, form: object) -> Any: ...

    data: dict[str, Any]
    errors: dict[str, Sequence[Any]]
    form_errors: Sequence[Any]
    _fields: dict[str, Field]
    def __init__(self, formdata: Any = None, **kwargs: Any) -> None: ...
    def __getitem__(self, name: str) -> Field: ...
    def __contains__(self, name: str) -> bool: ...
    def post_process(self, formdata: Any = None) -> None: ...
    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool: ...
