// The same work as string_building.vo.
package main

import "fmt"

type Builder struct {
	bytes []byte
}

func (b *Builder) add(s string) {
	b.bytes = append(b.bytes, s...)
}

func (b *Builder) addByte(c byte) {
	b.bytes = append(b.bytes, c)
}

func (b *Builder) addNumber(n int) {
	if n >= 10 {
		b.addNumber(n / 10)
	}
	b.addByte(byte('0' + n%10))
}

func record(b *Builder, id int) string {
	b.bytes = b.bytes[:0]
	b.add("{\"id\": ")
	b.addNumber(id)
	b.add(", \"name\": \"item-")
	b.addNumber(id * 7919 % 1000)
	b.add("\", \"even\": ")
	if id%2 == 0 {
		b.add("true")
	} else {
		b.add("false")
	}
	b.addByte('}')
	return string(b.bytes)
}

func joined(parts []string) string {
	s := ""
	for i, part := range parts {
		if i > 0 {
			s += ", "
		}
		s += part
	}
	return s
}

func main() {
	checksum := 0
	b := &Builder{}
	for round := 0; round < 60; round++ {
		parts := make([]string, 0)
		for i := 0; i < 16; i++ {
			parts = append(parts, "")
		}
		for id := 0; id < 40000; id++ {
			parts[id%16] = record(b, id)
			if id%16 == 15 {
				s := joined(parts)
				checksum = (checksum*31 + len(s) + int(s[id%len(s)])) & 0xffffffff
			}
		}
	}
	fmt.Println("checksum", checksum)
}
