// The same work as map_numbers.vo.
package main

import "fmt"

func next(seed int) int {
	return (seed*1103515245 + 12345) & 0x7fffffff
}

func fill(count int) map[int]int {
	m := make(map[int]int)
	seed := 7
	for i := 0; i < count; i++ {
		seed = next(seed)
		m[seed%(count*2)] += i
	}
	return m
}

func main() {
	checksum := 0
	for round := 0; round < 6; round++ {
		for size := 16; size <= 262144; size *= 4 {
			m := fill(size)
			seed := round
			for i := 0; i < size*2; i++ {
				seed = next(seed)
				if v, ok := m[seed%(size*2)]; ok {
					checksum = (checksum + v) & 0xffffffff
				}
			}
			for k := 0; k < size; k += 3 {
				delete(m, k)
			}
			for k, v := range m {
				checksum = (checksum + (k ^ v)) & 0xffffffff
			}
			checksum += len(m)
		}
	}
	fmt.Println("checksum", checksum)
}
