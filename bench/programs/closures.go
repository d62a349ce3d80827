// The same work as closures.vo.
package main

import "fmt"

func each(values []int, f func(int)) {
	for i := 0; i < len(values); i++ {
		f(values[i])
	}
}

func change(values []int, f func(int) int) {
	for i := 0; i < len(values); i++ {
		values[i] = f(values[i])
	}
}

func count(values []int, keep func(int) bool) int {
	n := 0
	for i := 0; i < len(values); i++ {
		if keep(values[i]) {
			n++
		}
	}
	return n
}

func compose(f, g func(int) int) func(int) int {
	return func(x int) int { return g(f(x)) }
}

func adder(by int) func(int) int {
	return func(x int) int { return (x + by) & 0xffff }
}

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func main() {
	values := make([]int, 2000)
	for i := 0; i < len(values); i++ {
		values[i] = i * 37 & 0xffff
	}
	total, kept := 0, 0
	tick := counter()
	for round := 0; round < 400000; round++ {
		by := round & 15
		f := compose(adder(by), func(x int) int { return x ^ by })
		change(values[round%1000:round%1000+1000], f)
		each(values[:500], func(x int) { total = (total + x) & 0xffffffff })
		kept += count(values[500:900], func(x int) bool { return x&7 == by })
		tick()
	}
	fmt.Println(total, kept, tick())
}
