// The same work as map_words.vo.
package main

import "fmt"

func text(count int) string {
	letters := make([]byte, 0)
	seed := 11
	for i := 0; i < count; i++ {
		seed = (seed*1103515245 + 12345) & 0x7fffffff
		number := seed >> 8 % 9000
		for number > 0 {
			letters = append(letters, byte('a'+number%20))
			number /= 20
		}
		letters = append(letters, ' ')
	}
	return string(letters)
}

func count(s string) map[string]int {
	counts := make(map[string]int)
	start := 0
	for i := 0; i < len(s); i++ {
		if s[i] == ' ' {
			counts[s[start:i]]++
			start = i + 1
		}
	}
	return counts
}

func main() {
	s := text(400000)
	for round := 0; round < 36; round++ {
		counts := count(s)
		lengths := make(map[int]int)
		most := 0
		for word, n := range counts {
			lengths[len(word)] += n
			if n > most {
				most = n
			}
		}
		fmt.Println(len(counts), "words, most", most, "of three letters", lengths[3], "abc", counts["abc"])
	}
}
