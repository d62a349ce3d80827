// The same work as fibonacci.vo.
package main

import "fmt"

func fibonacci(n int) int {
	if n < 2 {
		return n
	}
	return fibonacci(n-1) + fibonacci(n-2)
}

func main() {
	fmt.Println("fibonacci 41 is", fibonacci(41))
}
