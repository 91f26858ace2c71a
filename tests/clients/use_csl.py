#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""csl-data.json, the schema of CSL 1.0.2, as commonmeta-py ships it."""
import importlib.metadata
import json

import jsonschema

from calls import call, client, equal, records

client("CSL-JSON schema 1.0.2", importlib.metadata.version("commonmeta-py"),
       "`/v1/records?format=csl`; the schema is that of commonmeta-py")
LIMIT = 1000
[place] = [path for path in importlib.metadata.files("commonmeta-py")
           if path.name == "csl-data.json"]
check = jsonschema.Draft7Validator(json.loads(place.read_text("utf-8")))
items = json.loads(records("csl", LIMIT))


@call("a list of records is valid")
def _():
    assert len(items) > 50, len(items)
    bad = [f"{error.json_path}: {error.message:.100}"
           for error in check.iter_errors(items)]
    equal(bad[:3], [])


@call("the schema finds what is wrong")
def _():
    assert list(check.iter_errors([{"type": "nonsense", "id": "1"}]))
    assert list(check.iter_errors([{"type": "book"}]))
