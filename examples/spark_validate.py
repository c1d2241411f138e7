"""Checks claims, one as JSON a line, with Spark, and writes the good ones and the findings as Parquet.

    spark-submit examples/spark_validate.py claims.ndjson checked

`checked/claims` then has the claims without an error, in a folder for each source (`source=...`); `checked/findings` has what was found, with
the number of the line from which it comes. Both replace what was there. Exit code: 0 clean; 1 an error in the claims.
"""

import argparse

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from guarantee_claims import spark as on_spark


def read(session: SparkSession, path: str) -> DataFrame:
    """The lines of a file, each with a key that grows along the file.

    Read straight from a file, the number is the same whenever a part of it is read again. Without `lineSep`, a carriage return would end a line.
    """
    lines = session.read.text(path, lineSep="\n")
    return lines.select(f.monotonically_increasing_id().alias("place"), f.col("value").alias("claim")).where(f.trim("claim") != "")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("claims", help="a file with one claim as JSON a line")
    parser.add_argument("out", help="the folder to write to")
    given = parser.parse_args()
    session = SparkSession.builder.appName("guarantee-claims").getOrCreate()
    claims = read(session, given.claims)
    # Written before it is asked for again: it is worked out once.
    findings_at = f"{given.out}/findings"
    on_spark.validate(claims, "claim", key=["place"]).write.mode("overwrite").parquet(findings_at)
    findings = session.read.parquet(findings_at)
    errors = findings.where(f.col("severity") == "error")
    good = claims.join(errors.select("place"), "place", "left_anti")
    source = f.get_json_object("claim", "$.source").alias("source")
    good = good.select("place", f.get_json_object("claim", "$.id").alias("id"), "claim", source)
    good.write.mode("overwrite").partitionBy("source").parquet(f"{given.out}/claims")
    for row in findings.groupBy("severity", "rule").count().orderBy(f.desc("count"), "rule").collect():
        print(f"{row['count']:>12,}  {row['severity']}[{row['rule']}]")
    is_clean = errors.isEmpty()
    session.stop()
    return 0 if is_clean else 1


if __name__ == "__main__":
    raise SystemExit(main())
