# Peer of the .xls workload: xlrd reads, sqlite3 stores, a row per row of the first sheet. Usage: xlrd-peer.py FILE DATABASE
import os
import sqlite3
import sys

import xlrd

source, target = sys.argv[1:3]
for ending in ("", "-wal", "-shm"):
    if os.path.exists(target + ending):
        os.remove(target + ending)
sheet = xlrd.open_workbook(source).sheet_by_index(0)
db = sqlite3.connect(target)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = NORMAL")
db.execute("CREATE TABLE raw (row INTEGER, %s)" % ", ".join("c%d" % n for n in range(sheet.ncols)))
insert = "INSERT INTO raw VALUES (%s)" % ", ".join("?" * (sheet.ncols + 1))
db.executemany(insert, ([r + 1] + [v if v != "" else None for v in sheet.row_values(r)] for r in range(sheet.nrows)))
db.commit()
