// The same work as maze_queue.vo.
package main

import "fmt"

type Queue struct {
	items []int
	head  int
}

func (q *Queue) put(item int) {
	q.items = append(q.items, item)
}

func (q *Queue) take() int {
	item := q.items[q.head]
	q.head++
	return item
}

func (q *Queue) isEmpty() bool {
	return q.head == len(q.items)
}

type Maze struct {
	walls    []bool
	distance []int
	width    int
}

func newMaze(width, seed int) *Maze {
	m := &Maze{walls: make([]bool, width*width), distance: make([]int, width*width), width: width}
	for i := 0; i < len(m.walls); i++ {
		seed = (seed*1103515245 + 12345) & 0x7fffffff
		x := i % width
		border := i < width || i >= width*(width-1) || x == 0 || x == width-1
		m.walls[i] = border || seed>>16%10 < 3
		m.distance[i] = -1
	}
	m.walls[width+1] = false
	return m
}

func (m *Maze) visit(q *Queue, cell, distance int) {
	if !m.walls[cell] && m.distance[cell] < 0 {
		m.distance[cell] = distance
		q.put(cell)
	}
}

// search gives the number of cells that can be reached and the sum of their distances.
func (m *Maze) search(start int) (int, int) {
	q := &Queue{}
	m.visit(q, start, 0)
	sum := 0
	for !q.isEmpty() {
		cell := q.take()
		next := m.distance[cell] + 1
		sum += next - 1
		m.visit(q, cell-1, next)
		m.visit(q, cell+1, next)
		m.visit(q, cell-m.width, next)
		m.visit(q, cell+m.width, next)
	}
	return q.head, sum
}

func main() {
	cells := 0
	sum := 0
	for round := 0; round < 24; round++ {
		reached, distances := newMaze(1000, round).search(1001)
		cells += reached
		sum += distances
	}
	fmt.Println("reached", cells, "cells, sum of distances", sum)
}
