// The same work as explicit_stack.vo.
package main

import "fmt"

type Stack struct {
	items   []int
	deepest int
}

func (s *Stack) push(item int) {
	s.items = append(s.items, item)
	if len(s.items) > s.deepest {
		s.deepest = len(s.items)
	}
}

func (s *Stack) pop() int {
	last := len(s.items) - 1
	item := s.items[last]
	s.items = s.items[:last]
	return item
}

func ackermann(s *Stack, m, n int) (int, int) {
	steps := 0
	s.push(m)
	for len(s.items) > 0 {
		steps++
		m = s.pop()
		if m == 0 {
			n++
		} else if n == 0 {
			n = 1
			s.push(m - 1)
		} else {
			n--
			s.push(m - 1)
			s.push(m)
		}
	}
	return n, steps
}

func main() {
	stack := &Stack{}
	for n := 6; n <= 11; n++ {
		value, steps := ackermann(stack, 3, n)
		fmt.Println("A(3,", n, ") =", value, "in", steps, "steps, depth", stack.deepest)
	}
}
