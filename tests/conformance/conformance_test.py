#!/usr/bin/env python3
"""Tests of how outcomes are judged and how commands are run under limits."""

import tempfile
import unittest

import cases
import conformance
import via_reference

PASSES = {"rc": 0, "stderr": "", "expect": "pass"}
PANICS = {"rc": 1, "stderr": "panic: boom", "expect": "pass"}
REJECTED = {"expect": "fail", "messages": ["unknown X at"]}


def outcome(record, status, out=b"", err="", want=b""):
    return conformance.judge(record, cases.Ended(status, out, err), want)


class Judge(unittest.TestCase):
    def test_same_words_in_another_order_pass(self):
        self.assertEqual(outcome(PASSES, 0, b"a b\nc", want=b"c\na b"), ("passed", ""))

    def test_other_words_fail(self):
        self.assertEqual(outcome(PASSES, 0, b"a b", want=b"a b b"), ("failed", "stdout differs"))

    def test_any_failing_status_agrees_with_a_failure(self):
        self.assertEqual(outcome(PANICS, 2, want=b""), ("passed", ""))

    def test_success_where_failure_is_wanted_fails(self):
        self.assertEqual(outcome(PANICS, 0, want=b""), ("failed", "exit 0, want 1"))

    def test_refusal_is_no_pass_even_if_status_and_output_agree(self):
        err = "f.vo:3:8: error: maps are not supported yet (MapNew)\n"
        self.assertEqual(outcome(PANICS, 1, err=err, want=b""), ("refused", "MapNew"))

    def test_refusal_names_the_function(self):
        err = "voc: error: calls of math.Sin are not supported yet (CallExtern) in function 'main'\n"
        self.assertEqual(outcome(PASSES, 1, err=err), ("refused", "calls of math.Sin"))

    def test_refusal_names_what_follows_the_words(self):
        self.assertEqual(outcome(PASSES, 1, err="voc: not supported: goroutines"), ("refused", "goroutines"))

    def test_refusal_names_the_package(self):
        err = "f.vo:3:8: error: package not found: net/http (not supported here; VO_STDLIB may help)\n"
        self.assertEqual(outcome(PASSES, 1, err=err), ("refused", "import net/http"))

    def test_program_that_itself_says_the_words_is_not_refused(self):
        record = {**PANICS, "stderr": "panic: not supported"}
        self.assertEqual(outcome(record, 1, err="panic: not supported", want=b""), ("passed", ""))

    def test_signal_is_a_crash_where_failure_is_wanted(self):
        self.assertEqual(outcome(PANICS, -11, want=b""), ("CRASHED", "signal 11"))

    def test_rejection_needs_every_message(self):
        self.assertEqual(outcome(REJECTED, 1, err="unknown name at 3", want=None), ("passed", ""))
        self.assertEqual(outcome(REJECTED, 1, err="unknown name", want=None), ("failed", "diagnostic differs"))
        self.assertEqual(outcome(REJECTED, 0, want=None), ("failed", "accepted"))


class Execute(unittest.TestCase):
    def run_shell(self, text, seconds=20, **environment):
        with tempfile.TemporaryDirectory() as folder:
            return cases.execute(["sh", "-c", text], folder, seconds, environment)

    def test_streams_and_status(self):
        self.assertEqual(self.run_shell("echo out; echo err >&2; exit 3"), (3, b"out\n", "err\n"))

    def test_signal(self):
        self.assertEqual(self.run_shell("kill -ABRT $$").status, -6)

    def test_time_limit_ends_children_that_hold_the_pipes(self):
        self.assertEqual(self.run_shell("echo started; sleep 100 & wait", seconds=0.5), (None, b"started\n", ""))

    def test_environment(self):
        self.assertEqual(self.run_shell('echo "$GIVEN"', GIVEN="value").out, b"value\n")


class Targets(unittest.TestCase):
    def test_jobs_of_both_engines(self):
        vm, jit = (via_reference.job_of("case", "folder/case.vob", target) for target in via_reference.TARGETS)
        self.assertEqual((vm["id"], vm["target"], vm["backend"]), ("case::vm", "vm", "vm"))
        self.assertEqual((jit["id"], jit["target"], jit["backend"]), ("case::jit", "jit", "jit"))
        self.assertEqual(vm["env"], {"VOWORK": "off"})
        self.assertEqual(jit["env"], {"VOWORK": "off", "VO_JIT_CALL_THRESHOLD": "1"})
        self.assertEqual(vm["path"], "folder/case.vob")


class Half(unittest.TestCase):
    def test_halves_are_stable(self):
        self.assertEqual([cases.half_of(name) for name in "cdef"], ["held", "held", "open", "open"])


if __name__ == "__main__":
    unittest.main()
