"""Validates each line of a file with pydantic: models made from the schema, validated straight from the bytes."""

from typing import Annotated, Literal, Optional

import pydantic

from counting import count, schema
from types_of_schema import Types


def distinct(items):
    if len(items) > 1 and len(set(items)) < len(items):
        raise ValueError("an item stands twice")
    return items


class Models(Types):
    def literal(self, terms):
        return Literal[terms]

    def text(self, pattern, least, most):
        return Annotated[str, pydantic.Field(pattern=pattern, min_length=least, max_length=most)]

    def number(self, kind, least, most):
        return Annotated[kind, pydantic.Field(ge=least, le=most)]

    def nullable(self, inner):
        return Optional[inner]

    def list(self, item, least, is_distinct):
        made = Annotated[list[item], pydantic.Field(min_length=least)]
        return Annotated[made, pydantic.AfterValidator(distinct)] if is_distinct else made

    def record(self, name, fields, defaults):
        described = {key: (kind, defaults[key]) if key in defaults else kind for key, kind in fields.items()}
        return pydantic.create_model(name, __config__=pydantic.ConfigDict(extra="forbid", strict=True, frozen=True), **described)


document = schema()
count(pydantic.TypeAdapter(Models(document).of(document, "Claim")).validator.validate_json, pydantic.ValidationError)
