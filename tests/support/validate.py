# SPDX-License-Identifier: GPL-3.0-or-later
"""validate.py SCHEMA FILE...: validates JSON files against a schema, by the letter and then strictly: a key that the
schema does not name is an error too, so that the schema cannot fall behind the writer."""
import json
import sys

import jsonschema


def strict(schema):
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(part) for key, part in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        closed["additionalProperties"] = False
    return closed


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    failed = False
    for name in sys.argv[2:]:
        with open(name, encoding="utf-8") as file:
            instance = json.load(file)
        for kind, rules in (("schema", schema), ("strict schema", strict(schema))):
            for error in jsonschema.Draft202012Validator(rules).iter_errors(instance):
                print(f"{name}: {error.json_path}: {error.message[:300]} ({kind})")
                failed = True
    return failed


sys.exit(main())
