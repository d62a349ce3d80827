// The same work as string_table.vo.
package main

import "fmt"

type Table struct {
	keys   []string
	counts []int
	used   int
}

func newTable(size int) *Table {
	return &Table{keys: make([]string, size), counts: make([]int, size)}
}

func hash(s string) int {
	h := 2166136261
	for i := 0; i < len(s); i++ {
		h = (h ^ int(s[i])) * 16777619 & 0xffffffff
	}
	return h
}

func (t *Table) find(key string) int {
	mask := len(t.keys) - 1
	i := hash(key) & mask
	for t.counts[i] > 0 && t.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (t *Table) add(key string, count int) {
	if 2*t.used >= len(t.keys) {
		t.grow()
	}
	i := t.find(key)
	if t.counts[i] == 0 {
		t.keys[i] = key
		t.used++
	}
	t.counts[i] += count
}

func (t *Table) grow() {
	larger := newTable(2 * len(t.keys))
	for i := 0; i < len(t.keys); i++ {
		if t.counts[i] > 0 {
			larger.add(t.keys[i], t.counts[i])
		}
	}
	t.keys = larger.keys
	t.counts = larger.counts
}

func main() {
	syllables := []string{"ba", "ke", "lin", "mo", "nur", "pa", "ri", "sto", "tu", "vem", "wo", "xi", "ya", "zen", "cha", "du"}
	table := newTable(16)
	seed := 3
	bytes := 0
	for i := 0; i < 2000000; i++ {
		seed = (seed*1103515245 + 12345) & 0x7fffffff
		word := syllables[seed>>8&15]
		for k := seed >> 12 & 3; k >= 0; k-- {
			word = word + syllables[seed>>(14+k*4)&15]
		}
		bytes += len(word)
		table.add(word, 1)
	}
	most := 0
	for i := 0; i < len(table.keys); i++ {
		if table.counts[i] > table.counts[most] {
			most = i
		}
	}
	fmt.Println(bytes, "bytes,", table.used, "words; most often", table.keys[most], table.counts[most])
}
