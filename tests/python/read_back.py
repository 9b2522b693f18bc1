"""Reads all formats of an output folder with other programs than the one that wrote them, and compares
every cell with events.csv, claims.csv and events.jsonl.

    read_back.py OUT [--without parquet,…]
"""

import csv
import datetime
import json
import pathlib
import re
import sqlite3
import sys

import jsonschema
import openpyxl

HERE = pathlib.Path(__file__).parent
INTEGERS = set(
    "year time_precision iso geo_precision fatalities timestamp killed_actor1 killed_actor2 killed_civilians killed_unknown "
    "killed_low killed_high injured captured reports low high span_start span_end".split()
)
REALS = {"latitude", "longitude", "confidence"}
DATES = {"event_date", "event_date_end", "claim_date"}
FLAGS = {"contested"}
ARABIC = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def value(column, text):
    """The typed value that a cell of the CSV stands for."""
    if text == "":
        return None
    if column in INTEGERS:
        return int(text)
    if column in REALS:
        return float(text)
    if column in DATES:
        return datetime.date.fromisoformat(text)
    if column in FLAGS:
        return {"true": True, "false": False}[text]
    return text[1:] if re.match(r"'[=+\-@\t\r\n＝＋－＠]", text) else text


def typed(rows):
    return [{column: value(column, text) for column, text in row.items()} for row in rows]


def same(what, expected, found):
    assert len(expected) == len(found), f"{what}: {len(found)} rows where {len(expected)} are expected"
    for number, (a, b) in enumerate(zip(expected, found)):
        assert a.keys() == b.keys(), f"{what}: columns {list(b)} where {list(a)} are expected"
        for column in a:
            assert a[column] == b[column] and type(a[column]) is type(b[column]), f"{what} {number} {column}: {b[column]!r} where {a[column]!r} is expected"


def parquet(out, tables):
    import pyarrow as pa
    import pyarrow.parquet as pq

    for name, rows in tables.items():
        table = pq.read_table(out / f"{name}.parquet")
        for field in table.schema:
            kind = (
                pa.int64() if field.name in INTEGERS
                else pa.float64() if field.name in REALS
                else pa.date32() if field.name in DATES
                else pa.bool_() if field.name in FLAGS
                else pa.string()
            )
            assert field.type == kind, f"{name}.parquet: {field.name} is {field.type}, not {kind}"
        same(f"{name}.parquet", rows, table.to_pylist())


def xlsx(out, tables):
    book = openpyxl.load_workbook(out / "events.xlsx")
    assert book.sheetnames == ["events", "claims"], book.sheetnames
    right_to_left = 0
    for name, rows in tables.items():
        sheet = book[name]
        assert sheet.freeze_panes == "A2", sheet.freeze_panes
        assert sheet.auto_filter.ref == sheet.dimensions, (sheet.auto_filter.ref, sheet.dimensions)
        header, *cells = sheet.iter_rows()
        header = [c.value for c in header]
        found = []
        for row in cells:
            found.append({})
            for column, cell in zip(header, row):
                assert cell.data_type != "f", f"{name}.xlsx: {cell.coordinate} is a formula"
                plain = cell.value
                if isinstance(plain, datetime.datetime):
                    assert cell.number_format == "yyyy-mm-dd", cell.number_format
                    plain = plain.date()
                elif column in REALS and plain is not None:
                    plain = float(plain)
                if isinstance(plain, str) and ARABIC.match(plain):
                    right_to_left += 1
                    assert cell.alignment.readingOrder == 2, f"{name}.xlsx: {cell.coordinate} runs from left to right"
                found[-1][column] = plain
        same(f"{name}.xlsx", rows, found)
    assert right_to_left > 0, "no cell with Arabic text"


def sqlite(out, records, reports):
    base = sqlite3.connect(out / "events.sqlite")
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = lambda sql: base.execute(sql).fetchall()
    assert rows("SELECT count(*) FROM reports") == [(reports,)]
    events = rows("SELECT event_id, report_id, event_date, sub_event_type, location, latitude, fatalities, status, confidence FROM events")
    place = lambda r, key: (r["location"] or {}).get(key)
    expected = [
        (r["event_id"], r["report_id"], r["event_date"], r["sub_event_type"], place(r, "name"), place(r, "latitude"), r["fatalities"], r["status"], r["confidence"])
        for r in records
    ]
    assert sorted(events) == sorted(expected), "events.sqlite: events differ"
    parts = {
        "actors": ("role, actor_id, name, inter, text", lambda p: (p["role"], p["id"], p["name"], p["inter"], p["text"])),
        "casualties": ("kind, who, role, low, high, qualifier, told_by, text", lambda p: (p["kind"], p["who"], p["role"], p["low"], p["high"], p["qualifier"], p["by"], p["text"])),
        "materiel": ("action, item, count, told_by, text", lambda p: (p["action"], p["item"], p["count"], p["by"], p["text"])),
        "claims": ("by, by_name, type, channel, date, text", lambda p: (p["by"], p["by_name"], p["type"], p["channel"], p["date"], p["text"])),
        "evidence": ("field, text, rule", lambda p: (p["field"], p["text"], p["rule"])),
    }
    for table, (columns, shape) in parts.items():
        found = {}
        for event, start, end, *values in rows(f"SELECT event_id, span_start, span_end, {columns} FROM {table} ORDER BY id"):
            span = None if start is None else (start, end)
            found.setdefault(event, []).append((span, *(json.loads(v) if isinstance(v, str) and v.startswith("[") and "told_by" in columns else v for v in values)))
        for r in records:
            wanted = [(tuple(p["span"]) if p["span"] else None, *shape(p)) for p in r[table]]
            assert found.get(r["event_id"], []) == wanted, f"events.sqlite: {table} of {r['event_id']}"
        assert any("event_id" in row[4] for row in rows(f"SELECT * FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}' AND sql NOT NULL"))
    plan = rows("EXPLAIN QUERY PLAN SELECT * FROM actors JOIN events USING (event_id) WHERE actor_id = 'jnim'")
    assert all("SCAN" not in step[3] for step in plan), plan


def geojson(out, records, rows):
    whole = json.loads((out / "events.geojson").read_text(encoding="utf-8"))
    jsonschema.validate(whole, json.loads((HERE / "geojson.schema.json").read_text()))
    features = whole["features"]
    assert [f["id"] for f in features] == [r["event_id"] for r in records]
    for feature, record, row in zip(features, records, rows):
        place = record["location"] or {}
        if place.get("latitude") is None:
            assert feature["geometry"] is None
        else:
            assert feature["geometry"]["coordinates"] == [place["longitude"], place["latitude"]]
        expected = {column: str(v) if isinstance(v, datetime.date) else v for column, v in row.items()}
        assert feature["properties"] == expected and list(feature["properties"]) == list(expected), feature["id"]
    assert any(f["geometry"] for f in features)


def main():
    out = pathlib.Path(sys.argv[1])
    without = sys.argv[3].split(",") if len(sys.argv) > 3 else []
    records = [json.loads(line) for line in (out / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    tables = {name: typed(read_csv(out / f"{name}.csv")) for name in ("events", "claims")}
    assert [r["event_id_cnty"] for r in tables["events"]] == [r["event_id"] for r in records]
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert run["complete"] and run["counts"]["events"] == len(records)
    if "parquet" not in without:
        parquet(out, tables)
    if "xlsx" not in without:
        xlsx(out, tables)
    if "sqlite" not in without:
        sqlite(out, records, run["counts"]["reports"])
    geojson(out, records, tables["events"])
    print(f"read back {len(records)} events and {len(tables['claims'])} claims")


main()
