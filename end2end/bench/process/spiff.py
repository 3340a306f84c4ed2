"""python spiff.py SECONDS FOLDER: tasks done per second by SpiffWorkflow, one line per model."""

import copy
import json
import sys
import time
from pathlib import Path

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

SECONDS = float(sys.argv[1])
FOLDER = Path(sys.argv[2])


def run(spec) -> int:
    """Brings one case from its start to its end; how many tasks were done."""
    workflow = BpmnWorkflow(spec)
    done, turn = 0, 0
    workflow.do_engine_steps()
    while not workflow.is_completed():
        for task in workflow.get_tasks(state=TaskState.READY, manual=True):
            if task.task_spec.bpmn_id == "examine":
                turn += 1
                task.data["round"] = turn
            task.run()
            done += 1
        workflow.do_engine_steps()
    return done


for name in ("linear", "parallel", "loop"):
    parser = BpmnParser()
    parser.add_bpmn_file(str(FOLDER / f"{name}.bpmn"))
    spec = parser.get_spec(name)
    expected = run(copy.deepcopy(spec))
    done, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        done += run(spec)
    rate = done / (time.perf_counter() - start)
    print(json.dumps({"model": name, "tasks": expected, "rate": rate}), flush=True)
