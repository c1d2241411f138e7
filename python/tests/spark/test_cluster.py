"""Spark in processes of its own, of which one is killed with all that it has done: the findings are those of one process."""

import threading

import pytest
import watched
from conftest import frame_of, of_spark, session

from guarantee_claims import spark as on_spark


@pytest.fixture(scope="module")
def spark():
    spark = session("local-cluster[2,1,1024]")
    yield spark
    spark.stop()


@pytest.mark.parametrize("parts", [2, 7])
def test_the_findings_are_those_of_one_process(spark, planted, expected, parts):
    assert of_spark(on_spark.validate(frame_of(spark, planted, parts), "claim", key=["n"])) == expected


@pytest.mark.parametrize("kind", ["Mention", "Compare", "Walk"])
def test_the_findings_are_the_same_though_an_executor_is_killed(spark, planted, expected, monkeypatch, tmp_path, kind):
    watched.wrap(monkeypatch, kind, lambda task: watched.Waiting(task, str(tmp_path)))
    killed = []
    killing = threading.Thread(target=lambda: killed.append(watched.kill(tmp_path, "CoarseGrainedExecutorBackend")))
    killing.start()
    found = of_spark(on_spark.validate(frame_of(spark, planted, 4), "claim", key=["n"]))
    killing.join()
    assert killed and list(tmp_path.glob("again-*"))
    assert found == expected


def test_a_twin_that_loses_findings_is_noticed(spark, planted, expected, monkeypatch):
    watched.wrap(monkeypatch, "Compare", watched.Losing)
    assert of_spark(on_spark.validate(frame_of(spark, planted, 3), "claim", key=["n"])) != expected
