// The same work as life.vo.
package main

import "fmt"

type Board struct {
	rows  [][]byte
	size  int
	alive int
}

func newBoard(size int) *Board {
	b := &Board{size: size}
	for y := 0; y < size+2; y++ {
		b.rows = append(b.rows, make([]byte, size+2))
	}
	return b
}

func (b *Board) scatter(seed int) {
	for y := 1; y <= b.size; y++ {
		for x := 1; x <= b.size; x++ {
			seed = (seed*1103515245 + 12345) & 0x7fffffff
			if seed>>16&3 == 0 {
				b.rows[y][x] = 1
			}
		}
	}
}

func (b *Board) neighbours(x, y int) byte {
	return b.rows[y-1][x-1] + b.rows[y-1][x] + b.rows[y-1][x+1] +
		b.rows[y][x-1] + b.rows[y][x+1] +
		b.rows[y+1][x-1] + b.rows[y+1][x] + b.rows[y+1][x+1]
}

func (b *Board) step(next *Board) {
	next.alive = 0
	for y := 1; y <= b.size; y++ {
		for x := 1; x <= b.size; x++ {
			n := b.neighbours(x, y)
			if n == 3 || n == 2 && b.rows[y][x] == 1 {
				next.rows[y][x] = 1
				next.alive++
			} else {
				next.rows[y][x] = 0
			}
		}
	}
}

func main() {
	board := newBoard(640)
	next := newBoard(640)
	board.scatter(7)
	checksum := 0
	for generation := 0; generation < 200; generation++ {
		board.step(next)
		board, next = next, board
		checksum = (checksum*31 + board.alive) & 0xffffffff
	}
	fmt.Println("alive", board.alive, "checksum", checksum)
}
