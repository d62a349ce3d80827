// The same work as string_sort.vo.
package main

import "fmt"

func text(number int) string {
	var digits []byte
	for {
		digits = append(digits, byte('0'+number%10))
		number /= 10
		if number == 0 {
			return string(digits)
		}
	}
}

func merge(from, to []string, low, middle, high int) {
	left := low
	right := middle
	for i := low; i < high; i++ {
		if left < middle && (right == high || from[left] <= from[right]) {
			to[i] = from[left]
			left++
		} else {
			to[i] = from[right]
			right++
		}
	}
}

func least(a, b int) int {
	if a < b {
		return a
	}
	return b
}

func sorted(words []string) []string {
	other := make([]string, len(words))
	for width := 1; width < len(words); width *= 2 {
		for low := 0; low < len(words); low += 2 * width {
			merge(words, other, low, least(low+width, len(words)), least(low+2*width, len(words)))
		}
		words, other = other, words
	}
	return words
}

func main() {
	var words []string
	seed := 5
	for i := 0; i < 600000; i++ {
		seed = (seed*1103515245 + 12345) & 0x7fffffff
		words = append(words, text(seed>>4))
	}
	words = sorted(words)
	checksum := 0
	equal := 0
	for i := 1; i < len(words); i++ {
		if words[i-1] > words[i] {
			fmt.Println("not sorted at", i)
			return
		}
		if words[i-1] == words[i] {
			equal++
		}
		checksum = (checksum*31 + len(words[i]) + int(words[i][0])) & 0xffffffff
	}
	fmt.Println(words[0], words[len(words)-1], equal, "equal, checksum", checksum)
}
