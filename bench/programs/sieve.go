// The same work as sieve.vo.
package main

import "fmt"

func primes(limit int) int {
	composite := make([]bool, limit)
	count := 0
	for i := 2; i < limit; i++ {
		if composite[i] {
			continue
		}
		count++
		for j := i * i; j < limit; j += i {
			composite[j] = true
		}
	}
	return count
}

func main() {
	total := 0
	for round := 0; round < 60; round++ {
		total += primes(2000000 + round)
	}
	fmt.Println("primes found in 60 rounds:", total)
}
