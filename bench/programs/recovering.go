// The same work as recovering.vo.
package main

import "fmt"

type Failure struct {
	code int
}

func raise(depth, code int) int {
	if depth == 0 {
		panic(Failure{code})
	}
	return raise(depth-1, code) + 1
}

func attempt(depth, code int) (result int) {
	defer func() {
		if r := recover(); r != nil {
			if f, ok := r.(Failure); ok {
				result = f.code
			}
		}
	}()
	return raise(depth, code)
}

func element(values []int, i int) (result int) {
	defer func() {
		if recover() != nil {
			result = -1
		}
	}()
	return values[i]
}

func replaced(code int) (result int) {
	defer func() {
		if f, ok := recover().(Failure); ok {
			result = f.code
		}
	}()
	defer func() {
		panic(Failure{code + 1})
	}()
	panic(Failure{code})
}

func main() {
	values := make([]int, 100)
	total := 0
	for i := 0; i < 1000000; i++ {
		total += attempt(i&7, i&1023)
		total += element(values, i%128)
		if i&7 == 0 {
			total += replaced(i & 255)
		}
		total &= 0xffffffff
	}
	fmt.Println(total)
}
