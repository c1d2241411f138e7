"""Validates each line of a file with jsonschema-rs, which takes what orjson has parsed."""

import jsonschema_rs
import orjson

from counting import count, schema

is_valid = jsonschema_rs.validator_for(schema()).is_valid


def read(line):
    if not is_valid(orjson.loads(line)):
        raise ValueError


count(read, ValueError)
