"""Tables of headlines: csv, jsonl and parquet files and data frames, read or streamed, written whole or not at all."""

from headcheck.files import STANDARD
from headcheck.tables.formats import FORMATS
from headcheck.tables.labels import by_label, label_key, label_kind
from headcheck.tables.read import read_table, stream_table
from headcheck.tables.table import ROLES, Label, Row, Table
from headcheck.tables.write import write_rows

__all__ = ["FORMATS", "ROLES", "STANDARD", "Label", "Row", "Table", "by_label", "label_key", "label_kind", "read_table", "stream_table", "write_rows"]
