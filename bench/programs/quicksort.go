// The same work as quicksort.vo.
package main

import "fmt"

var seed = 42

func next() int {
	seed = (seed*1103515245 + 12345) & 0x7fffffff
	return seed
}

func sort(values []int, low, high int) {
	for low < high {
		pivot := values[(low+high)/2]
		i := low
		j := high
		for i <= j {
			for values[i] < pivot {
				i++
			}
			for values[j] > pivot {
				j--
			}
			if i <= j {
				values[i], values[j] = values[j], values[i]
				i++
				j--
			}
		}
		// Recursion into the smaller part keeps the depth logarithmic.
		if j-low < high-i {
			sort(values, low, j)
			low = i
		} else {
			sort(values, i, high)
			high = j
		}
	}
}

func main() {
	var values []int
	for i := 0; i < 8000000; i++ {
		values = append(values, next())
	}
	sort(values, 0, len(values)-1)
	checksum := 0
	for i := 0; i < len(values); i++ {
		if i > 0 && values[i-1] > values[i] {
			fmt.Println("not sorted at", i)
			return
		}
		checksum = (checksum*31 + values[i]) & 0xffffffff
	}
	fmt.Println("sorted", len(values), "numbers, checksum", checksum)
}
