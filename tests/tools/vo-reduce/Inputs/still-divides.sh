#!/bin/sh
# Interesting (exit status 1) while the lowered program can trap on a division by zero. What cannot be lowered at all is
# not interesting: the reducer also tries programs that are not valid.
vo-opt "$1" --vo-to-vort 2>/dev/null | grep -q 'DivisionByZero' && exit 1
exit 0
