"""Judges cases with math-verify as its README says: parse both sides, then verify."""

import logging
import os
import sys
import time

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "peer"))

from math_verify import parse, verify
from protocol import serve

# It logs every answer that it cannot read.
logging.disable(logging.CRITICAL)


def latex(text):
    return text if "$" in text or "\\boxed" in text else f"${text}$"


def judged(case):
    given = latex(case["text"]) if case["kind"] == "answer" else case["text"]
    return verify(parse(latex(case["gold"])), parse(given))


def judge(request):
    start = time.process_time()
    for case in request["cases"]:
        judged(case)
    return {"cpuSeconds": time.process_time() - start}


serve({"judge": judge})
