// The same work as fannkuch.vo.
package main

import "fmt"

const size = 10

// Counts the flips that the permutation needs; works on a copy.
func flips(start [size]int) int {
	p := start
	count := 0
	for p[0] != 0 {
		low := 0
		high := p[0]
		for low < high {
			p[low], p[high] = p[high], p[low]
			low++
			high--
		}
		count++
	}
	return count
}

// Goes through all permutations; returns the checksum of their flips and the most flips any needs.
func search() (int, int) {
	var p [size]int
	var left [size]int
	for i := 0; i < size; i++ {
		p[i] = i
	}
	most := 0
	checksum := 0
	number := 0
	r := size
	for {
		for r != 1 {
			left[r-1] = r
			r--
		}
		count := flips(p)
		if count > most {
			most = count
		}
		if number%2 == 0 {
			checksum += count
		} else {
			checksum -= count
		}
		// The next permutation: rotate ever longer heads until one has a rotation left.
		for {
			if r == size {
				return checksum, most
			}
			first := p[0]
			for i := 0; i < r; i++ {
				p[i] = p[i+1]
			}
			p[r] = first
			left[r]--
			if left[r] > 0 {
				break
			}
			r++
		}
		number++
	}
}

func main() {
	total := 0
	for round := 0; round < 4; round++ {
		checksum, most := search()
		total += checksum * most
	}
	fmt.Println("sum of checksums times most flips:", total)
}
