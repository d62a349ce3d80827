// The same work as records.vo.
package main

import "fmt"

type Person struct {
	last, first string
	age, visits int
}

type Register struct {
	people []Person
}

func (r *Register) add(last, first string, age int) {
	r.people = append(r.people, Person{last: last, first: first, age: age})
}

func before(a, b *Person) bool {
	if a.last != b.last {
		return a.last < b.last
	}
	if a.first != b.first {
		return a.first < b.first
	}
	return a.age < b.age
}

func (r *Register) sink(root, length int) {
	for 2*root+1 < length {
		child := 2*root + 1
		if child+1 < length && before(&r.people[child], &r.people[child+1]) {
			child++
		}
		if !before(&r.people[root], &r.people[child]) {
			return
		}
		r.people[root], r.people[child] = r.people[child], r.people[root]
		root = child
	}
}

func (r *Register) sort() {
	for root := len(r.people)/2 - 1; root >= 0; root-- {
		r.sink(root, len(r.people))
	}
	for end := len(r.people) - 1; end > 0; end-- {
		r.people[0], r.people[end] = r.people[end], r.people[0]
		r.sink(0, end)
	}
}

func main() {
	lasts := []string{"Abel", "Berg", "Castro", "Dahl", "Egger", "Fink", "Gruber", "Haas", "Ibsen", "Jonas", "Keller", "Lang", "Moser", "Nowak", "Ott", "Pichler"}
	firsts := []string{"Ada", "Ben", "Cleo", "Dora", "Emil", "Fritz", "Gina", "Hugo"}
	r := &Register{}
	seed := 11
	for i := 0; i < 300000; i++ {
		seed = (seed*1103515245 + 12345) & 0x7fffffff
		last := lasts[seed>>8&15]
		if seed>>20&1 == 1 {
			last = last + "-" + lasts[seed>>12&15]
		}
		r.add(last, firsts[seed>>16&7], 18+seed>>4%80)
	}
	r.sort()
	for round := 0; round < 50; round++ {
		for i := 1; i < len(r.people); i++ {
			p := &r.people[i]
			if p.last == r.people[i-1].last && p.age > round {
				p.visits++
			}
		}
	}
	checksum := 0
	for i, p := range r.people {
		checksum = (checksum*31 + p.visits*i + p.age + len(p.last) + len(p.first)) & 0xffffffff
	}
	fmt.Println(r.people[0].last, r.people[0].first, "first, checksum", checksum)
}
