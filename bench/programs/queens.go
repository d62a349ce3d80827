// The same work as queens.vo.
package main

import "fmt"

type Board struct {
	columns, rising, falling []bool
	places                   []int
	solutions, checksum      int
}

func (b *Board) place(row int) {
	size := len(b.columns)
	if row == size {
		b.solutions++
		for i := 0; i < size; i++ {
			b.checksum = (b.checksum*31 + b.places[i]) & 0xffffffff
		}
		return
	}
	for x := 0; x < size; x++ {
		if b.columns[x] || b.rising[row+x] || b.falling[row-x+size-1] {
			continue
		}
		b.places[row] = x
		b.columns[x] = true
		b.rising[row+x] = true
		b.falling[row-x+size-1] = true
		b.place(row + 1)
		b.columns[x] = false
		b.rising[row+x] = false
		b.falling[row-x+size-1] = false
	}
}

func main() {
	for size := 8; size <= 13; size++ {
		b := &Board{
			columns: make([]bool, size),
			rising:  make([]bool, 2*size-1),
			falling: make([]bool, 2*size-1),
			places:  make([]int, size),
		}
		b.place(0)
		fmt.Println(size, "queens:", b.solutions, "solutions, checksum", b.checksum)
	}
}
